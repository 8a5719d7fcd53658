//! The API of the demo: the simulator behind the same requests and answers as the live one, so that
//! decoding, cursors and refusals are the code of production.

use std::cell::RefCell;
use std::future::ready;

use app::cancel::Cancel;
use app::ports::{Api, LocalFuture};
use model::wire::{Diagnosis, Failure, Request};
use simulator::Arrival;

use crate::browser::time;

/// A simulated account, forgotten when it is dropped.
pub struct DemoApi(RefCell<simulator::Service>);

/// A fresh account.
impl Default for DemoApi {
    fn default() -> Self {
        Self(RefCell::new(simulator::Service::new()))
    }
}

impl DemoApi {
    fn answer(&self, request: &Request) -> Result<String, Failure> {
        let (path, query) = request
            .target
            .split_once('?')
            .unwrap_or((&request.target, ""));
        let request = simulator::Request {
            method: request.method.name().to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            // `docs/simulator.md`, Keys.
            authorization: Some("Bearer demo".to_owned()),
            body: request.body.clone().unwrap_or_default(),
        };
        let answer = self.0.borrow_mut().answer(&request, time::now().0);
        let retry_after = answer.retry_after.and_then(|seconds| seconds.parse().ok());
        match (answer.arrival, answer.status) {
            (Arrival::CutOff | Arrival::Never, _) => Err(Failure::Unreachable(Diagnosis::Broken)),
            // The time-out is known beforehand, so the user does not wait for it.
            (Arrival::Late, _) => Err(Failure::TimedOut),
            (Arrival::Prompt, 200) => Ok(answer.body),
            (Arrival::Prompt, status) => {
                Err(Failure::from_answer(status, &answer.body).with_retry_after(retry_after))
            }
        }
    }
}

impl Api for DemoApi {
    fn send(
        &self,
        request: &Request,
        _: u32,
        cancel: &Cancel,
    ) -> LocalFuture<Result<String, Failure>> {
        let answer = if cancel.is_cancelled() {
            Err(Failure::Cancelled)
        } else {
            self.answer(request)
        };
        Box::pin(ready(answer))
    }

    fn diagnose(&self, failure: Failure) -> LocalFuture<Failure> {
        Box::pin(ready(failure))
    }
}
