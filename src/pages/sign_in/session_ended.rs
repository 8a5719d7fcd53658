//! Notice on the sign-in page of how the last session ended.

use dom::El;
use dom::html::p;
use model::domain::{Limits, format_minutes};
use model::state::{Expiry, SignedOut};

use crate::ui::{Icon, error_notice, notice};

/// None after a sign-out in this tab, which says enough by itself.
pub(super) fn session_ended(limits: Limits, reason: &SignedOut) -> Option<El> {
    let ended = "You were signed out";
    let dropped = "Your API key was forgotten and the page was cleared.";
    let go_on = "Sign in again to pick up where you left off.";
    let (title, why) = match reason {
        SignedOut::FirstVisit
        | SignedOut::ByChoice
        | SignedOut::Insecure
        | SignedOut::NotAKey(_)
        | SignedOut::Unverified(_) => return None,
        SignedOut::KeyRefused => {
            let refused = "The API no longer accepts your API key.";
            return Some(error_notice(ended, &[refused, go_on]));
        }
        SignedOut::Locked => ("Locked", dropped.to_owned()),
        SignedOut::Elsewhere { locked: true } => ("Locked in another tab", dropped.to_owned()),
        SignedOut::Elsewhere { locked: false } => ("Signed out in another tab", dropped.to_owned()),
        SignedOut::Expired(Expiry::Idle) => {
            let idle = format_minutes(limits.idle);
            (ended, format!("You were inactive for {idle}."))
        }
        SignedOut::Expired(Expiry::Age) => {
            let session = format_minutes(limits.session);
            (ended, format!("A session lasts {session} at most."))
        }
        SignedOut::Expired(Expiry::Clock) => (
            ended,
            "This device's clock went back, so the panel can't tell how old your session is."
                .to_owned(),
        ),
        SignedOut::Left => (
            ended,
            "You left this page, so this tab no longer has your key.".to_owned(),
        ),
    };
    Some(
        notice(Icon::LOCK)
            .attr("role", "alert")
            .child(p().class("notice-title").child(title))
            .child(p().child(format!("{why} {go_on}"))),
    )
}
