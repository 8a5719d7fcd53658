//! The dialogs that ask the API for nothing, all in one shell.

mod keys;
mod log;
mod note;
mod notes;
mod palette;
mod shell;
mod sign_out;

use crate::store::{Sheet, Store};
use crate::ui::El;

/// The dialog that is open.
#[must_use]
pub fn open_sheet(store: Store, sheet: Sheet) -> El {
    match sheet {
        Sheet::Keys => keys::keys_sheet(store),
        Sheet::Log => log::log_sheet(store),
        Sheet::Notes => notes::notes_sheet(store),
        Sheet::Note(address) => note::note_sheet(store, address),
        Sheet::Palette => palette::palette_sheet(store),
        Sheet::SignOut => sign_out::sign_out_sheet(store),
    }
}
