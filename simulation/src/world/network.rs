//! Requests and answers on their way. The run decides which of them travels next.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use app::cancel::Cancel;
use app::ports::{Api, Connect, LocalFuture};
use model::domain::ApiKey;
use model::wire::{ApiBase, Failure, Request};
use tokio::sync::oneshot;

use super::SharedRng;

pub(crate) type Answer = Result<String, Failure>;

/// Names a page among all that a run opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PageId(pub(crate) usize);

/// An answer on its way back.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) answer: Answer,
    /// The moment at which the API gave it.
    pub(crate) read: usize,
    /// The moment whose account it describes: earlier, when the API lags.
    pub(crate) as_of: usize,
    /// An item of it is odd, or left out.
    pub(crate) is_odd: bool,
}

/// A request on its way.
pub(crate) struct Flight {
    pub(crate) id: u32,
    pub(crate) page: PageId,
    pub(crate) request: Request,
    /// The key that it carries, which nothing of the answer may bring into the page.
    pub(crate) key: ApiKey,
    /// How long the panel waits for its answer, in milliseconds.
    pub(crate) limit: u32,
    /// On its way back, once it is answered.
    pub(crate) back: Option<Reply>,
    /// None once the panel has given it up; the API may carry it out all the same.
    waiting: Option<oneshot::Sender<Answer>>,
}

impl Flight {
    /// Whether the panel waits for the answer.
    pub(crate) fn is_awaited(&self) -> bool {
        self.waiting.is_some()
    }

    /// Hands the answer to the panel.
    pub(crate) fn deliver(self, answer: Answer) {
        if let Some(waiting) = self.waiting {
            // A task that has ended waits for nothing.
            drop(waiting.send(answer));
        }
    }

    /// The same request, with its answer no longer awaited.
    pub(crate) fn given_up(&self) -> Self {
        Self {
            id: self.id,
            page: self.page,
            request: self.request.clone(),
            key: self.key.clone(),
            limit: self.limit,
            back: None,
            waiting: None,
        }
    }
}

/// All requests on their way.
pub(crate) struct Network {
    rng: SharedRng,
    next_id: Cell<u32>,
    pub(crate) flights: RefCell<Vec<Flight>>,
    /// An answer has repeated the key.
    pub(crate) has_repeated_key: Cell<bool>,
    /// The requests that were sent since the run looked last.
    sent: RefCell<Vec<(PageId, u32, Request)>>,
    /// What pages waited for that are gone: their tasks wait for ever.
    abandoned: RefCell<Vec<oneshot::Sender<Answer>>>,
}

impl Network {
    pub(crate) fn new(rng: SharedRng) -> Self {
        Self {
            rng,
            next_id: Cell::new(0),
            flights: RefCell::default(),
            has_repeated_key: Cell::new(false),
            sent: RefCell::default(),
            abandoned: RefCell::default(),
        }
    }

    /// Takes out what a page has sent since this was called last.
    pub(crate) fn take_sent(&self, page: PageId) -> Vec<(u32, Request)> {
        let mut sent = self.sent.borrow_mut();
        let (own, others) = sent.drain(..).partition(|(of, ..)| *of == page);
        *sent = others;
        let own: Vec<(PageId, u32, Request)> = own;
        own.into_iter().map(|(_, id, it)| (id, it)).collect()
    }

    /// A page is gone. What it has sent may reach the API all the same.
    pub(crate) fn abandon(&self, page: PageId) {
        let mut flights = self.flights.borrow_mut();
        for flight in std::mem::take(&mut *flights) {
            if flight.page != page {
                flights.push(flight);
                continue;
            }
            if flight.back.is_none() && self.rng.borrow_mut().below(2) == 0 {
                flights.push(flight.given_up());
            }
            self.abandoned.borrow_mut().extend(flight.waiting);
        }
    }

    /// The panel gives a request up. What was answered may have arrived right
    /// before, and what is on its way may reach the API all the same.
    fn cancel(&self, id: u32) {
        let mut flights = self.flights.borrow_mut();
        let Some(at) = flights.iter().position(|it| it.id == id && it.is_awaited()) else {
            return;
        };
        let is_late = self.rng.borrow_mut().below(2) == 0;
        let mut flight = flights.swap_remove(at);
        let answer = match flight.back.take() {
            Some(reply) if is_late => reply.answer,
            None if is_late => {
                flights.push(flight.given_up());
                Err(Failure::Cancelled)
            }
            Some(_) | None => Err(Failure::Cancelled),
        };
        flight.deliver(answer);
    }
}

/// The port of the API for one page.
pub(crate) struct Port {
    pub(crate) network: Rc<Network>,
    pub(crate) page: PageId,
}

/// A connection with a key, to this network whatever the key.
struct Connection {
    network: Rc<Network>,
    page: PageId,
    key: ApiKey,
}

impl Connect for Port {
    fn live(&self, _: &ApiBase, key: &ApiKey) -> Rc<dyn Api> {
        Rc::new(Connection {
            network: self.network.clone(),
            page: self.page,
            key: key.clone(),
        })
    }
}

impl Api for Connection {
    fn send(&self, request: &Request, limit: u32, cancel: &Cancel) -> LocalFuture<Answer> {
        let network = &self.network;
        let id = network.next_id.get();
        network.next_id.set(id + 1);
        let (waiting, answer) = oneshot::channel();
        let sent = (self.page, id, request.clone());
        network.sent.borrow_mut().push(sent);
        network.flights.borrow_mut().push(Flight {
            id,
            page: self.page,
            request: request.clone(),
            key: self.key.clone(),
            limit,
            back: None,
            waiting: Some(waiting),
        });
        let network = network.clone();
        let on_cancel = cancel.on_cancel(Box::new(move || network.cancel(id)));
        Box::pin(async move {
            let answer = answer.await;
            drop(on_cancel);
            answer.unwrap_or(Err(Failure::Cancelled))
        })
    }

    fn diagnose(&self, failure: Failure) -> LocalFuture<Failure> {
        Box::pin(async { failure })
    }
}
