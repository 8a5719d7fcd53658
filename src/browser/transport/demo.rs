//! The demo: the simulator behind the same requests and answers as the live
//! API, so that decoding, cursors and refusals are the code of production.

use std::cell::RefCell;
use std::rc::Rc;

use model::wire::{Diagnosis, Failure, Request};
use simulator::Arrival;

use crate::browser::clock;

/// The key of the simulated account (`docs/simulator.md`).
const AUTHORIZATION: &str = "Bearer demo";

/// A simulated account, forgotten when the demo is left.
#[derive(Clone)]
pub struct Demo(Rc<RefCell<simulator::Service>>);

impl Demo {
    /// A fresh account.
    #[must_use]
    pub fn new() -> Self {
        Self(Rc::new(RefCell::new(simulator::Service::new())))
    }

    pub(super) fn send(&self, request: &Request) -> Result<String, Failure> {
        let (path, query) = request
            .target
            .split_once('?')
            .unwrap_or((&request.target, ""));
        let request = simulator::Request {
            method: request.method.name().to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            authorization: Some(AUTHORIZATION.to_owned()),
            body: request.body.clone().unwrap_or_default(),
        };
        let answer = self.0.borrow_mut().answer(&request, clock::now().0);
        let wait = answer.retry_after.and_then(|seconds| seconds.parse().ok());
        match (answer.arrival, answer.status) {
            (Arrival::Never, _) => Err(Failure::Unreachable(Diagnosis::Broken)),
            // Nobody is made to wait for what is known: the words are those of a time-out.
            (Arrival::Late, _) => Err(Failure::TimedOut),
            (Arrival::Prompt, 200) => Ok(answer.body),
            (Arrival::Prompt, status) => {
                Err(Failure::from_answer(status, &answer.body).with_retry_after(wait))
            }
        }
    }
}

impl Default for Demo {
    fn default() -> Self {
        Self::new()
    }
}
