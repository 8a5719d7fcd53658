//! Notice on the sign-in page of how the last session ended.

use dom::El;
use dom::html::p;
use model::domain::format_minutes;
use model::state::{Expiry, Session, SignedOut};

use crate::store::Store;
use crate::ui::{Icon, error_notice, notice};

const ENDED: &str = "You were signed out";
const IDLE: [&str; 2] = ["Nothing was done here for ", "."];
const AGE: [&str; 2] = ["A session lasts ", " at most."];
const CLOCK: &str =
    "The clock of this device went back, so nobody can say how long the key was kept.";
const REFUSED: &str = "The API no longer accepts the key that was in use.";
const LEFT: &str = "This page was left, and its tab keeps no key any more.";
const DROPPED: &str = "The key was forgotten and the page was emptied.";
const GO_ON: &str = "Sign in again to go on where you were.";

/// Until the next attempt to sign in.
pub(super) fn has_ended(session: &Session) -> Option<SignedOut> {
    match session {
        Session::SignedOut(SignedOut::NotAKey(_) | SignedOut::Unverified(_))
        | Session::Checking
        | Session::SignedIn(_) => None,
        Session::SignedOut(reason) => Some(reason.clone()),
    }
}

/// None after signing out in this tab.
pub(super) fn session_ended(store: Store, reason: &SignedOut) -> Option<El> {
    let limits = store.config.limits;
    let (title, why) = match reason {
        SignedOut::FirstVisit
        | SignedOut::ByChoice
        | SignedOut::NotAKey(_)
        | SignedOut::Unverified(_) => return None,
        SignedOut::KeyRefused => {
            return Some(error_notice(ENDED, &[REFUSED, GO_ON]));
        }
        SignedOut::Locked => ("Locked", DROPPED.to_owned()),
        SignedOut::Elsewhere { locked: true } => ("Locked in another tab", DROPPED.to_owned()),
        SignedOut::Elsewhere { locked: false } => ("Signed out in another tab", DROPPED.to_owned()),
        SignedOut::Expired(Expiry::Idle) => (ENDED, around(IDLE, limits.idle)),
        SignedOut::Expired(Expiry::Age) => (ENDED, around(AGE, limits.session)),
        SignedOut::Expired(Expiry::Clock) => (ENDED, CLOCK.to_owned()),
        SignedOut::Left => (ENDED, LEFT.to_owned()),
    };
    let notice = notice(Icon::LOCK)
        .attr("role", "alert")
        .child(p().class("notice-title").child(title))
        .child(p().child(format!("{why} {GO_ON}")));
    Some(notice)
}

fn around([before, after]: [&str; 2], minutes: u16) -> String {
    format!("{before}{}{after}", format_minutes(minutes))
}
