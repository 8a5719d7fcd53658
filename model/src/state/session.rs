//! The session of a tab.

mod open_work;
mod sign_out_time;
mod stored_session;

pub use open_work::{OpenBulk, OpenChange, OpenItem, OpenSwap, OpenWork, OwnedWork};
pub use sign_out_time::SignOutTime;
pub use stored_session::{Expiry, SessionStatus, StoredSession};

use crate::domain::KeyProblem;
use crate::wire::Failure;

/// The account that the panel shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The account of a key, over the network.
    Live,
    /// The simulated account inside the page; nothing is sent.
    Demo,
}

/// The reason the sign-in page is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignedOut {
    /// This tab has not signed in yet.
    FirstVisit,
    /// Signed out by the user.
    ByChoice,
    /// Locked by the user.
    Locked,
    /// Signed out or locked in another tab of this browser.
    Elsewhere {
        /// Locked rather than signed out.
        locked: bool,
    },
    /// A limit of the session was reached.
    Expired(Expiry),
    /// The page returned from the browser's back-forward cache, and its tab no longer has the key.
    Left,
    /// The API stopped accepting the key.
    KeyRefused,
    /// The page is not secure, so it accepts no key; nothing was sent.
    Insecure,
    /// The input cannot be a key; nothing was sent.
    NotAKey(KeyProblem),
    /// The key could not be verified.
    Unverified(Failure),
}

/// The session of this tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Session {
    /// The sign-in page.
    SignedOut(SignedOut),
    /// A key is being verified; nothing is stored yet.
    Checking,
    /// The panel.
    SignedIn(Mode),
}

impl Session {
    /// The account of an open panel.
    #[must_use]
    pub fn mode(&self) -> Option<Mode> {
        match self {
            Self::SignedIn(mode) => Some(*mode),
            Self::SignedOut(_) | Self::Checking => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_open_panel_has_an_account() {
        for mode in [Mode::Live, Mode::Demo] {
            assert_eq!(Session::SignedIn(mode).mode(), Some(mode));
        }
        for closed in [Session::Checking, Session::SignedOut(SignedOut::ByChoice)] {
            assert_eq!(closed.mode(), None);
        }
    }
}
