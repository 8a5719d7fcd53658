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
    let before = sent.batch.words();
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
        .child((!before.is_empty()).then(|| p().child(before)))
        .child(
            p().attr("role", "status")
                .child(move || words().unwrap_or_default()),
        )
        .child(div().child(show_let(verdict, move |verdict| buttons(app, &verdict))))
}

fn words(progress: &CheckProgress) -> String {
    match progress {
        CheckProgress::Looking { look, looks } => format!(
            "The response was lost, and a claim is never sent twice. Checking the list for a new address, attempt {look} of {looks}."
        ),
        CheckProgress::Over(Verdict::Claimed(ip)) => format!(
            "Claimed. The response was lost, but the list has a new address: {}. If a teammate claimed at the same moment, it may be theirs.",
            ip.address
        ),
        CheckProgress::Over(Verdict::NotSeen) => {
            "Probably not claimed: no new address appeared within 10 seconds.".to_owned()
        }
        CheckProgress::Over(Verdict::Several(ips)) => format!(
            "Several new addresses appeared, so the list doesn't show which one is from this claim: {}.",
            addresses(ips)
        ),
        CheckProgress::Over(Verdict::Unknown { why, candidates }) => {
            let what = why.words(Operation::List).what;
            let unknown = format!("Couldn't confirm that an address was claimed. {what}");
            if candidates.is_empty() {
                unknown
            } else {
                format!("{unknown} It may be {}.", addresses(candidates))
            }
        }
    }
}

fn addresses(ips: &[PublicIp]) -> String {
    let addresses: Vec<_> = ips.iter().map(|ip| ip.address.to_string()).collect();
    addresses.join(", ")
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
        Verdict::Unknown { .. } => actions().child(look_again()),
        Verdict::Claimed(_) | Verdict::Several(_) => actions(),
    };
    row.child(button("btn", "Close").on(ev::click, move |_| app.claim.dismiss()))
}
