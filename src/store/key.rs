//! How long the key is held: the limits of the session, and what ends it from outside.

use std::time::Duration;

use leptos::prelude::set_interval;
use model::state::{Mode, SessionStatus, SignedOut, StoredSession};

use super::Store;
use crate::browser::channel::{Channel, TabMessage};
use crate::browser::{activity, clock, storage};

/// How often the limits are looked at, and the seconds that are left are written anew.
const SECOND: Duration = Duration::from_secs(1);

impl Store {
    /// Looks at the limits from now on. Called once, by the app.
    pub(super) fn watch_key(self) {
        let look = move || {
            self.is_still_signed_in();
        };
        set_interval(look, SECOND);
        activity::on_activity(move || self.stay_signed_in());
        activity::on_return(move |restored| {
            if restored && self.holds_key() && storage::record().is_none() {
                self.leave(SignedOut::Left);
            } else {
                self.is_still_signed_in();
            }
        });
        let heard = move |gone| {
            if self.holds_key() {
                self.leave(SignedOut::Elsewhere {
                    locked: gone == TabMessage::Locked,
                });
            }
        };
        self.channel.replace(Channel::open(heard));
    }

    /// Whether the session may go on. One that may not is ended by this call,
    /// so it comes before every request, and a timer and the page's return only
    /// make the end visible in time. A demo has no key and no limit.
    pub(super) fn is_still_signed_in(self) -> bool {
        let limits = self.config.limits;
        let standing = match &mut *self.record.borrow_mut() {
            Some(record) => record.check(clock::now(), limits),
            None => SessionStatus::Active,
        };
        let soon = match standing {
            SessionStatus::Active => None,
            SessionStatus::Expiring { seconds, why } => Some((seconds, why)),
            SessionStatus::Expired(why) => {
                self.leave(SignedOut::Expired(why));
                return false;
            }
        };
        if self.ends_soon.with_untracked(|known| *known != soon) {
            self.ends_soon.set(soon);
        }
        true
    }

    /// Notes that somebody is there. What the panel does by itself is no such sign.
    pub fn stay_signed_in(self) {
        let limits = self.config.limits;
        if let Some(record) = &mut *self.record.borrow_mut()
            && record.touch(clock::now(), limits)
        {
            self.keep(record);
        }
        self.is_still_signed_in();
    }

    /// Holds the key of a session from now on; the tab keeps it too unless the
    /// person or the browser does not want that.
    pub(super) fn hold(self, record: StoredSession, kept: bool) {
        self.is_kept.set(kept);
        self.keep(&record);
        self.record.replace(Some(record));
    }

    fn keep(self, record: &StoredSession) {
        let kept = self.is_kept.get() && storage::save_record(record);
        self.is_kept.set(kept);
    }

    fn holds_key(self) -> bool {
        self.session
            .with_untracked(|session| session.mode() == Some(Mode::Live))
    }

    /// Tells the other tabs that the person has gone. What ends a session by
    /// itself is not told: another tab may be in use, or have another key.
    pub(super) fn tell_tabs(self, gone: TabMessage) {
        if self.holds_key()
            && let Some(channel) = &*self.channel.borrow()
        {
            channel.tell(gone);
        }
    }
}
