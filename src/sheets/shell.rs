//! What these dialogs have in common: a title, a sentence, and a foot whose first button leaves.

use crate::components::session_end;
use crate::store::Store;
use crate::ui::{El, dialog, dialog_form, el};

/// What leaves a dialog that has nothing to cancel.
pub(super) const CLOSE: &str = "Close";

const KEEP_NOTES: &str = "Keep notes in this browser when I sign out";

/// What a dialog brings to the shell.
pub(super) struct Shell {
    /// What it is about.
    pub(super) title: String,
    /// What there is to know first.
    pub(super) text: String,
    /// Its content.
    pub(super) parts: Vec<El>,
    /// The word that leaves.
    pub(super) leave: &'static str,
    /// What there is to do, at the end of the foot.
    pub(super) acts: Vec<El>,
}

impl Shell {
    /// The dialog. Enter in one of its fields calls `on_submit`.
    pub(super) fn draw(self, store: Store, on_submit: impl Fn() + 'static) -> El {
        let leave = button("btn", self.leave).on_press(move || store.close_sheet());
        let content = dialog_form(&self.title, &self.text)
            .children(self.parts)
            .child(
                el("div")
                    .class("dialog-foot")
                    .child(leave)
                    .children(self.acts),
            )
            .child(session_end(store, true))
            .on("submit", move |event| {
                event.prevent_default();
                on_submit();
            });
        dialog(content, || false, move || store.close_sheet())
    }
}

/// A button of such a dialog.
pub(super) fn button(class: &str, text: &str) -> El {
    el("button").class(class).attr("type", "button").text(text)
}

/// The choice of what happens to notes at the end of a session.
pub(super) fn keep_notes(store: Store) -> El {
    let chosen = store.keeps_notes.get_untracked();
    let tick = el("input")
        .attr("type", "checkbox")
        .flag("checked", chosen)
        .on("change", move |_| store.switch_keeping_notes());
    el("label")
        .class("check")
        .child(tick)
        .child(el("span").text(KEEP_NOTES))
}
