//! The switch that lets nothing be changed.

use model::domain::Reason;

use super::Store;
use crate::browser::storage;

impl Store {
    /// Why nothing may be changed now, if that is so.
    #[must_use]
    pub fn blocked_by(self) -> Option<Reason> {
        if self.config.read_only {
            Some(Reason::ReadOnlyByHost)
        } else {
            self.read_only.get().then_some(Reason::ReadOnly)
        }
    }

    /// Whether nothing may be changed now.
    pub(super) fn is_read_only(self) -> bool {
        self.config.read_only || self.read_only.get_untracked()
    }

    /// Says why nothing may be changed. `false` when changes are allowed.
    pub fn refuses_changes(self) -> bool {
        let reason = leptos::prelude::untrack(|| self.blocked_by());
        if let Some(reason) = reason {
            self.tell_why(reason.words());
        }
        reason.is_some()
    }

    /// Switches it, for this browser. What the host has set stays.
    pub fn switch_read_only(self) {
        if self.config.read_only {
            self.refuses_changes();
            return;
        }
        let on = !self.read_only.get_untracked();
        self.read_only.set(on);
        storage::save_read_only(on);
    }

    /// Follows what another tab has switched.
    pub(super) fn stored_elsewhere(self) {
        let on = self.config.read_only || storage::is_read_only();
        if on != self.read_only.get_untracked() {
            self.read_only.set(on);
        }
        self.has_keys.set(storage::has_keys());
        self.read_notes();
    }
}
