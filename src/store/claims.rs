//! Claiming, one address after another. A claim is sent once; if its answer is
//! lost, the list tells what became of it (`claim.rs`).

use model::domain::{MachineId, Operation, PublicIp, Region};
use model::state::{ClaimBatch, InFlight, LostClaim, Mode, SentClaim, Undo};
use model::wire::{Effect, Failure, claim, decode_address};

use super::actions::controls;
use super::perform::Refused;
use super::undo::ANSWERED;
use super::{CLAIM_CHECK, Store};
use crate::browser::focus::FocusTarget;
use crate::browser::{clock, storage, task};

const STOPPED: &str = "Not everything was claimed";
const LOST: &str = "The answer to a claim was lost, so no more of them are sent.";
const LOST_MACHINE: &str = "The answer to the claim was lost, so nothing was assigned. Once the address is found, assign it to ";
const UNASSIGNED: &str = ", but it was not assigned";
const STAYS: &str = ". Undo unassigns it; it stays claimed.";

/// Why a claim brought no address, and what finds out more if its answer was lost.
type Unclaimed = (Failure, LostClaim);

impl Store {
    /// Claims addresses in a region, one after another, and assigns one alone
    /// to a machine if there is to be one. It stops at the first claim that
    /// fails or whose answer is lost: none is ever sent twice.
    pub fn claim(self, region: Region, count: u8, machine: Option<MachineId>) {
        if !self.locks.update(InFlight::start_claim) {
            return;
        }
        let form = self.save();
        self.claim_check.set(None);
        let mut claims = ClaimBatch::new(count);
        task::spawn(async move {
            while claims.needs_more() {
                self.claims.set(Some(claims.clone()));
                let Some(claimed) = self.claim_one(&region).await else {
                    return;
                };
                match claimed {
                    Ok(ip) if count == 1 => return self.claimed_one(form, ip, machine).await,
                    Ok(ip) => claims.add(ip.address),
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
            .with_untracked(|feed| SentClaim::new(region.clone(), clock::now(), feed));
        let is_live = self
            .session
            .with_untracked(|session| session.mode() == Some(Mode::Live));
        if is_live {
            storage::save_claim(&sent.to_text());
        }
        let reconcile = LostClaim::new(sent);
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
                    let told = ["Claimed ", &address, " and assigned it to ", &name].concat();
                    return match Undo::claim(&now) {
                        Some(undo) => self.tell_undoable(told + STAYS, undo),
                        None => self.tell(told),
                    };
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
        claims: &ClaimBatch,
        machine: Option<MachineId>,
        (failure, reconcile): Unclaimed,
    ) {
        let is_lost = failure.may_have_succeeded();
        let before = claims.words();
        if is_lost {
            self.opener.replace(None);
            self.succeed(form, vec![FocusTarget::Id(CLAIM_CHECK.to_owned())]);
            self.look_for_claim(reconcile);
            if let Some(machine) = machine {
                let why = [LOST_MACHINE, &self.name_of(&machine), "."].concat();
                self.warn_plainly(STOPPED, &why);
            } else if claims.is_multiple() {
                self.warn_plainly(STOPPED, [&before, " ", LOST].concat().trim());
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
        let words = failure.words_with_effect(Operation::Claim, Effect::Nothing);
        self.warn_plainly(STOPPED, &[&before, " ", &words.what].concat());
    }

    /// What so many addresses cost, in words.
    pub fn cost_of(self, count: usize) -> String {
        let cost = self.price.with(|price| price.times(count));
        ["About ", &cost, " a month, an estimate."].concat()
    }
}
