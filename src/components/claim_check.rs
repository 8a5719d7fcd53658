//! What became of a claim whose answer was lost: it is looked for in the list,
//! while the rest of the panel goes on.

use model::domain::{Operation, PublicIp};
use model::state::{SentClaim, Verdict};

use super::guarded;
use crate::store::{CLAIM_CHECK, Checking, ClaimCheck, Store};
use crate::ui::{El, Icon, el, icon};

const TITLE: &str = "Claim in ";
const NAME: &str = "claim-check-title";
const LOOKING: &str = "The answer was lost, and a claim is never sent twice. Looking in the list for a new address, look ";
const CLAIMED: &str = "Claimed; the answer was lost. New in the list is ";
const CLAIMED_NOTE: &str =
    ". Should somebody of the team have claimed at the same moment, it may be theirs.";
const NOT_SEEN: &str =
    "Not claimed, as far as the list shows: no new address has come in 10 seconds.";
const SEVERAL: &str =
    "Several addresses have come since, so the list does not say which one is this claim: ";
const UNKNOWN: &str = "It is not known whether an address was claimed: the list could not be read.";
const AGAIN: &str = "Claim again";
const LOOK_AGAIN: &str = "Look again";
const CLOSE: &str = "Close";

/// The dialog, which blocks nothing; an empty place while there is nothing to tell.
#[must_use]
pub fn claim_check(store: Store) -> El {
    let region = move || {
        store.claim_check.with(|check| {
            let ClaimCheck { sent, .. } = check.as_ref()?;
            Some(sent.clone())
        })
    };
    el("div").choose(region, move |sent| Some(card(store, sent.as_ref()?)))
}

fn card(store: Store, sent: &SentClaim) -> El {
    let title = [TITLE, sent.region.name()].concat();
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
    el("div")
        .class("notice claim-check")
        .attr("id", CLAIM_CHECK)
        .attr("role", "dialog")
        .attr("aria-labelledby", NAME)
        .attr("tabindex", "-1")
        .bind_flag("aria-busy", move || over().is_none())
        .child(icon(Icon::INFO))
        .child(el("p").class("notice-title").attr("id", NAME).text(&title))
        .child(el("p").attr("role", "status").bind_text(words))
        .child(el("div").choose(over, move |verdict| Some(buttons(store, verdict.as_ref()?))))
}

fn words(now: &Checking) -> String {
    match now {
        Checking::Looking(look, looks) => {
            [LOOKING, &look.to_string(), " of ", &looks.to_string(), "."].concat()
        }
        Checking::Over(Verdict::Claimed(ip)) => {
            [CLAIMED, &ip.address.to_string(), CLAIMED_NOTE].concat()
        }
        Checking::Over(Verdict::NotSeen) => NOT_SEEN.to_owned(),
        Checking::Over(Verdict::Several(ips)) => {
            let address = |ip: &PublicIp| ip.address.to_string();
            let addresses: Vec<_> = ips.iter().map(address).collect();
            [SEVERAL, &addresses.join(", "), "."].concat()
        }
        Checking::Over(Verdict::Unknown(failure)) => {
            [UNKNOWN, " ", &failure.words(Operation::List).what].concat()
        }
    }
}

fn buttons(store: Store, verdict: &Verdict) -> El {
    let row = el("div").class("state-actions");
    let row = match verdict {
        Verdict::NotSeen => row
            .child(button(LOOK_AGAIN).on_press(move || store.check_claim_again()))
            .child(guarded(store, button(AGAIN)).on_press(move || store.claim_again())),
        Verdict::Unknown(_) => {
            row.child(button(LOOK_AGAIN).on_press(move || store.check_claim_again()))
        }
        Verdict::Claimed(_) | Verdict::Several(_) => row,
    };
    row.child(button(CLOSE).on_press(move || store.close_claim_check()))
}

fn button(text: &str) -> El {
    el("button").class("btn").attr("type", "button").text(text)
}
