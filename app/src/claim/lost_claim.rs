//! A claim whose answer was lost: the list tells what became of it.

use model::domain::PublicIp;
use model::state::{ClaimBatch, LostClaim, LostClaimStep, SentClaim, Ticket, Verdict};
use model::wire::decode_page;
use reactive_graph::traits::{Get, Set, With};

use super::ClaimSlice;
use crate::ports::FocusTarget;
use crate::task::spawn;

/// The id of the card of a lost claim.
pub const CLAIM_CHECK: &str = "claim-check";

/// The name of an unanswered claim in the storage of the tab, for a reload:
/// times, region and addresses, no key.
const MARKER: &str = "public-ips.claim";

/// A claim whose answer was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimCheck {
    /// What was sent.
    pub sent: SentClaim,
    /// How far the check is.
    pub progress: CheckProgress,
}

/// How far the check of a lost claim is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckProgress {
    /// The list is read.
    Looking {
        /// For which time, from 1.
        look: usize,
        /// Of how many.
        looks: usize,
    },
    /// What the list shows.
    Over(Verdict),
}

impl ClaimSlice {
    /// Resumes the check of a claim left unanswered by a reload.
    pub(crate) fn resume(&'static self) {
        let marker = self.ports.tab_storage.get(MARKER);
        let sent = marker.and_then(|text| SentClaim::parse(&text));
        if let Some(sent) = sent
            && self.changes.begin_claim()
        {
            self.look_for(LostClaim::new(sent));
        }
    }

    /// Reads the list once more.
    pub fn look_again(&'static self) {
        let lost = self.lost.take();
        if let Some(mut lost) = lost {
            // An unknown outcome has kept it.
            self.changes.begin_claim();
            lost.retry();
            self.look_for(lost);
        }
    }

    /// Claims again what the list does not show as claimed.
    pub fn claim_again(&'static self) {
        if self.permissions.refuses_changes() {
            return;
        }
        if let Some(check) = self.check.get()
            && self.changes.begin_claim()
        {
            self.claim(None, check.sent.region, ClaimBatch::new(1), None);
        }
    }

    /// Forgets the claim, whatever is known of it.
    pub fn dismiss(&self) {
        self.settle();
        self.ports.focus.focus(vec![FocusTarget::Id("claim")]);
    }

    pub(super) fn show_claim_under_way(&'static self) {
        if self.check.with(Option::is_some) {
            self.ports.focus.focus(vec![FocusTarget::Id(CLAIM_CHECK)]);
        } else {
            self.toasts
                .success("A claim is under way. Wait for its answer.");
        }
    }

    pub(super) fn look_for(&'static self, mut lost: LostClaim) {
        self.show_look(&lost);
        let session = self.session.token();
        spawn(async move {
            loop {
                let Some(answer) = self.requests.send(lost.request(), None).await else {
                    return;
                };
                match lost.receive(answer.and_then(|body| decode_page(&body))) {
                    LostClaimStep::NextPage => {}
                    LostClaimStep::Wait(ms) => {
                        self.ports.clock.sleep(ms).await;
                        if session.is_cancelled() {
                            return;
                        }
                        self.show_look(&lost);
                    }
                    LostClaimStep::Done(verdict) => return self.conclude(lost, verdict),
                }
            }
        });
    }

    fn show_look(&self, lost: &LostClaim) {
        let (look, looks) = lost.attempt();
        self.show(lost, CheckProgress::Looking { look, looks });
    }

    fn show(&self, lost: &LostClaim, progress: CheckProgress) {
        self.check.set(Some(ClaimCheck {
            sent: lost.claim().clone(),
            progress,
        }));
    }

    fn conclude(&'static self, lost: LostClaim, verdict: Verdict) {
        match &verdict {
            Verdict::Claimed(ip) => {
                self.settle();
                self.show_claimed(ip, lost.began());
            }
            Verdict::Several(ips) => {
                self.changes.end_claim();
                for ip in ips.iter().filter(|ip| self.should_add(ip, lost.began())) {
                    self.list.count_claimed(ip);
                    self.list.put(ip.clone());
                }
            }
            Verdict::NotSeen => self.changes.end_claim(),
            // Outcome unknown: keep the claim lock until the user dismisses the card.
            Verdict::Unknown(_) => {}
        }
        if !matches!(verdict, Verdict::Unknown(_)) {
            // The API answers again, so a page of the list that failed may load now.
            self.list.retry();
        }
        self.show(&lost, CheckProgress::Over(verdict));
        self.lost.replace(Some(lost));
    }

    /// Ends a claim: nothing is left to look for.
    pub(super) fn settle(&self) {
        self.remove_marker();
        self.lost.replace(None);
        self.check.set(None);
        self.changes.end_claim();
    }

    pub(super) fn store_marker(&self, sent: &SentClaim) {
        if self.session.is_live() {
            // Where the browser refuses, a reload forgets the claim as it forgets the key.
            self.ports.tab_storage.set(MARKER, &sent.to_text());
        }
    }

    pub(super) fn remove_marker(&self) {
        self.ports.tab_storage.remove(MARKER);
    }

    pub(super) fn should_add(&self, ip: &PublicIp, began: Ticket) -> bool {
        self.list.with(|list| list.should_add(ip, began))
    }
}
