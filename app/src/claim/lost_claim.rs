//! A claim whose answer was lost: the list tells what became of it.

use model::domain::PublicIp;
use model::state::{ClaimBatch, LostClaim, LostClaimStep, OpenWork, SentClaim, Ticket, Verdict};
use reactive_graph::traits::{Get, Set, With};

use super::ClaimSlice;
use crate::open_work::WorkId;
use crate::ports::FocusTarget;
use crate::task::spawn;

/// The id of the card of a lost claim.
pub const CLAIM_CHECK: &str = "claim-check";

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
    /// Resumes the check of a claim that an earlier session left unanswered. `false` while another
    /// claim is under way, or its card is shown.
    pub(crate) fn resume(&'static self, id: WorkId, sent: SentClaim) -> bool {
        if self.check.with(Option::is_some) || !self.changes.begin_claim() {
            return false;
        }
        self.kept.set(Some(id));
        self.look_for(LostClaim::new(sent), false);
        true
    }

    /// What is open, in a sentence.
    pub(crate) fn describe_open(&self) -> Option<String> {
        let Some(ClaimCheck { sent, progress }) = self.check.get() else {
            return self
                .run
                .with(|run| Some(format!("{}.", run.as_ref()?.batch.progress())));
        };
        let region = sent.region.name();
        match progress {
            CheckProgress::Looking { .. } => {
                Some(format!("Checking the list for a claim in {region}."))
            }
            CheckProgress::Over(Verdict::Unknown { .. }) => Some(format!(
                "Couldn't confirm that an address was claimed in {region}."
            )),
            CheckProgress::Over(Verdict::Claimed(_) | Verdict::NotSeen | Verdict::Several(_)) => {
                None
            }
        }
    }

    /// Reads the list once more.
    pub fn look_again(&'static self) {
        let lost = self.lost.take();
        if let Some(mut lost) = lost {
            // An unknown outcome has kept it.
            self.changes.begin_claim();
            lost.retry();
            self.look_for(lost, false);
        }
    }

    /// Claims again what the list does not show as claimed, once it has been read again.
    pub fn claim_again(&'static self) {
        if self.permissions.refuses_changes() || self.lost.borrow().is_none() {
            return;
        }
        if self.changes.begin_claim()
            && let Some(mut lost) = self.lost.take()
        {
            lost.retry();
            self.look_for(lost, true);
        }
    }

    /// Forgets the claim, whatever is known of it.
    pub fn dismiss(&self) {
        self.finish();
        self.ports.focus.focus(vec![FocusTarget::Id("claim")]);
    }

    pub(super) fn show_claim_under_way(&'static self) {
        if self.check.with(Option::is_some) {
            self.ports.focus.focus(vec![FocusTarget::Id(CLAIM_CHECK)]);
        } else {
            self.show_progress();
        }
    }

    /// Looks for a lost claim in the list and, with `then_claim`, claims again if it is not there.
    pub(super) fn look_for(&'static self, mut lost: LostClaim, then_claim: bool) {
        self.show_look(&lost);
        let session = self.session.token();
        spawn(async move {
            loop {
                let Some(answer) = self.requests.send(lost.request(), None).await else {
                    return;
                };
                match lost.receive(self.list.read_page(answer, lost.began())) {
                    LostClaimStep::NextPage => {}
                    LostClaimStep::Wait(ms) => {
                        self.ports.clock.sleep(ms).await;
                        if session.is_cancelled() {
                            return;
                        }
                        self.show_look(&lost);
                    }
                    LostClaimStep::Done(Verdict::NotSeen) if then_claim => {
                        let region = lost.claim().region.clone();
                        self.form.set(None);
                        return self.claim(region, ClaimBatch::new(1), None);
                    }
                    LostClaimStep::Done(verdict) => return self.conclude(lost, verdict),
                }
            }
        });
    }

    fn show_look(&self, lost: &LostClaim) {
        self.run.set(None);
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
                self.show_found(ip, lost.began());
            }
            Verdict::Several(ips) => {
                self.changes.end_claim();
                for ip in ips {
                    self.show_found(ip, lost.began());
                }
            }
            Verdict::NotSeen => self.changes.end_claim(),
            // Outcome unknown: keep the claim lock until the user dismisses the card.
            Verdict::Unknown { .. } => {}
        }
        if !matches!(verdict, Verdict::Unknown { .. }) {
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
        self.run.set(None);
        self.check.set(None);
        self.changes.end_claim();
    }

    /// Ends a claim, and takes up one that waits for its end.
    pub(super) fn finish(&self) {
        self.settle();
        self.open_work.take_up();
    }

    pub(super) fn store_marker(&self, sent: &SentClaim) {
        let work = OpenWork::Claim(sent.clone());
        self.open_work.keep(&self.kept, Some(work));
    }

    pub(super) fn remove_marker(&self) {
        self.open_work.keep(&self.kept, None);
    }

    pub(super) fn should_add(&self, ip: &PublicIp, began: Ticket) -> bool {
        self.list.with(|list| list.should_add(ip, began))
    }
}
