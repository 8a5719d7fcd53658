//! Who is signed in, and why nobody is.

mod stored_session;

pub use stored_session::{Expiry, SessionStatus, StoredSession};

use crate::domain::KeyProblem;
use crate::wire::Failure;

/// Whose account the panel shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The account of a key, over the network.
    Live,
    /// The simulated account inside the page; nothing is sent.
    Demo,
}

/// Why the sign-in page is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignedOut {
    /// Nobody has signed in yet in this tab.
    FirstVisit,
    /// The person signed out.
    ByChoice,
    /// The person locked the panel.
    Locked,
    /// The person did so in another tab of this browser.
    Elsewhere {
        /// Locked, not signed out.
        locked: bool,
    },
    /// A limit of the session was reached.
    Expired(Expiry),
    /// The page came back out of the browser's memory, and its tab keeps no key any more.
    Left,
    /// The API stopped accepting the key while it was in use.
    KeyRefused,
    /// What was typed cannot be a key; nothing was sent.
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
    /// Whether the panel is open.
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
