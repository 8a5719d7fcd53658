//! A dialog that asks the API for nothing: a title, a text, and a foot whose first button leaves.

use app::App;
use dom::html::div;
use dom::{El, ev};

use crate::components::timeout_warning;
use crate::ui::{button, checkbox, dialog, dialog_form};

pub(super) struct InfoDialog {
    pub(super) title: String,
    pub(super) text: String,
    pub(super) content: Vec<El>,
    /// The label of the button that leaves.
    pub(super) leave: &'static str,
    /// Further buttons.
    pub(super) actions: Vec<El>,
}

impl InfoDialog {
    /// The dialog. Enter in one of its fields calls `submit`.
    pub(super) fn view(self, app: App, submit: impl Fn() + 'static) -> El {
        let leave = button("btn", self.leave).on(ev::click, move |_| app.dialog.close());
        let content = dialog_form(&*self.title, &*self.text)
            .child(self.content)
            .child(div().class("dialog-foot").child(leave).child(self.actions))
            .child(timeout_warning(app, true))
            .on(ev::submit, move |event| {
                event.prevent_default();
                submit();
            });
        dialog(content, || false, move || app.dialog.close())
    }
}

/// Whether notes stay after the session.
pub(super) fn keep_notes(app: App) -> El {
    let keep_notes = &app.preferences.keep_notes;
    let label = "Keep notes in this browser when I sign out";
    checkbox(label, keep_notes.get(), move |_| keep_notes.toggle())
}
