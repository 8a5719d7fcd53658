//! Sign-out dialog, shown when signing out would delete notes.

use dom::El;
use model::domain::format_count;
use model::state::Notes;

use super::info_dialog::{InfoDialog, keep_notes};
use crate::store::Store;
use crate::ui::submit_button;

const SIGN_OUT: &str = "Sign out";
const ONE: &str = "1 note is in this browser only. Signing out deletes it, unless you keep it.";
const MANY: &str =
    " notes are in this browser only. Signing out deletes them, unless you keep them.";

pub(super) fn sign_out_dialog(store: Store) -> El {
    let text = match store.notes.with(Notes::len) {
        1 => ONE.to_owned(),
        count => format!("{}{MANY}", format_count(count)),
    };
    let dialog = InfoDialog {
        title: SIGN_OUT.to_owned(),
        text,
        parts: vec![keep_notes(store)],
        leave: "Cancel",
        acts: vec![submit_button("btn btn-primary", SIGN_OUT)],
    };
    dialog.view(store, move || store.sign_out())
}
