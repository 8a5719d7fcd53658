//! Notes on addresses: stored in the browser for an account, in the page alone for the demo.

use std::cell::Cell;

use model::domain::Address;
use model::state::{ImportError, ImportSummary, NoteTooLong, Notes, SignedOut, file_name};
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{With, Write};

use crate::account::AccountSlice;
use crate::ports::Ports;
use crate::preferences::PreferencesSlice;
use crate::session::SessionSlice;
use crate::toasts::ToastsSlice;

/// The name of the notes in storage.
const NOTES: &str = "public-ips.notes";

/// The notes of the present session.
pub struct NotesSlice {
    ports: &'static Ports,
    toasts: &'static ToastsSlice,
    preferences: &'static PreferencesSlice,
    session: &'static SessionSlice,
    account: &'static AccountSlice,
    notes: RwSignal<Notes, LocalStorage>,
    version: Cell<u32>,
}

impl NotesSlice {
    pub(crate) fn new(
        ports: &'static Ports,
        toasts: &'static ToastsSlice,
        preferences: &'static PreferencesSlice,
        session: &'static SessionSlice,
        account: &'static AccountSlice,
    ) -> Self {
        Self {
            ports,
            toasts,
            preferences,
            session,
            account,
            notes: RwSignal::new_local(Notes::default()),
            version: Cell::new(0),
        }
    }

    /// Empties the page of notes. Only signing out, which ends the sessions of
    /// all tabs, deletes the stored ones, unless they are to be kept.
    pub(crate) fn reset(&self, reason: &SignedOut) {
        if *reason == SignedOut::ByChoice && self.would_be_lost() {
            self.ports.browser_storage.remove(NOTES);
        }
        self.change(|notes| *notes = Notes::default());
    }

    /// Reads the notes.
    pub fn with<R>(&self, read: impl FnOnce(&Notes) -> R) -> R {
        self.notes.with(read)
    }

    /// Counts the changes, for those who keep what they have worked out from the notes.
    pub(crate) fn version(&self) -> u32 {
        self.version.get()
    }

    /// Writes the note on an address. A text without visible characters deletes it.
    ///
    /// # Errors
    /// [`NoteTooLong`]; then nothing has changed.
    pub fn set(&self, address: Address, text: &str) -> Result<(), NoteTooLong> {
        self.change(|notes| notes.set(address, text))?;
        self.store();
        Ok(())
    }

    /// Adds the notes of a file, which replace those on the same addresses.
    ///
    /// # Errors
    /// [`ImportError`]; then nothing has changed.
    pub fn import(&self, text: &str) -> Result<ImportSummary, ImportError> {
        let summary = self.change(|notes| notes.import(text))?;
        self.store();
        Ok(summary)
    }

    /// Saves the notes as a file. `false` when the browser refuses.
    #[must_use]
    pub fn export(&self) -> bool {
        let text = self.notes.with(Notes::to_text);
        let team = self.account.user().map(|user| user.team);
        let name = file_name(team.as_deref(), "notes", self.ports.clock.now());
        let device = &self.ports.device;
        device.save_file(&format!("{name}.json"), "application/json", vec![text])
    }

    /// Whether signing out would delete notes.
    #[must_use]
    pub fn would_be_lost(&self) -> bool {
        self.session.is_live()
            && !self.preferences.keep_notes.get()
            && !self.notes.with(Notes::is_empty)
    }

    /// Reads the stored notes, when a session begins and when another tab has
    /// written. The last writer wins.
    pub(crate) fn load(&self) {
        self.preferences.keep_notes.reload();
        if self.session.is_live() {
            let stored = self.ports.browser_storage.get(NOTES).unwrap_or_default();
            self.change(|notes| *notes = Notes::parse(&stored));
        }
    }

    fn change<R>(&self, change: impl FnOnce(&mut Notes) -> R) -> R {
        self.version.set(self.version.get().wrapping_add(1));
        change(&mut self.notes.write())
    }

    fn store(&self) {
        let text = self.notes.with(Notes::to_text);
        if self.session.is_live() && !self.ports.browser_storage.set(NOTES, &text) {
            self.toasts.error(
                "Couldn't save the notes",
                "The browser won't store them, so a reload deletes them. Export them first.",
            );
        }
    }
}
