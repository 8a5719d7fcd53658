//! Dialogs that ask the API for nothing, most in an `InfoDialog`.

mod info_dialog;
mod keyboard_shortcuts;
mod note;
mod notes;
mod palette;
mod session_log;
mod sign_out;

use dom::El;

use crate::store::{Sheet, Store};

#[must_use]
pub fn open_dialog(store: Store, sheet: Sheet) -> El {
    match sheet {
        Sheet::Keys => keyboard_shortcuts::keyboard_shortcuts(store),
        Sheet::Log => session_log::session_log(store),
        Sheet::Notes => notes::notes_dialog(store),
        Sheet::Note(address) => note::note_dialog(store, address),
        Sheet::Palette => palette::palette(store),
        Sheet::SignOut => sign_out::sign_out_dialog(store),
    }
}
