//! How long the key is held: the limits of a session, and what ends it from outside.

use model::domain::ApiKey;
use model::state::{SessionStatus, SignOutTime, SignedOut, StoredSession};
use reactive_graph::traits::{Get, Set};

use super::SessionSlice;
use crate::ports::TabMessage;

/// The name of a session in storage. `public/boot.js` looks whether it is there.
const KEY: &str = "public-ips.key";

/// The name of the last sign-out in storage that all tabs share: a time, no key. A tab that was
/// frozen, discarded or closed then, and comes back, hears of it nowhere else.
const SIGNED_OUT: &str = "public-ips.signed-out";

impl SessionSlice {
    /// Ends a session that is past its limits; `false` then. Comes before every
    /// request, so that a timer only makes the end visible in time. A demo has no limit.
    pub(crate) fn check_limits(&self) -> bool {
        let is_over = |key: &StoredSession| self.signed_out_since(key);
        let signed_out = self.key.borrow().as_ref().and_then(is_over);
        if let Some(SignOutTime { locked, .. }) = signed_out {
            self.end(SignedOut::Elsewhere { locked });
            return false;
        }
        let now = self.ports.clock.now();
        let status = match &mut *self.key.borrow_mut() {
            Some(key) => key.check(now, self.limits),
            None => SessionStatus::Active,
        };
        let ends_soon = match status {
            SessionStatus::Active => None,
            SessionStatus::Expiring { seconds, why } => Some((seconds, why)),
            SessionStatus::Expired(why) => {
                self.end(SignedOut::Expired(why));
                return false;
            }
        };
        if self.ends_soon.get() != ends_soon {
            self.ends_soon.set(ends_soon);
        }
        true
    }

    /// Counts as activity of the user. What the panel does by itself does not.
    pub fn extend(&self) {
        let now = self.ports.clock.now();
        if let Some(key) = &mut *self.key.borrow_mut()
            && key.touch(now, self.limits)
        {
            self.store(key);
        }
        self.check_limits();
    }

    /// The session that the tab has stored, which may have expired. Removes what is none.
    pub(crate) fn stored(&self) -> Option<StoredSession> {
        let stored = StoredSession::parse(&self.ports.tab_storage.get(KEY)?);
        if stored.is_none() {
            self.ports.tab_storage.remove(KEY);
        }
        stored
    }

    /// When the user signed out of all tabs, if that was since this session began.
    pub(crate) fn signed_out_since(&self, key: &StoredSession) -> Option<SignOutTime> {
        let text = self.ports.browser_storage.get(SIGNED_OUT)?;
        SignOutTime::parse(&text).filter(|time| key.is_before(time))
    }

    fn store_signed_out(&self, time: SignOutTime) {
        // Where the browser refuses, only the tabs that are awake are told.
        self.ports.browser_storage.set(SIGNED_OUT, &time.to_text());
    }

    /// Holds the key of the session that the tab has stored, which goes on.
    pub(crate) fn hold_stored(&self, key: StoredSession) {
        self.is_restored.set(true);
        self.hold(key, false);
    }

    /// Holds the key of a new session, which was just accepted.
    pub(crate) fn hold_new(&self, key: ApiKey, until_reload: bool) {
        self.is_restored.set(false);
        let now = self.ports.clock.now();
        let text = self.ports.browser_storage.get(SIGNED_OUT);
        if let Some(time) = text.and_then(|text| SignOutTime::parse(&text)) {
            self.store_signed_out(time.before(now));
        }
        self.hold(StoredSession::new(key, now), until_reload);
    }

    /// Holds the key of a session, and stores it unless `until_reload` or the browser refuses.
    fn hold(&self, key: StoredSession, until_reload: bool) {
        self.is_key_stored.set(!until_reload);
        self.store(&key);
        self.key.replace(Some(key));
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that stores the key"
    )]
    fn store(&self, key: &StoredSession) {
        let is_stored =
            self.is_key_stored.get() && self.ports.tab_storage.set(KEY, &key.to_stored_text());
        self.is_key_stored.set(is_stored);
    }

    /// The page is used again after a pause. With `restored` it was left, and
    /// Back brought it back out of the browser's memory: then the session goes
    /// on only if the tab still has its key.
    pub(crate) fn page_returned(&self, restored: bool) {
        if restored && self.is_live() && self.stored().is_none() {
            self.end(SignedOut::Left);
        } else {
            self.check_limits();
        }
    }

    /// The user has ended the session in another tab, and means this one too.
    pub(crate) fn tab_message(&self, message: TabMessage) {
        if self.is_live() {
            self.end(SignedOut::Elsewhere {
                locked: message == TabMessage::Locked,
            });
        }
    }

    /// Tells the other tabs that the user ends the session. An end by itself is
    /// not told: another tab may be in use, or have another key.
    pub(crate) fn tell_tabs(&self, message: TabMessage) {
        if self.is_live() {
            self.store_signed_out(SignOutTime {
                at: self.ports.clock.now(),
                locked: message == TabMessage::Locked,
            });
            self.ports.tabs.broadcast(message);
        }
    }
}
