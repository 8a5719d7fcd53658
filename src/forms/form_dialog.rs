//! Frame of every form: title, consequence, fields, failure, Cancel and submit, and a state in which nothing is sent
//! twice. Closing while a request runs does not cancel it, so Cancel then reads Close.

use dom::html::{div, p};
use dom::{El, ev, show_let};
use model::domain::Operation;
use model::state::FormState;
use model::wire::Request;

use super::curl_preview::curl_preview;
use crate::browser::focus;
use crate::components::timeout_warning;
use crate::store::Store;
use crate::ui::{button, dialog, dialog_form, error_notice, submit_button};

/// Parts of a form.
pub(super) struct FormDialog {
    /// Operation; failures are worded for it.
    pub(super) operation: Operation,
    /// Label of the submit button.
    pub(super) act: Box<dyn Fn() -> &'static str>,
    /// Operation with its object.
    pub(super) title: String,
    /// Consequence in words.
    pub(super) consequence: String,
    pub(super) fields: Vec<El>,
    /// Requests that submit would send.
    pub(super) call: Box<dyn Fn() -> Vec<Request>>,
}

impl FormDialog {
    /// `on_submit` runs only while nothing is under way.
    pub(super) fn view(self, store: Store, on_submit: impl Fn() + 'static) -> El {
        let saving = move || store.draft.with(FormState::is_saving);
        let waits = move || saving() || store.held_back.with(Option::is_some);
        let operation = self.operation;
        let failure = show_let(
            move || {
                store.draft.with(|draft| {
                    let (failure, effect) = draft.failure()?;
                    Some(failure.words_with_effect(operation, effect))
                })
            },
            move |words| {
                let rest = format!("{} {}", words.changed, words.next);
                let wait = p().child(move || store.held_back.with(|left| wait(*left)));
                let notice = error_notice(words.title, &[&words.what, &rest]).child(wait);
                // It may appear below the edge of a long form.
                focus::bring_into_view_soon(notice.node());
                notice
            },
        );
        let form = dialog_form(&self.title, &self.consequence)
            .child(self.fields)
            .child(div().class("slot").child(failure))
            .child(curl_preview(store, self.call))
            .child(foot(store, operation, self.act))
            .child(timeout_warning(store, true))
            .on(ev::submit, move |event| {
                event.prevent_default();
                if !waits() {
                    on_submit();
                }
            });
        dialog(form, saving, move || store.close())
    }
}

fn foot(store: Store, operation: Operation, act: Box<dyn Fn() -> &'static str>) -> El {
    let saving = move || store.draft.with(FormState::is_saving);
    // A release cannot be undone, so Cancel has the focus first.
    let is_final = operation == Operation::Release;
    let leave = move || if saving() { "Close" } else { "Cancel" };
    let cancel = button("btn", leave)
        .attr("data-first-focus", is_final)
        .on(ev::click, move |_| store.close());
    let class = if is_final {
        "btn btn-danger"
    } else {
        "btn btn-primary"
    };
    let submit = submit_button(class, act)
        .attr("title", move || Some(store.blocked_by()?.words()))
        .attr("data-busy", saving)
        .aria("disabled", move || {
            saving() || store.held_back.with(Option::is_some) || store.blocked_by().is_some()
        });
    div().class("dialog-foot").child(cancel).child(submit)
}

fn wait(left: Option<u32>) -> String {
    left.map_or_else(String::new, |left| {
        format!("It may be sent again in {left} s.")
    })
}
