//! The panel's state and what happens to it, as `src/store` does it, without a browser.

use model::state::{
    AddressList, InFlight, LostClaim, PageRequest, Refresh, RefreshStep, RetryBudget,
};
use model::wire::{Failure, ListQuery, Page, Request, decode_page, list, verify};

use crate::flight::{Delivered, Flight, Job};
use crate::test_rng::TestRng;
use crate::told::Told;
use crate::truth::Truth;
use crate::wire::NOW;

/// A list being loaded again.
pub(crate) struct Begun {
    refresh: Refresh,
    moment: usize,
    /// Whether no change was under way.
    quiet: bool,
}

pub(crate) struct Panel {
    pub(crate) rng: TestRng,
    pub(crate) truth: Truth,
    pub(crate) told: Told,
    pub(crate) now: i64,
    /// How many addresses a page holds.
    pub(crate) limit: u8,
    pub(crate) faulty: bool,
    pub(crate) signed_in: bool,
    pub(crate) epoch: usize,
    pub(crate) lists: usize,
    pub(crate) query: ListQuery,
    pub(crate) feed: AddressList,
    pub(crate) refresh: Option<Begun>,
    pub(crate) locks: InFlight,
    pub(crate) budget: RetryBudget,
    /// A claim whose answer was lost, once it was looked for.
    pub(crate) check: Option<LostClaim>,
    pub(crate) flights: Vec<Flight>,
    /// How many claims were asked for.
    pub(crate) presses: usize,
    /// The claims that have been sent.
    pub(crate) posts: Vec<usize>,
}

impl Panel {
    pub(crate) fn new(mut rng: TestRng) -> Self {
        Self {
            truth: Truth::new(&mut rng),
            told: Told::default(),
            now: NOW,
            limit: [5, 20, 60][rng.below(3)],
            faulty: rng.below(5) > 0,
            signed_in: false,
            epoch: 0,
            lists: 0,
            query: ListQuery::default(),
            feed: AddressList::new(ListQuery::default()),
            refresh: None,
            locks: InFlight::default(),
            budget: RetryBudget::default(),
            check: None,
            flights: Vec::new(),
            presses: 0,
            posts: Vec::new(),
            rng,
        }
    }

    /// Sends a request; a page of a list is cancelled when the panel turns to another one.
    pub(crate) fn fly(&mut self, job: Job, request: Request) {
        let mut flight = Flight::new(job, request, self.now, self.epoch);
        if matches!(flight.job, Job::Page(_) | Job::Refresh(_)) {
            flight.lists = Some(self.lists);
        }
        self.flights.push(flight);
    }

    pub(crate) fn sign_in(&mut self) {
        let checking = self.flights.iter().any(|it| matches!(it.job, Job::SignIn));
        if !self.signed_in && !checking {
            self.fly(Job::SignIn, verify());
        }
    }

    pub(crate) fn enter(&mut self) {
        self.signed_in = true;
        self.show(self.query.clone());
    }

    /// Ends the session. What is under way goes on, but nobody waits for it.
    pub(crate) fn leave(&mut self) {
        self.epoch += 1;
        self.signed_in = false;
        self.lists += 1;
        self.refresh = None;
        self.check = None;
        self.locks = InFlight::default();
        self.feed = AddressList::new(self.query.clone());
        self.truth.doubtful.clear();
    }

    pub(crate) fn turn_to(&mut self, query: ListQuery) {
        self.query = query.clone();
        if !self.feed.covers(&query) {
            self.show(query);
        }
    }

    fn show(&mut self, query: ListQuery) {
        self.lists += 1;
        self.refresh = None;
        self.feed.switch_to(query);
        if !self.locks.is_busy() {
            self.truth.doubtful.clear();
        }
        self.load(AddressList::next_page);
    }

    pub(crate) fn load(&mut self, next: fn(&mut AddressList) -> Option<PageRequest>) {
        if let Some(wanted) = next(&mut self.feed) {
            let request = self.page(&wanted);
            self.fly(Job::Page(wanted), request);
        }
    }

    fn page(&self, wanted: &PageRequest) -> Request {
        list(&wanted.query, wanted.after.as_ref(), self.limit)
    }

    pub(crate) fn reload(&mut self) {
        if self.refresh.is_some() {
            return;
        }
        if self.feed.is_empty() {
            return self.show(self.query.clone());
        }
        self.begin_refresh();
    }

    fn begin_refresh(&mut self) {
        let (refresh, wanted) = Refresh::start(&self.feed);
        self.truth.moment += 1;
        self.refresh = Some(Begun {
            refresh,
            moment: self.truth.moment,
            quiet: !self.locks.is_busy(),
        });
        let request = self.page(&wanted);
        self.fly(Job::Refresh(wanted), request);
    }

    pub(crate) fn settle(&mut self, wanted: &PageRequest, page: Result<Page, Failure>) {
        // The list has grown, so a refresh under way has further to go.
        if self.feed.settle(wanted.ticket, page) && self.refresh.is_some() {
            self.begin_refresh();
        }
    }

    pub(crate) fn settle_refresh(&mut self, wanted: &PageRequest, answer: Result<Page, Failure>) {
        let Some(begun) = &mut self.refresh else {
            return;
        };
        match begun.refresh.settle(wanted.ticket, answer) {
            RefreshStep::Stale => {}
            RefreshStep::Request(wanted) => {
                let request = self.page(&wanted);
                self.fly(Job::Refresh(wanted), request);
            }
            RefreshStep::Done(fresh) => {
                // All of it was read after this moment, so what was doubtful then no longer is.
                if begun.quiet {
                    let began = begun.moment;
                    self.truth.doubtful.retain(|_, since| *since >= began);
                }
                self.refresh = None;
                self.feed.replace(*fresh);
                self.told.refreshed += 1;
            }
            RefreshStep::Failed(_) => self.refresh = None,
        }
    }

    /// Gives an answer to what asked for it.
    pub(crate) fn resolve(&mut self, flight: Flight, answer: Delivered) {
        let plain = |answer: Delivered| {
            answer
                .map_err(|(failure, _)| failure)
                .and_then(|body| decode_page(&body))
        };
        match flight.job {
            Job::Nobody => {}
            Job::SignIn => {
                if plain(answer).is_ok() {
                    self.enter();
                }
            }
            Job::Page(wanted) => self.settle(&wanted, plain(answer)),
            Job::Refresh(wanted) => self.settle_refresh(&wanted, plain(answer)),
            Job::Change(change) => self.carried_out(change, answer, flight.read),
            Job::ConfirmChange(change, read, failure) => {
                self.read_back(change, read, failure, plain(answer), flight.read);
            }
            Job::Claim(reconcile) => self.claimed(reconcile, answer, flight.press, flight.read),
            Job::Look(reconcile, began) => {
                self.looked(reconcile, plain(answer), flight.press, began);
            }
        }
    }
}
