//! Claiming. A claim is sent once; if its answer is lost, the list tells what became of it.

use model::domain::{MachineId, Operation, PublicIp, Region};
use model::state::{ClaimLook, Claims, Locks, Mode, Reconcile, Sent, Ticket, Verdict};
use model::wire::{Effect, Failure, claim, decode_address, decode_page};

use super::Store;
use super::actions::controls;
use super::perform::Refused;
use super::undo::ANSWERED;
use crate::browser::focus::{self, Place};
use crate::browser::{clock, storage, task};

/// The id of what shows how the check of a claim goes.
pub const CLAIM_CHECK: &str = "claim-check";

const STOPPED: &str = "Not everything was claimed";
const LOST: &str = "The answer to the next claim was lost, so no more are sent until it is known what became of it.";
const LOST_MACHINE: &str = "The answer to the claim was lost, so nothing was assigned. Once the address is found, assign it to ";
const UNASSIGNED: &str = ", but it was not assigned";

const WAIT: &str = "A claim is under way. Wait for its answer.";

/// A claim whose answer was lost, while it is looked for and until it is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimCheck {
    /// What was sent.
    pub sent: Sent,
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

/// Why a claim brought no address, and what finds out more if its answer was lost.
type Unclaimed = (Failure, Reconcile);

impl Store {
    /// Claims addresses in a region, one after another, and assigns one alone
    /// to a machine if there is to be one. It stops at the first claim that
    /// fails or whose answer is lost: none is ever sent twice.
    pub fn claim(self, region: Region, count: u8, machine: Option<MachineId>) {
        if !self.locks.update(Locks::take_claim) {
            return;
        }
        let form = self.save();
        self.claim_check.set(None);
        let mut claims = Claims::new(count);
        task::begin(async move {
            while claims.wants_more() {
                self.claims.set(Some(claims.clone()));
                let Some(claimed) = self.claim_one(&region).await else {
                    return;
                };
                match claimed {
                    Ok(ip) if count == 1 => return self.claimed_one(form, ip, machine).await,
                    Ok(ip) => claims.took(ip.address),
                    Err(unclaimed) => return self.stop_claims(form, &claims, machine, unclaimed),
                }
            }
            self.end_claim();
            self.succeed(form, Vec::new());
            let cost = self.cost_of(claims.claimed().len());
            self.tell([&claims.words(), " ", &cost].concat());
        });
    }

    /// Sends one claim. `None` when the session has ended.
    async fn claim_one(self, region: &Region) -> Option<Result<PublicIp, Unclaimed>> {
        let sent = self
            .feed
            .with_untracked(|feed| Sent::new(region.clone(), clock::now(), feed));
        let is_live = self
            .session
            .with_untracked(|session| session.mode() == Some(Mode::Live));
        if is_live {
            storage::keep_claim(&sent.to_text());
        }
        let reconcile = Reconcile::new(sent);
        let answer = self.send(claim(region), None).await?;
        Some(match answer.and_then(|body| decode_address(&body)) {
            Ok(ip) => {
                storage::forget_claim();
                self.show_claimed(&ip, reconcile.began());
                Ok(ip)
            }
            Err(failure) => Err((failure, reconcile)),
        })
    }

    /// Tells of a claim, or goes on to the machine.
    async fn claimed_one(self, form: u32, ip: PublicIp, machine: Option<MachineId>) {
        self.end_claim();
        let address = ip.address.to_string();
        let Some(machine) = machine else {
            self.succeed(form, Vec::new());
            return self.tell(["Claimed ", &address, " in ", ip.region.name()].concat());
        };
        let why = match self
            .perform(Operation::Assign, ip.clone(), Some(machine))
            .await
        {
            Some(Ok(Some(now))) => match &now.machine {
                Some(machine) => {
                    self.succeed(form, controls(None, ip.address));
                    let name = self.name_of(machine);
                    let told = ["Claimed ", &address, " and assigned it to ", &name];
                    return self.tell(told.concat());
                }
                None => [ANSWERED, &self.state_of(&now), "."].concat(),
            },
            Some(Err(refused)) => refused.words(Operation::Assign).1,
            Some(Ok(None)) | None => return,
        };
        self.opener.replace(None);
        self.succeed(form, controls(Some(Operation::Assign), ip.address));
        self.warn_plainly(&["Claimed ", &address, UNASSIGNED].concat(), &why);
    }

    /// Says what was claimed before a claim failed, or goes to look for one
    /// whose answer was lost.
    fn stop_claims(
        self,
        form: u32,
        claims: &Claims,
        machine: Option<MachineId>,
        (failure, reconcile): Unclaimed,
    ) {
        let is_lost = failure.may_be_done();
        let before = claims.words();
        if is_lost {
            self.opener.replace(None);
            self.succeed(form, vec![Place::Id(CLAIM_CHECK.to_owned())]);
            self.look_for_claim(reconcile);
            if let Some(machine) = machine {
                let why = [LOST_MACHINE, &self.name_of(&machine), "."].concat();
                self.warn_plainly(STOPPED, &why);
            } else if !before.is_empty() {
                self.warn_plainly(STOPPED, &[&before, " ", LOST].concat());
            }
            return;
        }
        self.end_claim();
        if before.is_empty() {
            let effect = Effect::Nothing;
            let refused = Refused::Failed { failure, effect };
            return self.fail(form, Operation::Claim, refused);
        }
        self.succeed(form, Vec::new());
        let words = failure.words_of(Operation::Claim, Effect::Nothing);
        self.warn_plainly(STOPPED, &[&before, " ", &words.what].concat());
    }

    /// What so many addresses cost, in words.
    pub fn cost_of(self, count: usize) -> String {
        let cost = self.price.with(|price| price.times(count));
        ["About ", &cost, " a month, an estimate."].concat()
    }

    /// Goes on with a claim that was under way when the page was reloaded.
    pub(super) fn resume_claim(self) {
        let kept = storage::claim().and_then(|text| Sent::parse(&text));
        if let Some(sent) = kept
            && self.locks.update(Locks::take_claim)
        {
            self.look_for_claim(Reconcile::new(sent));
        }
    }

    /// Looks once more for a claim.
    pub fn check_claim_again(self) {
        let reconcile = self.reconcile.take();
        if let Some(mut reconcile) = reconcile {
            self.locks.update(|locks| locks.take_claim());
            reconcile.look_again();
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
        focus::give_back(None, vec![Place::Id("claim".to_owned())]);
    }

    /// Goes to what is known of the claim that is under way.
    pub(super) fn go_to_claim(self) {
        if self.claim_check.with_untracked(Option::is_some) {
            focus::give_back(None, vec![Place::Id(CLAIM_CHECK.to_owned())]);
        } else {
            self.tell(WAIT.to_owned());
        }
    }

    fn look_for_claim(self, mut reconcile: Reconcile) {
        let sent = reconcile.sent().clone();
        let show = move |now| {
            self.claim_check.set(Some(ClaimCheck {
                sent: sent.clone(),
                now,
            }));
        };
        let (look, looks) = reconcile.look();
        show(Checking::Looking(look, looks));
        let epoch = self.epoch.get();
        task::begin(async move {
            loop {
                let Some(answer) = self.send(reconcile.request(), None).await else {
                    return;
                };
                match reconcile.take(answer.and_then(|body| decode_page(&body))) {
                    ClaimLook::More => {}
                    ClaimLook::Wait(milliseconds) => {
                        clock::sleep(milliseconds).await;
                        if self.epoch.get() != epoch {
                            return;
                        }
                        let (look, looks) = reconcile.look();
                        show(Checking::Looking(look, looks));
                    }
                    ClaimLook::Over(verdict) => {
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
                self.locks.update(Locks::give_back_claim);
                for ip in ips.iter().filter(|ip| self.lacks(ip, began)) {
                    self.put(ip.clone());
                }
            }
            Verdict::NotSeen => self.locks.update(Locks::give_back_claim),
            Verdict::Unknown(_) => return,
        }
        // The API answers again, so a list that could not be loaded meanwhile may be now.
        self.retry();
    }

    fn end_claim(self) {
        storage::forget_claim();
        self.reconcile.replace(None);
        self.claim_check.set(None);
        self.locks.update(Locks::give_back_claim);
    }

    /// Shows what was claimed, unless a refresh has brought it by now: then
    /// more may have been done to it.
    fn show_claimed(self, ip: &PublicIp, began: Ticket) {
        if self.lacks(ip, began) {
            self.census.update(|census| census.add(&ip.region));
            self.show_changed(ip);
        }
    }

    fn lacks(self, ip: &PublicIp, began: Ticket) -> bool {
        self.feed
            .with_untracked(|feed| feed.lacks(ip.address, began))
    }
}
