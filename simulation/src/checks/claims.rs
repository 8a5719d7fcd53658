//! Claims: what is reported of them, held against the account and its history.

use app::claim::CheckProgress;
use app::toasts::Toast;
use model::domain::{Address, Operation, PublicIp};
use model::state::{AddressList, Verdict};
use model::wire::{Effect, Method, decode_address};

use super::observe::{Answered, Cause};
use crate::record::{count, tell};
use crate::rules::{Rule, require};
use crate::tab::Tab;
use crate::world::service::Truth;

impl Tab {
    pub(crate) fn observe_claims(
        &mut self,
        truth: &mut Truth,
        cause: &Cause,
        toast: Option<&Toast>,
    ) {
        let (asked, sent) = (self.seen.claims_asked, self.seen.claims_sent);
        require!(
            Rule::OneClaimAPress,
            sent <= asked,
            "{sent} claims for {asked} pressed"
        );
        if !self.app().changes.in_flight().is_claiming() {
            self.seen.claims_asked = self.seen.claims_sent;
        }
        self.seen.claimed_now = None;
        if let Cause::Answer(answered) = cause {
            if answered.request.method == Method::Post && self.is_signed_in() {
                self.observe_claim(truth, answered);
            }
            if let Some((_, as_of)) = &mut self.seen.look {
                *as_of = answered.as_of.min(*as_of);
            }
        }
        self.observe_report(toast);
        let check = self.app().claim.check();
        match check.map(|check| (check.sent, check.progress)) {
            None => self.seen.look = None,
            Some((_, CheckProgress::Looking { look, .. })) => {
                if self.seen.look.is_none_or(|(number, _)| number != look) {
                    truth.moment += 1;
                    self.seen.has_looked = true;
                    self.seen.look = Some((look, truth.moment));
                }
            }
            Some((sent, CheckProgress::Over(verdict))) => {
                if let Some((_, as_of)) = self.seen.look.take() {
                    tell("screen", || format!("the lost claim: {verdict:?}"));
                    if let Verdict::Claimed(ip) = &verdict {
                        let is_there = ip.region == sent.region;
                        require!(Rule::ClaimsAreTrue, is_there, "in another region: {ip:?}");
                    }
                    self.observe_verdict(truth, &verdict, as_of, cause);
                }
            }
        }
    }

    fn observe_claim(&mut self, truth: &Truth, answered: &Answered) {
        let app = self.app();
        let answer = answered.answer.clone();
        match answer.and_then(|body| decode_address(&body)) {
            Ok(ip) => {
                count("claimed");
                self.seen.claimed.push(ip.address);
                self.seen.claimed_now = Some(ip.address);
                self.observe_claimed(truth, &ip, answered.read, &answered.before);
                // Whatever is looked for after it, it is another one.
                self.seen.last_claim = None;
            }
            Err(failure) if failure.effect(Operation::Claim) == Effect::Unknown => {
                let is_looked_for = app.claim.check().is_some();
                require!(
                    Rule::ClaimsAreTrue,
                    is_looked_for,
                    "not looked for: {failure:?}"
                );
            }
            Err(failure) => {
                count("nothing changed");
                let brought = self.brought(usize::MAX);
                require!(
                    Rule::ClaimsAreTrue,
                    brought.is_none(),
                    "{failure:?}, but {brought:?}"
                );
                self.seen.last_claim = None;
            }
        }
    }

    /// Once no claim is under way, the last report names all that were claimed.
    fn observe_report(&mut self, toast: Option<&Toast>) {
        let app = self.app();
        let in_flight = app.changes.in_flight();
        if in_flight.is_claiming() && app.claim.check().is_none() {
            return;
        }
        let mut claimed = std::mem::take(&mut self.seen.claimed);
        // It is reported once it has its machine.
        claimed.retain(|address| in_flight.operation_on(*address).is_none());
        for address in claimed {
            let words = format!("{toast:?}");
            let is_named = words.contains(&address.to_string());
            require!(Rule::OneOutcome, is_named, "{address} was claimed: {words}");
        }
    }

    fn observe_verdict(&mut self, truth: &Truth, verdict: &Verdict, as_of: usize, cause: &Cause) {
        if self.is_misled_since(as_of) {
            return;
        }
        let found = match verdict {
            Verdict::Claimed(ip) => {
                count("lost claim found");
                std::slice::from_ref(ip)
            }
            Verdict::Several(ips) => {
                count("several found");
                ips
            }
            Verdict::NotSeen => {
                count("lost claim not found");
                let brought = self.brought(as_of);
                require!(
                    Rule::ClaimsAreTrue,
                    brought.is_none(),
                    "not seen, but {brought:?}"
                );
                return;
            }
            Verdict::Unknown { .. } => {
                count("lost claim unknown");
                return;
            }
        };
        // What is looked for next is another one, left open by an earlier session.
        self.seen.last_claim = None;
        let Cause::Answer(answered) = cause else {
            panic!("{:?}: no page shows {found:?}", Rule::ClaimsAreTrue);
        };
        for ip in found {
            self.observe_claimed(truth, ip, as_of, &answered.before);
        }
    }

    /// The account holds what is reported as claimed, as far as it is shown from now on.
    fn observe_claimed(
        &mut self,
        truth: &Truth,
        ip: &PublicIp,
        as_of: usize,
        before: &AddressList,
    ) {
        let address = ip.address;
        let is_locked = self.locked().contains(&address);
        let was = before.get(address);
        let is = self.app().list.get(address);
        let knowledge = &mut self.seen.knowledge;
        if is.is_some() && is != was && !is_locked && knowledge.is_ours_since(address, as_of) {
            let held = truth.get(address);
            require!(
                Rule::ClaimsAreTrue,
                held == Some(ip),
                "claimed: {ip:?}; held: {held:?}"
            );
        }
        // What was shown before may be older than the look that found it, but not than the claim.
        let claimed = knowledge.claims.get(&address).map(|(_, at)| *at);
        let since = if was.is_some() { claimed } else { Some(as_of) };
        // A row from an odd page stays as it was shown, until the next refresh.
        let is_so = is.as_ref() == Some(ip);
        if is_so && since.is_some_and(|since| knowledge.is_ours_since(address, since)) {
            knowledge.doubtful.remove(&address);
        }
    }

    /// What the last claim has brought before this moment, if the account still holds it.
    fn brought(&self, before: usize) -> Option<Address> {
        let mut claims = self.seen.knowledge.claims.iter();
        let last = self.seen.last_claim?;
        let of_last = claims.find(|(_, (by, at))| *by == last && *at < before);
        of_last.map(|(address, _)| *address)
    }
}
