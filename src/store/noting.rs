//! Notes on addresses: in the browser's storage for an account, in the page alone for the demo.

use model::domain::Address;
use model::state::{ImportError, ImportSummary, Mode, Notes, SignedOut};

use super::Store;
use crate::browser::{download, storage};

const NOT_KEPT: &str = "The notes are in this page only";
const NO_ROOM: &str =
    "The browser does not let the page keep them, so a reload forgets them. Export them first.";
const FILE: &str = "public-ips-notes.json";

impl Store {
    /// Writes a note on an address, or takes it away.
    pub fn note(self, address: Address, text: &str) {
        self.write_notes(|notes| notes.set(address, text));
        self.keep_notes();
    }

    /// Takes the notes of a file over.
    ///
    /// # Errors
    /// [`ImportError`]; then nothing has changed.
    pub fn import_notes(self, text: &str) -> Result<ImportSummary, ImportError> {
        let done = self.write_notes(|notes| notes.import(text))?;
        self.keep_notes();
        Ok(done)
    }

    /// Saves the notes as a file. Whether the browser could make it.
    #[must_use]
    pub fn export_notes(self) -> bool {
        let text = self.notes.with_untracked(Notes::to_text);
        download::save(FILE, "application/json", std::iter::once(text)).is_some()
    }

    /// Chooses whether the notes stay when the person signs out.
    pub fn switch_keeping_notes(self) {
        let on = !self.keeps_notes.get_untracked();
        self.keeps_notes.set(on);
        storage::save_keep_notes(on);
    }

    /// Whether signing out would delete notes.
    pub fn would_lose_notes(self) -> bool {
        self.has_stored_notes()
            && !self.keeps_notes.get_untracked()
            && !self.notes.with_untracked(Notes::is_empty)
    }

    /// Brings in what is stored: at the beginning of a session, and whenever
    /// another tab has written. The last writer wins.
    pub(super) fn read_notes(self) {
        self.keeps_notes.set(storage::keeps_notes());
        if self.has_stored_notes() {
            let stored = storage::notes().unwrap_or_default();
            self.write_notes(|notes| *notes = Notes::parse(&stored));
        }
    }

    /// The page holds no note after a session. Only who signs out, which ends
    /// the sessions of all tabs, means the stored ones too.
    pub(super) fn leave_notes(self, reason: &SignedOut) {
        if *reason == SignedOut::ByChoice && self.would_lose_notes() {
            storage::forget_notes();
        }
        self.write_notes(|notes| *notes = Notes::default());
    }

    fn keep_notes(self) {
        if self.has_stored_notes() {
            let text = self.notes.with_untracked(Notes::to_text);
            if !storage::save_notes(&text) {
                self.warn_plainly(NOT_KEPT, NO_ROOM);
            }
        }
    }

    fn has_stored_notes(self) -> bool {
        self.session
            .with_untracked(|session| session.mode() == Some(Mode::Live))
    }
}
