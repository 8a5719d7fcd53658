//! Whether anything may be changed.

use model::domain::Reason;

use crate::preferences::PreferencesSlice;
use crate::toasts::ToastsSlice;

/// The read-only switch, which a host can set for good.
pub struct PermissionsSlice {
    is_read_only_host: bool,
    preferences: &'static PreferencesSlice,
    toasts: &'static ToastsSlice,
}

impl PermissionsSlice {
    pub(crate) fn new(
        is_read_only_host: bool,
        preferences: &'static PreferencesSlice,
        toasts: &'static ToastsSlice,
    ) -> Self {
        Self {
            is_read_only_host,
            preferences,
            toasts,
        }
    }

    /// Why nothing may be changed now, if that is so.
    #[must_use]
    pub fn blocked_by(&self) -> Option<Reason> {
        if self.is_read_only_host {
            Some(Reason::ReadOnlyByHost)
        } else {
            self.preferences.read_only.get().then_some(Reason::ReadOnly)
        }
    }

    /// Whether nothing may be changed now.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.blocked_by().is_some()
    }

    /// Whether the host allows no changes, so that the switch does nothing.
    #[must_use]
    pub fn is_set_by_host(&self) -> bool {
        self.is_read_only_host
    }

    /// Reports why nothing may be changed. `false` when changes are allowed.
    pub fn refuses_changes(&self) -> bool {
        let reason = self.blocked_by();
        if let Some(reason) = reason {
            self.toasts.reason(reason.words());
        }
        reason.is_some()
    }

    /// Switches read-only on or off for this browser, unless the host has set it.
    pub fn toggle_read_only(&self) {
        if self.is_read_only_host {
            self.refuses_changes();
        } else {
            self.preferences.read_only.toggle();
        }
    }
}
