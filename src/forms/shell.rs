//! What every form has: a title that is the act, the consequence in words, the
//! fields, a slot for the failure, Cancel and the act, and a state in which
//! nothing can be sent twice. Closed while it waits, it takes nothing back: the
//! request goes on, and its button says so.

use model::domain::Operation;
use model::state::FormState;
use model::wire::Request;

use super::call::call;
use crate::browser::focus;
use crate::components::session_end;
use crate::store::Store;
use crate::ui::{El, dialog, dialog_form, el, error_notice};

const CANCEL: &str = "Cancel";
const CLOSE: &str = "Close";
const AGAIN: &str = "It may be sent again in ";

/// What a form must bring to the shell.
pub(super) struct Shell {
    /// The act; its failures are worded for it.
    pub(super) operation: Operation,
    /// What its button says.
    pub(super) act: Box<dyn Fn() -> &'static str>,
    /// The act with its object.
    pub(super) title: String,
    /// What follows from the act.
    pub(super) consequence: String,
    /// The fields, if there are any.
    pub(super) fields: Vec<El>,
    /// What would be sent now.
    pub(super) call: Box<dyn Fn() -> Vec<Request>>,
}

impl Shell {
    /// The dialog. `on_submit` runs only while nothing is under way.
    pub(super) fn draw(self, store: Store, on_submit: impl Fn() + 'static) -> El {
        let saving = move || store.draft.with(FormState::is_saving);
        let waits = move || saving() || store.held_back.with(Option::is_some);
        let operation = self.operation;
        let form = dialog_form(&self.title, &self.consequence)
            .children(self.fields)
            .child(el("div").class("slot").choose(
                move || {
                    store.draft.with(|draft| {
                        let (failure, effect) = draft.failure()?;
                        Some(failure.words_with_effect(operation, effect))
                    })
                },
                move |words| {
                    let words = words.as_ref()?;
                    let rest = [words.changed, " ", words.next].concat();
                    let wait = el("p").bind_text(move || store.held_back.with(|left| wait(*left)));
                    let notice = error_notice(words.title, &[&words.what, &rest]).child(wait);
                    // It may come below the edge of a long form.
                    focus::bring_into_view_soon(notice.node());
                    Some(notice)
                },
            ))
            .child(call(store, self.call))
            .child(foot(store, operation, self.act))
            .child(session_end(store, true))
            .on("submit", move |event| {
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
    // A release cannot be taken back, so the way out has the focus first.
    let for_ever = operation == Operation::Release;
    let cancel = el("button")
        .class("btn")
        .attr("type", "button")
        .flag("data-first-focus", for_ever)
        .bind_text(move || if saving() { CLOSE } else { CANCEL }.to_owned())
        .on_press(move || store.close());
    let submit = el("button")
        .class(if for_ever {
            "btn btn-danger"
        } else {
            "btn btn-primary"
        })
        .attr("type", "submit")
        .bind_flag("aria-disabled", move || {
            saving() || store.held_back.with(Option::is_some) || store.blocked_by().is_some()
        })
        .bind("title", move || {
            Some(store.blocked_by()?.words().to_owned())
        })
        .bind_flag("data-busy", saving)
        .bind_text(move || act().to_owned());
    el("div").class("dialog-foot").child(cancel).child(submit)
}

fn wait(left: Option<u32>) -> String {
    left.map_or_else(String::new, |left| {
        [AGAIN, &left.to_string(), " s."].concat()
    })
}
