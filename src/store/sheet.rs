//! What is open over the page: a form, or a dialog that asks the API for nothing.

use model::domain::{Address, Operation, PublicIp};
use model::state::Log;

use super::Store;
use crate::browser::focus::{self, FocusTarget};
use crate::browser::{clipboard, storage};

/// The `data-act` of the button of a row that opens its note; the address
/// completes it to the name of the button.
pub const NOTE: &str = "Note on";

/// A form that is open, with the address it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// Claim a new address.
    Claim,
    /// Act on an address.
    On(Operation, PublicIp),
}

/// A dialog that asks the API for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// All keys.
    Keys,
    /// What this tab did.
    Log,
    /// All notes.
    Notes,
    /// The note on an address.
    Note(Address),
    /// The command palette.
    Palette,
    /// Signing out deletes notes.
    SignOut,
}

impl Store {
    /// Opens a dialog, and remembers what had the focus.
    pub fn open_sheet(self, sheet: Sheet) {
        let opener = match sheet {
            // Its row may show another address by then.
            Sheet::Note(_) => None,
            Sheet::Keys | Sheet::Log | Sheet::Notes | Sheet::Palette | Sheet::SignOut => {
                focus::current()
            }
        };
        self.opener.replace(opener);
        self.sheet.set(Some(sheet));
    }

    /// Closes the dialog, and puts the focus back. The row of a note goes when
    /// it is no longer found by it.
    pub fn close_sheet(self) {
        let row = match self.sheet.get_untracked() {
            Some(Sheet::Note(address)) => Some(address),
            Some(Sheet::Keys | Sheet::Log | Sheet::Notes | Sheet::Palette | Sheet::SignOut)
            | None => None,
        };
        let of_row = row.into_iter().flat_map(|address| {
            [NOTE, super::MORE].map(|act| FocusTarget::Row {
                header: address.to_string(),
                act,
            })
        });
        let places = of_row.chain([FocusTarget::Id("list".to_owned())]).collect();
        self.sheet.set(None);
        focus::restore_focus(self.opener.take(), places);
    }

    /// Whether a dialog is open that keeps everything outside it from being used.
    #[must_use]
    pub fn has_dialog(self) -> bool {
        self.form.with(Option::is_some)
            || self.sheet.with(Option::is_some)
            || self.bulk_is_open.get()
    }

    /// Signs out, unless that would delete notes: then it is asked first.
    pub fn ask_to_sign_out(self) {
        if self.would_lose_notes() {
            self.open_sheet(Sheet::SignOut);
        } else {
            self.sign_out();
        }
    }

    /// Copies what this tab did. Whether the browser allows it.
    pub async fn copy_log(self) -> bool {
        let text = self.log.with_untracked(Log::to_text);
        clipboard::copy(&text).await
    }

    /// Switches single keys on or off, for this browser.
    pub fn switch_keys(self) {
        let on = !self.has_keys.get_untracked();
        self.has_keys.set(on);
        storage::save_keys(on);
    }
}
