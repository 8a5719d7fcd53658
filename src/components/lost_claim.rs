//! Outcome of a claim whose answer was lost: looks for the new address in the list.

use dom::html::{div, p};
use dom::{El, ev, show_let};
use model::domain::{Operation, PublicIp};
use model::state::{SentClaim, Verdict};

use super::disable_if_read_only;
use crate::store::{CLAIM_CHECK, Checking, ClaimCheck, Store};
use crate::ui::{Icon, button, icon};

const NAME: &str = "claim-check-title";
const LOOKING: &str = "The answer was lost, and a claim is never sent twice. Looking in the list for a new address, look ";
const CLAIMED_NOTE: &str =
    ". Should somebody of the team have claimed at the same moment, it may be theirs.";
const NOT_SEEN: &str =
    "Not claimed, as far as the list shows: no new address has come in 10 seconds.";
const SEVERAL: &str =
    "Several addresses have come since, so the list does not say which one is this claim: ";
const UNKNOWN: &str = "It is not known whether an address was claimed: the list could not be read.";
const LOOK_AGAIN: &str = "Look again";

/// Non-modal dialog; empty while no claim is lost.
#[must_use]
pub fn lost_claim(store: Store) -> El {
    let region = move || {
        store.claim_check.with(|check| {
            let ClaimCheck { sent, .. } = check.as_ref()?;
            Some(sent.clone())
        })
    };
    div().child(show_let(region, move |sent| card(store, &sent)))
}

fn card(store: Store, sent: &SentClaim) -> El {
    let title = format!("Claim in {}", sent.region.name());
    let words = move || {
        store
            .claim_check
            .with(|check| check.as_ref().map(|check| words(&check.now)))
            .unwrap_or_default()
    };
    let over = move || {
        store.claim_check.with(|check| {
            check.as_ref().and_then(|check| match &check.now {
                Checking::Looking(..) => None,
                Checking::Over(verdict) => Some(verdict.clone()),
            })
        })
    };
    div()
        .class("notice claim-check")
        .id(CLAIM_CHECK)
        .attr("role", "dialog")
        .aria("labelledby", NAME)
        .attr("tabindex", -1)
        .aria("busy", move || over().is_none())
        .child(icon(Icon::INFO))
        .child(p().class("notice-title").id(NAME).child(&title))
        .child(p().attr("role", "status").child(words))
        .child(div().child(show_let(over, move |verdict| buttons(store, &verdict))))
}

fn words(now: &Checking) -> String {
    match now {
        Checking::Looking(look, looks) => {
            format!("{LOOKING}{look} of {looks}.")
        }
        Checking::Over(Verdict::Claimed(ip)) => {
            format!(
                "Claimed; the answer was lost. New in the list is {}{CLAIMED_NOTE}",
                ip.address
            )
        }
        Checking::Over(Verdict::NotSeen) => NOT_SEEN.to_owned(),
        Checking::Over(Verdict::Several(ips)) => {
            let address = |ip: &PublicIp| ip.address.to_string();
            let addresses: Vec<_> = ips.iter().map(address).collect();
            format!("{SEVERAL}{}.", addresses.join(", "))
        }
        Checking::Over(Verdict::Unknown(failure)) => {
            format!("{UNKNOWN} {}", failure.words(Operation::List).what)
        }
    }
}

fn buttons(store: Store, verdict: &Verdict) -> El {
    let row = div().class("state-actions");
    let row = match verdict {
        Verdict::NotSeen => row
            .child(button("btn", LOOK_AGAIN).on(ev::click, move |_| store.check_claim_again()))
            .child(
                disable_if_read_only(store, button("btn", "Claim again"))
                    .on(ev::click, move |_| store.claim_again()),
            ),
        Verdict::Unknown(_) => {
            row.child(button("btn", LOOK_AGAIN).on(ev::click, move |_| store.check_claim_again()))
        }
        Verdict::Claimed(_) | Verdict::Several(_) => row,
    };
    row.child(button("btn", "Close").on(ev::click, move |_| store.close_claim_check()))
}
