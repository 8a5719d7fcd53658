//! Requests and answers on their way, in any order, and what goes wrong with them.

use model::domain::Timestamp;
use model::state::RetryDecision;
use model::wire::{Failure, Method};
use simulator::{Fault, Malformed};

use crate::flight::{Flight, Job, Stage};
use crate::state::Panel;
use crate::truth::Sender;
use crate::wire;

/// What becomes of one request.
enum ItemStatus {
    Answered(Option<Fault>),
    /// Given up after its time; whether it reaches the service later.
    TimedOut(bool),
    Offline,
}

impl Panel {
    /// One of the requests takes its next step, if there is any.
    pub(crate) fn travel(&mut self) {
        if self.flights.is_empty() {
            return;
        }
        let at = self.rng.below(self.flights.len());
        let flight = self.flights.swap_remove(at);
        match flight.stage {
            Stage::Out => self.reach(flight),
            Stage::Back(_) => self.arrive(flight),
            Stage::Waits(_) => self.wake(flight),
        }
    }

    fn fate(&mut self, flight: &Flight) -> ItemStatus {
        if !self.faulty || self.rng.below(3) > 0 {
            return ItemStatus::Answered(None);
        }
        let refused = |status, retry_after: Option<&str>| Fault::Refused {
            status,
            retry_after: retry_after.map(str::to_owned),
        };
        let is_list = flight.request.method == Method::Get;
        let fault = match self.rng.below(12) {
            0 if self.rng.below(4) == 0 => refused(401, None),
            0 | 1 => refused([400, 403, 404, 408, 409, 422][self.rng.below(6)], None),
            2 => refused(429, [None, Some("5"), Some("90")][self.rng.below(3)]),
            3 => refused([500, 502, 503, 504][self.rng.below(4)], None),
            4 => refused(503, Some("2")),
            5 => Fault::RequestLost,
            6 | 7 => Fault::AnswerLost,
            8 if is_list => [Malformed::Duplicates, Malformed::EmptyPage].map(Fault::Malformed)
                [self.rng.below(2)]
            .clone(),
            8 | 9 => [Malformed::Unclosed, Malformed::Half].map(Fault::Malformed)
                [self.rng.below(2)]
            .clone(),
            10 => return ItemStatus::TimedOut(self.rng.below(2) == 0),
            _ => return ItemStatus::Offline,
        };
        ItemStatus::Answered(Some(fault))
    }

    /// It reaches the service, or not.
    fn reach(&mut self, mut flight: Flight) {
        if let Some(press) = flight.press.filter(|_| matches!(flight.job, Job::Claim(_))) {
            assert!(!self.posts.contains(&press), "a claim is sent once");
            self.posts.push(press);
        }
        let fate = if matches!(flight.job, Job::Nobody) {
            ItemStatus::Answered(None)
        } else {
            self.fate(&flight)
        };
        let answer = match fate {
            ItemStatus::Offline => Err(Failure::Offline),
            ItemStatus::TimedOut(late) => {
                if late {
                    self.flights.push(flight.given_up());
                }
                self.now += i64::from(flight.attempts.timeout(Timestamp(self.now)));
                Err(Failure::TimedOut)
            }
            ItemStatus::Answered(fault) => {
                let awaited = flight.epoch == self.epoch && !matches!(flight.job, Job::Nobody);
                let sender = if awaited {
                    Sender::Panel
                } else {
                    Sender::Other
                };
                let press = flight
                    .press
                    .filter(|_| flight.request.method == Method::Post);
                let mut request = flight.request.clone();
                // A service may send shorter pages than it was asked for.
                request.target = request
                    .target
                    .replace("limit=120", &["limit=", &self.limit.to_string()].concat());
                let answer = self
                    .truth
                    .answer(&request, fault.as_ref(), sender, press, self.now);
                wire::outcome(answer)
            }
        };
        flight.read = self.truth.moment;
        flight.stage = Stage::Back(answer);
        if !matches!(flight.job, Job::Nobody) {
            self.flights.push(flight);
        }
    }

    /// An answer or a failure comes back.
    fn arrive(&mut self, mut flight: Flight) {
        if flight.epoch != self.epoch {
            return;
        }
        let Stage::Back(answer) = std::mem::replace(&mut flight.stage, Stage::Out) else {
            return;
        };
        // What was aborted may have arrived right before.
        if self.is_cancelled(&flight) && self.rng.below(2) == 0 {
            return self.resolve(flight, Err((Failure::Cancelled, RetryDecision::Fail)));
        }
        let failure = match answer {
            Ok(body) => return self.resolve(flight, Ok(body)),
            Err(failure) => failure,
        };
        let chance = u32::try_from(self.rng.below(1 << 32)).unwrap();
        let now = Timestamp(self.now);
        match flight
            .attempts
            .decide(&failure, now, chance, &mut self.budget)
        {
            RetryDecision::Retry { wait, .. } => {
                self.told.retried += 1;
                flight.stage = Stage::Waits(self.now + i64::from(wait));
                self.flights.push(flight);
            }
            _ if failure.is_unauthorized() && !matches!(flight.job, Job::SignIn) => self.leave(),
            then => self.resolve(flight, Err((failure, then))),
        }
    }

    /// The time to wait is over.
    fn wake(&mut self, mut flight: Flight) {
        if let Stage::Waits(until) = flight.stage {
            self.now = self.now.max(until);
        }
        if self.is_cancelled(&flight) {
            self.resolve(flight, Err((Failure::Cancelled, RetryDecision::Fail)));
        } else if flight.epoch == self.epoch {
            flight.stage = Stage::Out;
            self.flights.push(flight);
        }
    }

    fn is_cancelled(&self, flight: &Flight) -> bool {
        flight.epoch == self.epoch && flight.lists.is_some_and(|lists| lists != self.lists)
    }
}
