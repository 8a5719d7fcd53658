//! Answers with a fault (`docs/simulator.md`, Failures on demand).

use super::Service;
use crate::fault::Fault;
use crate::refusal::Refusal;
use crate::{Arrival, Request, Response};

impl Service {
    /// Answers a request as [`Service::answer`] does, with this fault.
    pub fn answer_with(&mut self, fault: &Fault, request: &Request, now: i64) -> Response {
        self.run_due(now);
        match fault {
            Fault::Refused {
                status,
                retry_after,
            } => refused(*status, retry_after.clone()),
            Fault::RequestLost => lost(refused(503, None)),
            Fault::AnswerLost => lost(self.carry_out(request, now)),
            Fault::Delayed { by, answer } => {
                self.faults.delay(request, now.saturating_add(*by));
                match answer {
                    Some(status) => refused(*status, None),
                    None => lost(refused(504, None)),
                }
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

    fn other_client(&mut self, request: &Request, other: &Request, now: i64) {
        let mut other = other.clone();
        other.authorization.clone_from(&request.authorization);
        self.carry_out(&other, now);
    }
}

fn refused(status: u16, retry_after: Option<String>) -> Response {
    let refusal = Refusal::on_demand(status).or_else(|| Refusal::on_demand(500));
    let mut response = refusal.map_or_else(
        || Response::new(500, String::new()),
        |refusal| refusal.response(),
    );
    response.retry_after = retry_after;
    response
}

fn lost(mut response: Response) -> Response {
    response.arrival = Arrival::Never;
    response
}
