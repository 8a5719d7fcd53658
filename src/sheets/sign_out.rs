//! Signing out deletes notes, unless the person wants to keep them.

use model::domain::format_count;
use model::state::Notes;

use super::shell::{Shell, keep_notes};
use crate::store::Store;
use crate::ui::{El, el};

const SIGN_OUT: &str = "Sign out";
const CANCEL: &str = "Cancel";
const ONE: &str = "1 note is in this browser only. Signing out deletes it, unless you keep it.";
const MANY: &str =
    " notes are in this browser only. Signing out deletes them, unless you keep them.";

/// The question.
pub(super) fn sign_out_sheet(store: Store) -> El {
    let text = match store.notes.with_untracked(Notes::len) {
        1 => ONE.to_owned(),
        count => [&format_count(count), MANY].concat(),
    };
    let shell = Shell {
        title: SIGN_OUT.to_owned(),
        text,
        parts: vec![keep_notes(store)],
        leave: CANCEL,
        acts: vec![
            el("button")
                .class("btn btn-primary")
                .attr("type", "submit")
                .text(SIGN_OUT),
        ],
    };
    shell.draw(store, move || store.sign_out())
}
