//! The dialog of a form: the act as its title, the consequence in words, the
//! fields, the failure, Cancel and the act. Closed while a request is under way
//! it cancels nothing, and its button says so.

use app::App;
use app::dialog::{Dialog, Field, FieldError};
use dom::html::{div, p};
use dom::{El, ev, show_let};
use leptos::prelude::{Get, LocalStorage, RwSignal, Set};
use model::domain::{Operation, PublicIp, Reason};
use model::wire::Preview;
use wasm_bindgen::JsCast;

use super::curl_preview::curl_preview;
use crate::browser::focus::{bring_into_view_soon, take_soon};
use crate::browser::page;
use crate::components::timeout_warning;
use crate::ui::{Icon, button, dialog, dialog_form, error_notice, notice, submit_button};

/// The error of the last submit, shown at its field.
#[derive(Clone, Copy)]
pub(super) struct FormError(RwSignal<Option<FieldError>, LocalStorage>);

impl FormError {
    pub(super) fn new() -> Self {
        Self(RwSignal::new_local(None))
    }

    /// The message at a field.
    pub(super) fn at(self, field: Field) -> Option<&'static str> {
        let error = self.0.get().filter(|error| error.field == field)?;
        Some(error.message)
    }

    /// Takes the result of a submit, and focuses the field that is wrong.
    pub(super) fn set(self, result: Result<(), FieldError>) {
        let error = result.err();
        self.0.set(error);
        let field = error.and_then(|error| page::by_id(id(error.field)));
        if let Some(field) = field {
            take_soon(field.unchecked_ref());
        }
    }
}

/// The id of a field.
pub(super) fn id(field: Field) -> &'static str {
    match field {
        Field::Machine => "machine",
        Field::Confirmation => "confirm",
        Field::Count => "bulk-count",
    }
}

/// The operation of the open form and what it is about, which may change elsewhere while it is open.
pub(super) fn about(app: App) -> Option<(Operation, PublicIp)> {
    app.dialog.with(|dialog| match dialog {
        Some(Dialog::Change {
            operation, about, ..
        }) => Some((*operation, about.ip().clone())),
        _ => None,
    })
}

/// Words about the address of the open form.
pub(super) fn about_words(
    app: App,
    words: impl Fn(&PublicIp) -> String + 'static,
) -> Box<dyn Fn() -> String> {
    Box::new(move || about(app).map_or_else(String::new, |(_, ip)| words(&ip)))
}

/// Whether the open form waits for an answer.
pub(super) fn is_saving(app: App) -> bool {
    app.dialog.form().is_some_and(|form| form.state.is_saving())
}

pub(super) struct FormDialog {
    /// Failures are worded for it.
    pub(super) operation: Operation,
    /// The label of its button.
    pub(super) act: Box<dyn Fn() -> &'static str>,
    pub(super) title: Box<dyn Fn() -> String>,
    pub(super) consequence: Box<dyn Fn() -> String>,
    pub(super) fields: Vec<El>,
    pub(super) error: FormError,
    /// The requests that a submit would send now.
    pub(super) requests: Box<dyn Fn() -> Vec<Preview>>,
}

impl FormDialog {
    pub(super) fn view(
        self,
        app: App,
        submit: impl Fn() -> Result<(), FieldError> + 'static,
    ) -> El {
        let (operation, error) = (self.operation, self.error);
        let failure = move || {
            let form = app.dialog.form()?;
            let (failure, effect) = form.state.failure()?;
            let operation = about(app).map_or(operation, |(operation, _)| operation);
            error
                .0
                .get()
                .is_none()
                .then(|| failure.words_with_effect(operation, effect))
        };
        let retry_in = move || match app.dialog.form()?.retry_in {
            Some(seconds) => Some(format!("You can try again in {seconds} s.")),
            None => Some(String::new()),
        };
        let failure = show_let(failure, move |words| {
            let rest = format!("{} {}", words.changed, words.next);
            let notice = error_notice(words.title, &[&words.what, &rest])
                .child(p().child(move || retry_in().unwrap_or_default()));
            // It may appear below the edge of a long form.
            bring_into_view_soon(notice.node());
            notice
        });
        let changed = show_let(
            move || app.changes.notice(),
            move |words| {
                let notice = notice(Icon::WARNING)
                    .attr("data-kind", "warn")
                    .attr("role", "alert")
                    .child(p().child(words));
                bring_into_view_soon(notice.node());
                notice
            },
        );
        let form = dialog_form(self.title, self.consequence)
            .child(div().class("slot").child(changed))
            .child(self.fields)
            .child(div().class("slot").child(failure))
            .child(curl_preview(app, self.requests))
            .child(foot(app, operation, self.act))
            .child(timeout_warning(app, true))
            .on(ev::submit, move |event| {
                event.prevent_default();
                if app.dialog.form().is_some_and(|form| !form.is_blocked()) {
                    error.set(submit());
                }
            });
        dialog(form, move || is_saving(app), move || app.dialog.close())
    }
}

fn foot(app: App, operation: Operation, act: Box<dyn Fn() -> &'static str>) -> El {
    let is_blocked = move || app.dialog.form().is_some_and(|form| form.is_blocked());
    // A machine may lose its only way in, and nothing brings a released address back, so the way out
    // has the focus first.
    let is_final = operation == Operation::Release;
    let is_way_out_first = is_final || operation == Operation::Unassign;
    let cancel = button(
        "btn",
        move || if is_saving(app) { "Close" } else { "Cancel" },
    )
    .attr("data-first-focus", is_way_out_first)
    .on(ev::click, move |_| app.dialog.close());
    let class = if is_final {
        "btn btn-danger"
    } else {
        "btn btn-primary"
    };
    let submit = submit_button(class, act)
        .attr("title", move || {
            app.permissions.blocked_by().map(Reason::words)
        })
        .attr("data-busy", move || is_saving(app))
        .aria("disabled", move || {
            is_blocked() || app.permissions.is_read_only()
        });
    div().class("dialog-foot").child(cancel).child(submit)
}
