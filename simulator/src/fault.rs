//! Faults on demand, request by request.

use crate::malformed::Malformed;
use crate::refusal::Refusal;
use crate::{Arrival, Request, Response, Service};

/// The fault of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Refused with this status and the API's error object; not carried out.
    Refused {
        /// One of 400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503 and 504; any other is answered 500.
        status: u16,
        /// The value of `Retry-After`, seconds or a date.
        retry_after: Option<String>,
    },
    /// Not carried out, and not answered.
    RequestLost,
    /// Carried out, and not answered.
    AnswerLost,
    /// Answered now with this status, or not at all, and carried out at the first request of any
    /// key that comes this many milliseconds later, or by [`Service::run_delayed`].
    Delayed {
        /// Milliseconds.
        by: i64,
        /// A status as for [`Fault::Refused`]; `None` is no answer.
        answer: Option<u16>,
    },
    /// Carried out by a service whose clock is off by this many milliseconds.
    Skewed(i64),
    /// Carried out right after this request of another client with the same key.
    After(Box<Request>),
    /// Carried out right before this request of another client with the same key.
    Before(Box<Request>),
    /// Carried out, and answered 200 with a malformed body.
    Malformed(Malformed),
}

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
                self.delay(request, now.saturating_add(*by));
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
            Fault::Malformed(malformed) => malformed.answer(self, request, now),
        }
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
