//! What these dialogs have in common: a title, a sentence, and a foot whose first button leaves.

use dom::html::div;
use dom::{El, ev};

use crate::components::timeout_warning;
use crate::store::Store;
use crate::ui::{button, checkbox, dialog, dialog_form};

/// What leaves a dialog that has nothing to cancel.
pub(super) const CLOSE: &str = "Close";

/// What a dialog brings.
pub(super) struct InfoDialog {
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

impl InfoDialog {
    /// The dialog. Enter in one of its fields calls `on_submit`.
    pub(super) fn view(self, store: Store, on_submit: impl Fn() + 'static) -> El {
        let leave = button("btn", self.leave).on(ev::click, move |_| store.close_sheet());
        let content = dialog_form(&self.title, &self.text)
            .child(self.parts)
            .child(div().class("dialog-foot").child(leave).child(self.acts))
            .child(timeout_warning(store, true))
            .on(ev::submit, move |event| {
                event.prevent_default();
                on_submit();
            });
        dialog(content, || false, move || store.close_sheet())
    }
}

/// The choice of what happens to notes at the end of a session.
pub(super) fn keep_notes(store: Store) -> El {
    let name = "Keep notes in this browser when I sign out";
    checkbox(name, store.keeps_notes.get(), move |_| {
        store.switch_keeping_notes();
    })
}
