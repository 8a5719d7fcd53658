//! Notice on the sign-in page of how the last session ended.

use dom::El;
use dom::html::p;
use model::domain::{Limits, format_minutes};
use model::state::{Expiry, SignedOut};

use crate::ui::{Icon, error_notice, notice};

/// None after a sign-out in this tab, which says enough by itself.
pub(super) fn session_ended(limits: Limits, reason: &SignedOut) -> Option<El> {
    let ended = "You were signed out";
    let dropped = "The key was forgotten and the page was emptied.";
    let go_on = "Sign in again to go on where you were.";
    let (title, why) = match reason {
        SignedOut::FirstVisit
        | SignedOut::ByChoice
        | SignedOut::NotAKey(_)
        | SignedOut::Unverified(_) => return None,
        SignedOut::KeyRefused => {
            let refused = "The API no longer accepts the key that was in use.";
            return Some(error_notice(ended, &[refused, go_on]));
        }
        SignedOut::Locked => ("Locked", dropped.to_owned()),
        SignedOut::Elsewhere { locked: true } => ("Locked in another tab", dropped.to_owned()),
        SignedOut::Elsewhere { locked: false } => ("Signed out in another tab", dropped.to_owned()),
        SignedOut::Expired(Expiry::Idle) => {
            let idle = format_minutes(limits.idle);
            (ended, format!("Nothing was done here for {idle}."))
        }
        SignedOut::Expired(Expiry::Age) => {
            let session = format_minutes(limits.session);
            (ended, format!("A session lasts {session} at most."))
        }
        SignedOut::Expired(Expiry::Clock) => (
            ended,
            "The clock of this device went back, so nobody can say how long the key was kept."
                .to_owned(),
        ),
        SignedOut::Left => (
            ended,
            "This page was left, and its tab keeps no key any more.".to_owned(),
        ),
    };
    Some(
        notice(Icon::LOCK)
            .attr("role", "alert")
            .child(p().class("notice-title").child(title))
            .child(p().child(format!("{why} {go_on}"))),
    )
}
