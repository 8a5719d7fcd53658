//! Claiming, as `src/store/claim.rs` does it.

use model::domain::{PublicIp, Region, Timestamp};
use model::state::{LostClaim, LostClaimStep, SentClaim, Verdict};
use model::wire::{Failure, Page, claim, decode_address};

use crate::flight::{Delivered, Flight, Job, Stage};
use crate::state::Panel;

impl Panel {
    pub(crate) fn claim(&mut self, region: Region) {
        if !self.locks.start_claim() {
            return;
        }
        self.check = None;
        let request = claim(&region);
        let reconcile = LostClaim::new(SentClaim::new(region, Timestamp(self.now), &self.feed));
        self.presses += 1;
        let mut flight = Flight::new(Job::Claim(reconcile), request, self.now, self.epoch);
        flight.press = Some(self.presses);
        self.flights.push(flight);
    }

    pub(crate) fn claimed(
        &mut self,
        reconcile: LostClaim,
        answer: Delivered,
        press: Option<usize>,
        read: usize,
    ) {
        let answer = answer.map_err(|(failure, _)| failure);
        match answer.and_then(|body| decode_address(&body)) {
            Ok(ip) => {
                self.told.claimed += 1;
                self.end_claim();
                self.show_claimed(&reconcile, &ip, read);
            }
            Err(failure) if failure.may_have_succeeded() => self.look(reconcile, press, self.now),
            Err(_) => {
                self.told.nothing += 1;
                self.end_claim();
                assert_eq!(self.brought(press, usize::MAX), None, "refused");
            }
        }
    }

    pub(crate) fn check_again(&mut self) {
        if let Some(mut reconcile) = self.check.take() {
            let _ = self.locks.start_claim();
            reconcile.retry();
            self.look(reconcile, Some(self.presses), self.now);
        }
    }

    /// Forgets the claim, whatever is known of it.
    pub(crate) fn end_claim(&mut self) {
        self.check = None;
        self.locks.finish_claim();
    }

    fn look(&mut self, reconcile: LostClaim, press: Option<usize>, when: i64) {
        self.truth.moment += 1;
        let request = reconcile.request();
        let job = Job::Look(reconcile, self.truth.moment);
        let mut flight = Flight::new(job, request, when, self.epoch);
        flight.press = press;
        if when > self.now {
            flight.stage = Stage::Waits(when);
        }
        self.flights.push(flight);
    }

    pub(crate) fn looked(
        &mut self,
        mut reconcile: LostClaim,
        page: Result<Page, Failure>,
        press: Option<usize>,
        began: usize,
    ) {
        match reconcile.receive(page) {
            LostClaimStep::NextPage => {
                let request = reconcile.request();
                self.fly(Job::Look(reconcile, began), request);
                self.flights.last_mut().unwrap().press = press;
            }
            LostClaimStep::Wait(wait) => self.look(reconcile, press, self.now + i64::from(wait)),
            LostClaimStep::Done(verdict) => self.conclude(reconcile, verdict, press, began),
        }
    }

    fn conclude(
        &mut self,
        reconcile: LostClaim,
        verdict: Verdict,
        press: Option<usize>,
        began: usize,
    ) {
        let brought = self.brought(press, began);
        match verdict {
            Verdict::Claimed(ip) => {
                self.told.found += 1;
                assert_eq!(ip.region, reconcile.claim().region);
                self.end_claim();
                self.show_claimed(&reconcile, &ip, began);
                return;
            }
            Verdict::Several(ips) => {
                self.told.several += 1;
                self.locks.finish_claim();
                for ip in ips {
                    self.show_claimed(&reconcile, &ip, began);
                }
            }
            Verdict::NotSeen => {
                self.told.none_found += 1;
                assert_eq!(brought, None, "none was claimed");
                self.locks.finish_claim();
            }
            Verdict::Unknown(_) => self.told.not_looked += 1,
        }
        self.check = Some(reconcile);
    }

    /// The account holds what is told as claimed. It is shown, unless more is known of it by now.
    fn show_claimed(&mut self, reconcile: &LostClaim, ip: &PublicIp, as_of: usize) {
        let ours = self.truth.is_ours_since(ip.address, as_of);
        if self.feed.should_add(ip, reconcile.began()) {
            let held = self.truth.get(ip.address);
            assert!(!ours || held == Some(ip), "claimed {ip:?}, {held:?}");
            self.feed.upsert(ip.clone());
        }
        if ours {
            self.truth.doubtful.remove(&ip.address);
        }
    }

    /// What a press has brought before this moment, if the account still holds it.
    fn brought(&self, press: Option<usize>, before: usize) -> Option<model::domain::Address> {
        let mut claims = self.truth.claims.iter();
        let of_press = claims.find(|(_, (by, at))| Some(*by) == press && *at < before);
        of_press.map(|(address, _)| *address)
    }
}
