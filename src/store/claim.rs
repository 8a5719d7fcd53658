//! A claim whose answer was lost: the list tells what became of it.

use model::domain::PublicIp;
use model::state::{InFlight, LostClaim, LostClaimStep, SentClaim, Ticket, Verdict};
use model::wire::decode_page;

use super::Store;
use crate::browser::focus::{self, FocusTarget};
use crate::browser::{clock, storage, task};

/// The id of what shows how the check of a claim goes.
pub const CLAIM_CHECK: &str = "claim-check";

const WAIT: &str = "A claim is under way. Wait for its answer.";

/// A claim whose answer was lost, while it is looked for and until it is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimCheck {
    /// What was sent.
    pub sent: SentClaim,
    /// How far it is.
    pub now: Checking,
}

/// How far the check of a claim is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checking {
    /// The list is looked at, for this time of so many.
    Looking(usize, usize),
    /// That is what the list shows.
    Over(Verdict),
}

impl Store {
    /// Goes on with a claim that was under way when the page was reloaded.
    pub(super) fn resume_claim(self) {
        let kept = storage::claim().and_then(|text| SentClaim::parse(&text));
        if let Some(sent) = kept
            && self.locks.update(InFlight::start_claim)
        {
            self.look_for_claim(LostClaim::new(sent));
        }
    }

    /// Looks once more for a claim.
    pub fn check_claim_again(self) {
        let reconcile = self.reconcile.take();
        if let Some(mut reconcile) = reconcile {
            self.locks.update(|locks| locks.start_claim());
            reconcile.retry();
            self.look_for_claim(reconcile);
        }
    }

    /// Claims again what the list does not show as claimed.
    pub fn claim_again(self) {
        if self.refuses_changes() {
            return;
        }
        let check = self.claim_check.get_untracked();
        if let Some(check) = check {
            self.claim(check.sent.region, 1, None);
        }
    }

    /// Forgets the claim, whatever is known of it.
    pub fn close_claim_check(self) {
        self.end_claim();
        focus::restore_focus(None, vec![FocusTarget::Id("claim".to_owned())]);
    }

    /// Goes to what is known of the claim that is under way.
    pub(super) fn go_to_claim(self) {
        if self.claim_check.with_untracked(Option::is_some) {
            focus::restore_focus(None, vec![FocusTarget::Id(CLAIM_CHECK.to_owned())]);
        } else {
            self.tell(WAIT.to_owned());
        }
    }

    pub(super) fn look_for_claim(self, mut reconcile: LostClaim) {
        let sent = reconcile.claim().clone();
        let show = move |now| {
            self.claim_check.set(Some(ClaimCheck {
                sent: sent.clone(),
                now,
            }));
        };
        let (look, looks) = reconcile.attempt();
        show(Checking::Looking(look, looks));
        let epoch = self.epoch.get();
        task::spawn(async move {
            loop {
                let Some(answer) = self.send(reconcile.request(), None).await else {
                    return;
                };
                match reconcile.receive(answer.and_then(|body| decode_page(&body))) {
                    LostClaimStep::NextPage => {}
                    LostClaimStep::Wait(milliseconds) => {
                        clock::sleep(milliseconds).await;
                        if self.epoch.get() != epoch {
                            return;
                        }
                        let (look, looks) = reconcile.attempt();
                        show(Checking::Looking(look, looks));
                    }
                    LostClaimStep::Done(verdict) => {
                        self.conclude(&verdict, reconcile.began());
                        self.reconcile.replace(Some(reconcile));
                        return show(Checking::Over(verdict));
                    }
                }
            }
        });
    }

    /// The lock stays when nobody knows: then it is for the person to close the matter.
    fn conclude(self, verdict: &Verdict, began: Ticket) {
        match verdict {
            Verdict::Claimed(ip) => {
                self.end_claim();
                self.show_claimed(ip, began);
            }
            Verdict::Several(ips) => {
                self.locks.update(InFlight::finish_claim);
                for ip in ips.iter().filter(|ip| self.lacks(ip, began)) {
                    self.put(ip.clone());
                }
            }
            Verdict::NotSeen => self.locks.update(InFlight::finish_claim),
            Verdict::Unknown(_) => return,
        }
        // The API answers again, so a list that could not be loaded meanwhile may be now.
        self.retry();
    }

    pub(super) fn end_claim(self) {
        storage::forget_claim();
        self.reconcile.replace(None);
        self.claim_check.set(None);
        self.locks.update(InFlight::finish_claim);
    }

    /// Shows what was claimed, unless a refresh has brought it by now: then
    /// more may have been done to it.
    pub(super) fn show_claimed(self, ip: &PublicIp, began: Ticket) {
        if self.lacks(ip, began) {
            self.census.update(|census| census.add(&ip.region));
            self.show_changed(ip);
        }
    }

    fn lacks(self, ip: &PublicIp, began: Ticket) -> bool {
        self.feed.with_untracked(|feed| feed.should_add(ip, began))
    }
}
