//! Answers with a fault (`docs/simulator.md`, Failures on demand).

use super::Service;
use crate::fault::Fault;
use crate::routes::handle;
use crate::{Request, Response};

impl Service {
    /// Answers a request as [`Service::answer`] does, with this fault.
    pub fn answer_with(&mut self, fault: &Fault, request: &Request, now: i64) -> Response {
        self.run_due(now);
        match fault {
            Fault::NotCarriedOut(reply) => reply.response(None),
            Fault::CarriedOut(reply) => reply.response(Some(self.carry_out(request, now))),
            Fault::Delayed { by, answer } => {
                self.faults.delay(request, now.saturating_add(*by));
                answer.response(None)
            }
            Fault::Skewed(by) => self.carry_out(request, now.saturating_add(*by)),
            Fault::After(other) => {
                self.other_client(request, other, now);
                self.carry_out(request, now)
            }
            Fault::Before(other) => {
                let response = self.carry_out(request, now);
                self.other_client(request, other, now);
                response
            }
            Fault::Malformed(malformed) => {
                let response = self.carry_out(&malformed.request(request), now);
                malformed.spoil(response, &request.query)
            }
            Fault::Lagging(requests) => self.lagging(request, *requests, now),
        }
    }

    /// Lets the next requests with this method and a path that begins with `path_prefix`, such as
    /// `/public-ips`, meet these faults, one each, whatever their keys. Those of earlier calls come
    /// first.
    pub fn schedule(
        &mut self,
        method: &str,
        path_prefix: &str,
        faults: impl IntoIterator<Item = Fault>,
    ) {
        for fault in faults {
            self.faults.schedule(method, path_prefix, fault);
        }
    }

    /// Carries out the delayed requests that are due at `now`, each as of its own time.
    pub(super) fn run_due(&mut self, now: i64) {
        for (time, request) in self.faults.take_due(now) {
            self.carry_out(&request, time);
        }
    }

    /// Carries out all delayed requests at `now` (ms since the epoch), due or not, and returns
    /// the answers, which reach no client.
    pub fn run_delayed(&mut self, now: i64) -> Vec<Response> {
        let delayed = self.faults.take_delayed();
        delayed
            .iter()
            .map(|(_, request)| self.carry_out(request, now))
            .collect()
    }

    /// Remembers the account of a request as it is before it.
    pub(super) fn remember(&mut self, request: &Request, now: i64) {
        let Some(key) = request.key() else { return };
        let is_change = request.method != "GET";
        let before = self.open(key, now).filter(|_| is_change).cloned();
        self.faults.past.record(key, before);
    }

    fn other_client(&mut self, request: &Request, other: &Request, now: i64) {
        let mut other = other.clone();
        other.authorization.clone_from(&request.authorization);
        self.carry_out(&other, now);
    }

    /// Answers a read from the account as it was `requests` requests of its key ago.
    fn lagging(&mut self, request: &Request, requests: u32, now: i64) -> Response {
        let response = self.carry_out(request, now);
        let key = request.key().unwrap_or_default();
        let old = self.faults.past.account(key, requests);
        match old.filter(|_| request.method == "GET" && response.status == 200) {
            Some(mut account) => handle(&mut account, request, now),
            None => response,
        }
    }
}
