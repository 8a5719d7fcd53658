//! Requests and answers travel in any order, and things go wrong with them.

use model::state::AddressList;
use model::wire::{Failure, Method, Request};

use super::faults::{
    CarriedOut, FAULTS, Fault, Faulty, HTML, WAYS, broken, page, refusal, repeating_key,
};
use crate::checks::observe::{Answered, Cause, changed_by, describe};
use crate::record::{count, tell};
use crate::run::Run;
use crate::wire;
use crate::world::network::{Answer, Flight, Reply};
use simulator::Malformed;

impl Run {
    /// One of the requests takes its next step, if there is any. What is read
    /// in the background takes all of its steps before.
    pub(crate) async fn travel(&mut self) {
        while let Some(flight) = self.take_background() {
            self.advance(flight).await;
        }
        let count = self.browser.network.flights.borrow().len();
        if count > 0 {
            let at = self.below(count);
            let flight = self.browser.network.flights.borrow_mut().swap_remove(at);
            self.advance(flight).await;
        }
    }

    fn take_background(&self) -> Option<Flight> {
        let mut flights = self.browser.network.flights.borrow_mut();
        let at = flights.iter().position(|flight| !is_of_list(flight))?;
        Some(flights.swap_remove(at))
    }

    async fn advance(&mut self, mut flight: Flight) {
        let Some(reply) = flight.back.take() else {
            return self.reach(flight).await;
        };
        let Some(at) = self.tab_of(flight.page) else {
            return;
        };
        let list = self.tabs[at].app().list;
        let answered = Answered {
            id: flight.id,
            request: flight.request.clone(),
            answer: reply.answer.clone(),
            read: reply.read,
            as_of: reply.as_of,
            is_odd: reply.is_odd,
            before: list.with(AddressList::clone),
            updated_at: list.updated_at(),
        };
        tell("network", || {
            format!("delivers the answer to #{}", answered.id)
        });
        flight.deliver(reply.answer);
        let cause = Cause::Answer(Box::new(answered));
        self.observe(Some(at), &cause).await;
    }

    /// A request reaches the API, or not.
    async fn reach(&mut self, mut flight: Flight) {
        let fault = self.fault(&flight);
        let carried_out = fault.map_or(CarriedOut::Before, |fault| fault.carried_out);
        let mut reply = Reply {
            answer: Err(broken()),
            read: self.truth.moment,
            as_of: self.truth.moment,
            is_odd: false,
        };
        match carried_out {
            CarriedOut::No => {}
            CarriedOut::Before => reply = self.carry_out(&flight, fault),
            CarriedOut::Later => {
                let later = flight.given_up();
                self.browser.network.flights.borrow_mut().push(later);
            }
        }
        if let Some(fault) = fault {
            tell("network", || format!("#{}: {}", flight.id, fault.name));
            reply.answer = self.faulty(fault.answer, &flight, reply.answer);
        }
        let limit = flight.limit;
        let is_late = fault.is_some_and(|fault| matches!(fault.answer, Faulty::TimedOut));
        if flight.is_awaited() {
            flight.back = Some(reply);
            self.browser.network.flights.borrow_mut().push(flight);
        }
        if is_late {
            self.pass(limit.into()).await;
            self.observe(None, &Cause::Time).await;
        }
    }

    /// The fault that a request meets, if any; one seldom comes alone.
    fn fault(&mut self, flight: &Flight) -> Option<&'static Fault> {
        let rarity = if self.is_troubled {
            2
        } else if is_of_list(flight) {
            4
        } else {
            9
        };
        let last = std::mem::take(&mut self.last_fault);
        if !self.is_faulty || !flight.is_awaited() || self.below(rarity) > 0 {
            self.is_troubled = false;
            return None;
        }
        let fault = &FAULTS[self.below(FAULTS.len())];
        let is_rare = fault.name == "401" && self.below(8) > 0;
        if is_rare || !(fault.to)(&flight.request) {
            return None;
        }
        count(fault.name);
        if last.is_some_and(|last| last != fault.name) {
            count("two different faults in a row");
        }
        self.last_fault = Some(fault.name);
        self.is_troubled = self.below(2) == 0;
        Some(fault)
    }

    /// What the panel gets instead of an answer.
    fn faulty(&self, faulty: Faulty, flight: &Flight, answer: Answer) -> Answer {
        match faulty {
            Faulty::Refusal(statuses) => Err(refusal(self.pick(statuses).unwrap(), None)),
            Faulty::Wait(status, waits) => Err(refusal(status, self.pick(waits))),
            Faulty::Html(statuses) => match self.pick(statuses).unwrap() {
                200 => Ok(HTML.to_owned()),
                status => Err(Failure::from_answer(status, HTML)),
            },
            Faulty::Broken => Err(broken()),
            Faulty::TimedOut => Err(Failure::TimedOut),
            Faulty::Offline => Err(Failure::Offline),
            Faulty::Malformed(_) => answer,
            Faulty::Renamed => answer.map(|body| body.replace("\"ip\":", "\"ipAddress\":")),
            Faulty::RepeatedKey(statuses) => {
                self.browser.network.has_repeated_key.set(true);
                // As `src/browser/fetch.rs` does, before anything is made of it.
                let text = flight.key.redact(repeating_key(self.below(WAYS)));
                Err(Failure::from_answer(self.pick(statuses).unwrap(), &text))
            }
            // As `src/browser/fetch.rs` does.
            Faulty::TooLong => {
                answer.and(Err(Failure::unreadable(200, "more than 2 MiB, not read")))
            }
        }
    }

    fn carry_out(&mut self, flight: &Flight, fault: Option<&Fault>) -> Reply {
        let malformed = match fault.map(|fault| fault.answer) {
            Some(Faulty::Malformed(defects)) => self.pick(defects),
            _ => None,
        };
        let mut request = flight.request.clone();
        if is_of_list(flight) {
            // An API may send shorter pages than it was asked for.
            let limit = format!("limit={}&", self.limit);
            for asked in ["limit=60&", "limit=120&"] {
                request.target = request.target.replace(asked, &limit);
            }
        }
        let lag = if self.lag > 0 && page(&request) {
            [0, self.lag][self.below(2)]
        } else {
            0
        };
        let now = self.browser.clock.at_the_api();
        let is_meant = self.is_meant(flight);
        let fault = malformed.map(simulator::Fault::Malformed);
        let answered = self
            .truth
            .answer((flight.id, &request), fault.as_ref(), lag, now);
        let claim = (request.method == Method::Post).then_some(flight.id);
        self.changed(&answered.changed, is_meant.then_some(flight), claim);
        tell("API", || {
            let status = answered.response.status;
            let request = describe(flight.id, &request);
            format!("answers {status} to {request}")
        });
        for address in &answered.changed {
            tell("API", || format!("holds {:?}", self.truth.get(*address)));
        }
        Reply {
            answer: wire::outcome(answered.response),
            read: self.truth.moment,
            as_of: answered.as_of,
            is_odd: malformed.is_some_and(is_odd),
        }
    }

    /// Whether a page waits for a request, which meets the claim of its address that it was
    /// meant for. Sent once more, it may meet a later one.
    fn is_meant(&self, flight: &Flight) -> bool {
        let Some(at) = self.tab_of(flight.page).filter(|_| flight.is_awaited()) else {
            return false;
        };
        let address = changed_by(&flight.request);
        let changes = &self.tabs[at].seen.changes;
        let change = address.and_then(|address| changes.get(&address));
        let held = address.and_then(|address| self.truth.get(address));
        change.is_none_or(|change| change.is_of(held))
    }
}

/// Whether a page leaves something out, or describes it otherwise than it is.
fn is_odd(malformed: Malformed) -> bool {
    matches!(
        malformed,
        Malformed::WithoutItem(_)
            | Malformed::OddItem(..)
            | Malformed::UnknownRegion
            | Malformed::MissingFields
            | Malformed::NullFields
    )
}

/// Whether a request is for the list or changes it.
fn is_of_list(flight: &Flight) -> bool {
    let request: &Request = &flight.request;
    request.target.starts_with("/public-ips")
}
