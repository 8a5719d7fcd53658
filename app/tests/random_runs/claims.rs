//! Claims: what is reported of them, held against the account.

use app::claim::CheckProgress;
use app::toasts::Toast;
use model::domain::{Address, PublicIp};
use model::state::{AddressList, Verdict};
use model::wire::{Method, decode_address};

use crate::observe::{Answered, Cause};
use crate::run::Run;

impl Run {
    pub(crate) fn observe_claims(&mut self, cause: &Cause, toast: Option<&Toast>) {
        assert!(
            self.claims_sent <= self.claims_asked,
            "a claim is sent once"
        );
        if !self.world.app.changes.in_flight().is_claiming() {
            self.claims_asked = self.claims_sent;
        }
        if let Cause::Answer(answered) = cause
            && answered.request.method == Method::Post
            && self.is_signed_in()
        {
            self.observe_claim(answered, toast);
        }
        let check = self.world.app.claim.check();
        match check.map(|check| (check.sent, check.progress)) {
            None => self.look = None,
            Some((_, CheckProgress::Looking { look, .. })) => {
                if self.look.is_none_or(|(number, _)| number != look) {
                    self.truth.moment += 1;
                    self.look = Some((look, self.truth.moment));
                }
            }
            Some((sent, CheckProgress::Over(verdict))) => {
                if let Some((_, began)) = self.look.take() {
                    if let Verdict::Claimed(ip) = &verdict {
                        assert_eq!(ip.region, sent.region);
                    }
                    self.observe_verdict(&verdict, began, cause);
                }
            }
        }
    }

    fn observe_claim(&mut self, answered: &Answered, toast: Option<&Toast>) {
        self.last_claim = Some(answered.id.try_into().unwrap());
        let app = self.world.app;
        let in_flight = app.changes.in_flight();
        let answer = answered.answer.clone();
        match answer.and_then(|body| decode_address(&body)) {
            Ok(ip) => {
                self.coverage.claimed += 1;
                self.claimed.push(ip.address);
                self.observe_claimed(&ip, answered.read, &answered.before);
            }
            Err(failure) if failure.may_have_succeeded() => {
                assert!(app.claim.check().is_some(), "its check has begun");
            }
            Err(_) => {
                self.coverage.nothing += 1;
                assert_eq!(self.brought(usize::MAX), None, "refused");
            }
        }
        let is_claiming = in_flight.is_claiming() && app.claim.check().is_none();
        let mut claimed = self.claimed.clone();
        // It is reported once it has its machine.
        claimed.retain(|address| in_flight.operation_on(*address).is_none());
        if !is_claiming {
            self.claimed.clear();
            for address in claimed {
                let toast = toast.expect("what was claimed is reported");
                let words = format!("{toast:?}");
                assert!(words.contains(&address.to_string()), "{address}: {toast:?}");
            }
        }
    }

    fn observe_verdict(&mut self, verdict: &Verdict, began: usize, cause: &Cause) {
        let found = match verdict {
            Verdict::Claimed(ip) => {
                self.coverage.found += 1;
                std::slice::from_ref(ip)
            }
            Verdict::Several(ips) => {
                self.coverage.several += 1;
                ips
            }
            Verdict::NotSeen => {
                self.coverage.none_found += 1;
                assert_eq!(self.brought(began), None, "none was claimed");
                return;
            }
            Verdict::Unknown(_) => {
                self.coverage.not_looked += 1;
                return;
            }
        };
        let Cause::Answer(answered) = cause else {
            panic!("a page shows it");
        };
        for ip in found {
            self.observe_claimed(ip, began, &answered.before);
        }
    }

    /// The account holds what is reported as claimed, as far as it is shown from now on.
    fn observe_claimed(&mut self, ip: &PublicIp, as_of: usize, before: &AddressList) {
        let address = ip.address;
        let is_locked = self.locked().contains(&address);
        let was = before.get(address);
        let is = self.world.app.list.get(address);
        if is.is_some() && is != was && !is_locked && self.truth.is_ours_since(address, as_of) {
            assert_eq!(self.truth.get(address), Some(ip), "claimed");
        }
        // What was shown before may be older than the look that found it, but not than the claim.
        let claimed = self.truth.claims.get(&address).map(|(_, at)| *at);
        let since = if was.is_some() { claimed } else { Some(as_of) };
        if since.is_some_and(|since| self.truth.is_ours_since(address, since)) {
            self.truth.doubtful.remove(&address);
        }
    }

    /// What the last claim has brought before this moment, if the account still holds it.
    fn brought(&self, before: usize) -> Option<Address> {
        let mut claims = self.truth.claims.iter();
        let of_last = claims.find(|(_, (by, at))| Some(*by) == self.last_claim && *at < before);
        of_last.map(|(address, _)| *address)
    }
}
