//! Frame of these dialogs: title, sentence, content, and a foot whose first button closes.

use dom::html::div;
use dom::{El, ev};

use crate::components::timeout_warning;
use crate::store::Store;
use crate::ui::{button, checkbox, dialog, dialog_form};

/// Label of the closing button where there is nothing to cancel.
pub(super) const CLOSE: &str = "Close";

/// Parts of a dialog.
pub(super) struct InfoDialog {
    pub(super) title: String,
    /// Sentence below the title.
    pub(super) text: String,
    pub(super) parts: Vec<El>,
    /// Label of the closing button.
    pub(super) leave: &'static str,
    /// Actions at the end of the foot.
    pub(super) acts: Vec<El>,
}

impl InfoDialog {
    /// Enter in a field calls `on_submit`.
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

/// Whether notes survive signing out.
pub(super) fn keep_notes(store: Store) -> El {
    let name = "Keep notes in this browser when I sign out";
    checkbox(name, store.keeps_notes.get(), move |_| {
        store.switch_keeping_notes();
    })
}
