//! Requests and answers travel in any order, and things go wrong with them.

use model::state::AddressList;
use model::wire::{Failure, Method, Request};
use simulator::{Fault, Malformed};

use crate::observe::{Answered, Cause, changed_by};
use crate::run::Run;
use crate::support::{Flight, Stage};
use crate::truth::Sender;
use crate::wire;

/// What becomes of a request.
enum Fate {
    Answered(Option<Fault>),
    /// Given up after its time. It may reach the service later.
    TimedOut {
        is_late: bool,
    },
    Offline,
}

impl Run {
    /// One of the requests takes its next step, if there is any. What is read
    /// in the background takes all of its steps before.
    pub(crate) async fn travel(&mut self) {
        while let Some(flight) = self.take_background() {
            self.advance(flight).await;
        }
        let count = self.world.network.flights.borrow().len();
        if count > 0 {
            let at = self.below(count);
            let flight = self.world.network.flights.borrow_mut().swap_remove(at);
            self.advance(flight).await;
        }
    }

    fn take_background(&self) -> Option<Flight> {
        let mut flights = self.world.network.flights.borrow_mut();
        let at = flights.iter().position(|flight| !is_of_list(flight))?;
        Some(flights.swap_remove(at))
    }

    async fn advance(&mut self, mut flight: Flight) {
        match std::mem::replace(&mut flight.stage, Stage::Out) {
            Stage::Out => self.reach(flight).await,
            Stage::Back(answer, read) => {
                let list = self.world.app.list;
                let answered = Answered {
                    id: flight.id,
                    request: flight.request.clone(),
                    answer: answer.clone(),
                    read,
                    before: list.with(AddressList::clone),
                    updated_at: list.updated_at(),
                };
                flight.reply(answer);
                self.observe(&Cause::Answer(Box::new(answered))).await;
            }
        }
    }

    /// A request reaches the service, or not.
    async fn reach(&mut self, mut flight: Flight) {
        let mut passes = 0;
        let answer = match self.fate(&flight) {
            Fate::Offline => Err(Failure::Offline),
            Fate::TimedOut { is_late } => {
                if is_late {
                    let late = flight.given_up();
                    self.world.network.flights.borrow_mut().push(late);
                }
                passes = flight.limit.into();
                Err(Failure::TimedOut)
            }
            Fate::Answered(fault) => self.answer(&flight, fault.as_ref()),
        };
        if flight.is_awaited() {
            flight.stage = Stage::Back(answer, self.truth.moment);
            self.world.network.flights.borrow_mut().push(flight);
        }
        if passes > 0 {
            self.world.pass(passes).await;
            self.observe(&Cause::Time).await;
        }
    }

    fn fate(&self, flight: &Flight) -> Fate {
        let is_list = is_of_list(flight);
        let rarity = if is_list { 3 } else { 9 };
        if !self.is_faulty || !flight.is_awaited() || self.below(rarity) > 0 {
            return Fate::Answered(None);
        }
        let refused = |status, retry_after: Option<&str>| Fault::Refused {
            status,
            retry_after: retry_after.map(str::to_owned),
        };
        let is_page = is_list && flight.request.method == Method::Get;
        // A 404 to a release says that the address is gone, and no service says so of one that is held.
        let is_release = flight.request.method == Method::Delete;
        let fault = match self.below(12) {
            0 if self.below(4) == 0 => refused(401, None),
            0 | 1 if is_release => refused([400, 403, 408, 409, 422][self.below(5)], None),
            0 | 1 => refused([400, 403, 404, 408, 409, 422][self.below(6)], None),
            2 => refused(429, [None, Some("5"), Some("90")][self.below(3)]),
            3 => refused([500, 502, 503, 504][self.below(4)], None),
            4 => refused(503, Some("2")),
            5 => Fault::RequestLost,
            6 | 7 => Fault::AnswerLost,
            8 if is_page => {
                Fault::Malformed([Malformed::Duplicates, Malformed::EmptyPage][self.below(2)])
            }
            8 | 9 => Fault::Malformed([Malformed::Unclosed, Malformed::Half][self.below(2)]),
            10 => {
                let is_late = self.below(2) == 0;
                return Fate::TimedOut { is_late };
            }
            _ => return Fate::Offline,
        };
        Fate::Answered(Some(fault))
    }

    /// Whether a change meets the claim of its address that it was asked for.
    /// Sent once more, it may meet a later one, which it was not asked for.
    fn is_meant(&self, request: &Request) -> bool {
        let address = changed_by(request);
        let change = address.and_then(|address| self.changes.get(&address));
        let held = address.and_then(|address| self.truth.get(address));
        change.is_none_or(|change| change.is_of(held))
    }

    fn answer(&mut self, flight: &Flight, fault: Option<&Fault>) -> Result<String, Failure> {
        let sender = if flight.is_awaited() && self.is_meant(&flight.request) {
            Sender::Panel
        } else {
            Sender::Other
        };
        let is_claim = flight.request.method == Method::Post;
        let claim = is_claim.then(|| flight.id.try_into().unwrap());
        let mut request = flight.request.clone();
        if is_of_list(flight) {
            // A service may send shorter pages than it was asked for.
            let limit = format!("limit={}&", self.limit);
            for asked in ["limit=60&", "limit=120&"] {
                request.target = request.target.replace(asked, &limit);
            }
        }
        let now = self.world.now();
        wire::outcome(self.truth.answer(&request, fault, sender, claim, now))
    }
}

fn is_of_list(flight: &Flight) -> bool {
    flight.request.target.starts_with("/public-ips")
}
