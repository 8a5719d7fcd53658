//! Asks before signing out deletes notes.

use app::App;
use dom::El;
use model::domain::format_count;
use model::state::Notes;

use super::info_dialog::{InfoDialog, keep_notes};
use crate::ui::submit_button;

pub(super) fn sign_out(app: App) -> El {
    let text = match app.notes.with(Notes::len) {
        1 => {
            "1 note is in this browser only. Signing out deletes it, unless you keep it.".to_owned()
        }
        count => format!(
            "{} notes are in this browser only. Signing out deletes them, unless you keep them.",
            format_count(count)
        ),
    };
    let dialog = InfoDialog {
        title: "Sign out".to_owned(),
        text,
        content: vec![keep_notes(app)],
        leave: "Cancel",
        actions: vec![submit_button("btn btn-primary", "Sign out")],
    };
    dialog.view(app, move || app.sign_out())
}
