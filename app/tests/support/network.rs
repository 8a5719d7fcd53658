//! Requests and answers on their way. A test decides which of them travels next.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use app::cancel::Cancel;
use app::ports::{Api, Connect, LocalFuture};
use model::domain::ApiKey;
use model::wire::{ApiBase, Failure, Request};
use tokio::sync::oneshot;

use super::SharedRng;

type Answer = Result<String, Failure>;

/// Where a request is.
pub(crate) enum Stage {
    /// On its way to the service.
    Out,
    /// On its way back, answered at this moment of the service.
    Back(Answer, usize),
}

/// A request on its way.
pub(crate) struct Flight {
    pub(crate) id: u32,
    pub(crate) request: Request,
    /// How long the panel waits for its answer, in milliseconds.
    pub(crate) limit: u32,
    pub(crate) stage: Stage,
    /// None once the panel has given it up; the service may carry it out all the same.
    reply: Option<oneshot::Sender<Answer>>,
}

impl Flight {
    /// Whether the panel waits for the answer.
    pub(crate) fn is_awaited(&self) -> bool {
        self.reply.is_some()
    }

    /// Hands the answer to the panel.
    pub(crate) fn reply(self, answer: Answer) {
        if let Some(reply) = self.reply {
            // A task that has ended waits for nothing.
            drop(reply.send(answer));
        }
    }

    /// The same request, with its answer no longer awaited.
    pub(crate) fn given_up(&self) -> Self {
        Self {
            id: self.id,
            request: self.request.clone(),
            limit: self.limit,
            stage: Stage::Out,
            reply: None,
        }
    }
}

/// All requests on their way.
pub(crate) struct Network {
    rng: SharedRng,
    next_id: Cell<u32>,
    pub(crate) flights: RefCell<Vec<Flight>>,
    /// The requests that were sent since a test looked last.
    pub(crate) sent: RefCell<Vec<(u32, Request)>>,
}

impl Network {
    pub(crate) fn new(rng: SharedRng) -> Self {
        Self {
            rng,
            next_id: Cell::new(0),
            flights: RefCell::default(),
            sent: RefCell::default(),
        }
    }

    /// The panel gives a request up. What was answered may have arrived right
    /// before, and what is on its way may reach the service all the same.
    fn cancel(&self, id: u32) {
        let mut flights = self.flights.borrow_mut();
        let Some(at) = flights.iter().position(|it| it.id == id && it.is_awaited()) else {
            return;
        };
        let is_late = self.rng.borrow_mut().below(2) == 0;
        let mut flight = flights.swap_remove(at);
        let stage = std::mem::replace(&mut flight.stage, Stage::Out);
        let answer = match stage {
            Stage::Back(answer, _) if is_late => answer,
            Stage::Out if is_late => {
                flights.push(flight.given_up());
                Err(Failure::Cancelled)
            }
            Stage::Back(..) | Stage::Out => Err(Failure::Cancelled),
        };
        flight.reply(answer);
    }
}

/// The port of the API, to this network whatever the key.
pub(crate) struct Connection(pub(crate) Rc<Network>);

impl Connect for Connection {
    fn live(&self, _: &ApiBase, _: &ApiKey) -> Rc<dyn Api> {
        Rc::new(Self(self.0.clone()))
    }
}

impl Api for Connection {
    fn send(&self, request: &Request, limit: u32, cancel: &Cancel) -> LocalFuture<Answer> {
        let id = self.0.next_id.get();
        self.0.next_id.set(id + 1);
        let (reply, answer) = oneshot::channel();
        self.0.sent.borrow_mut().push((id, request.clone()));
        self.0.flights.borrow_mut().push(Flight {
            id,
            request: request.clone(),
            limit,
            stage: Stage::Out,
            reply: Some(reply),
        });
        let network = self.0.clone();
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
