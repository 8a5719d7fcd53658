//! The card of a claim whose answer was lost: the list is checked for it,
//! while the rest of the panel goes on.

use app::App;
use app::claim::{CLAIM_CHECK, CheckProgress};
use dom::html::{div, p};
use dom::{El, ev, show_let};
use model::domain::{Operation, PublicIp};
use model::state::{SentClaim, Verdict};

use super::disable_if_read_only;
use super::empty_list::actions;
use crate::ui::{Icon, button, icon};

/// The dialog, which blocks nothing; an empty element without a lost claim.
pub fn lost_claim(app: App) -> El {
    let sent = move || app.claim.check().map(|check| check.sent);
    div().child(show_let(sent, move |sent| card(app, &sent)))
}

fn card(app: App, sent: &SentClaim) -> El {
    let progress = move || app.claim.check().map(|check| check.progress);
    let verdict = move || match progress()? {
        CheckProgress::Looking { .. } => None,
        CheckProgress::Over(verdict) => Some(verdict),
    };
    let words = move || progress().map(|progress| words(&progress));
    div()
        .class("notice claim-check")
        .id(CLAIM_CHECK)
        .attr("role", "dialog")
        .aria("labelledby", "claim-check-title")
        .attr("tabindex", -1)
        .aria("busy", move || verdict().is_none())
        .child(icon(Icon::INFO))
        .child(
            p().class("notice-title")
                .id("claim-check-title")
                .child(format!("Claim in {}", sent.region.name())),
        )
        .child(
            p().attr("role", "status")
                .child(move || words().unwrap_or_default()),
        )
        .child(div().child(show_let(verdict, move |verdict| buttons(app, &verdict))))
}

fn words(progress: &CheckProgress) -> String {
    match progress {
        CheckProgress::Looking { look, looks } => format!(
            "The answer was lost, and a claim is never sent twice. Looking in the list for a new address, look {look} of {looks}."
        ),
        CheckProgress::Over(Verdict::Claimed(ip)) => format!(
            "Claimed; the answer was lost. New in the list is {}. Should somebody of the team have claimed at the same moment, it may be theirs.",
            ip.address
        ),
        CheckProgress::Over(Verdict::NotSeen) => {
            "Not claimed, as far as the list shows: no new address has come in 10 seconds."
                .to_owned()
        }
        CheckProgress::Over(Verdict::Several(ips)) => {
            let address = |ip: &PublicIp| ip.address.to_string();
            let addresses: Vec<_> = ips.iter().map(address).collect();
            format!(
                "Several addresses have come since, so the list does not say which one is this claim: {}.",
                addresses.join(", ")
            )
        }
        CheckProgress::Over(Verdict::Unknown(failure)) => format!(
            "It is not known whether an address was claimed: the list could not be read. {}",
            failure.words(Operation::List).what
        ),
    }
}

fn buttons(app: App, verdict: &Verdict) -> El {
    let look_again =
        move || button("btn", "Look again").on(ev::click, move |_| app.claim.look_again());
    let claim_again = move || {
        disable_if_read_only(app.permissions, button("btn", "Claim again"))
            .on(ev::click, move |_| app.claim.claim_again())
    };
    let row = match verdict {
        Verdict::NotSeen => actions().child(look_again()).child(claim_again()),
        Verdict::Unknown(_) => actions().child(look_again()),
        Verdict::Claimed(_) | Verdict::Several(_) => actions(),
    };
    row.child(button("btn", "Close").on(ev::click, move |_| app.claim.dismiss()))
}
