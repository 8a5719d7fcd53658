//! Sending the requests of a session, again where that may help.

use std::future::Future;
use std::pin::Pin;

use model::domain::Timestamp;
use model::state::{Attempts, RetryDecision, SignedOut};
use model::wire::{Failure, Request};

use super::Store;
use crate::browser::transport::{Cancel, Transport};
use crate::browser::{clock, task};

/// A countdown is written anew so often, in milliseconds.
const SECOND: u32 = 1_000;

/// The body of a 200, or a failure and what follows from it.
type Delivered = Result<String, (Failure, RetryDecision)>;

type Delivery<'a> = Pin<Box<dyn Future<Output = Delivered> + 'a>>;

impl Store {
    /// Sends a request of this session that only reads. `None` when the
    /// session has ended meanwhile, so that there is nobody left to tell.
    pub(super) async fn send(
        self,
        request: Request,
        cancel: Option<&Cancel>,
    ) -> Option<Result<String, Failure>> {
        let answer = self.send_change(request, cancel).await?;
        Some(answer.map_err(|(failure, _)| failure))
    }

    /// As [`Self::send`], for a request that changes something: says with a
    /// failure what follows from it.
    pub(super) async fn send_change(
        self,
        request: Request,
        cancel: Option<&Cancel>,
    ) -> Option<Delivered> {
        let transport = self.transport.borrow().clone()?;
        let epoch = self.epoch.get();
        let answer = self.deliver(&transport, &request, cancel).await;
        self.heard(epoch, answer)
    }

    /// Makes one attempt, for those who have a pace of their own.
    pub(super) async fn send_once(
        self,
        request: Request,
        cancel: &Cancel,
    ) -> Option<Result<String, Failure>> {
        if !self.is_still_signed_in() {
            return None;
        }
        let transport = self.transport.borrow().clone()?;
        let epoch = self.epoch.get();
        let now = clock::now();
        let limit = Attempts::new(request.method, now).timeout(now);
        let answer = self.pass(&transport, &request, limit, Some(cancel)).await;
        if self.epoch.get() == epoch {
            self.log_request(&request, now, 1, answer.as_ref().err());
        }
        let answer = self.heard(
            epoch,
            answer.map_err(|failure| (failure, RetryDecision::Fail)),
        )?;
        Some(answer.map_err(|(failure, _)| failure))
    }

    /// What an answer says about the session itself.
    fn heard(self, epoch: u32, answer: Delivered) -> Option<Delivered> {
        if self.epoch.get() != epoch {
            return None;
        }
        if matches!(&answer, Err((failure, _)) if failure.is_unauthorized()) {
            self.leave(SignedOut::KeyRefused);
            return None;
        }
        Some(answer)
    }

    /// Makes as many attempts as the policy of retries allows.
    ///
    /// In a box, so that its code is there once and not in everything that awaits it.
    pub(super) fn deliver<'a>(
        self,
        transport: &'a Transport,
        request: &'a Request,
        cancel: Option<&'a Cancel>,
    ) -> Delivery<'a> {
        Box::pin(self.attempt(transport, request, cancel))
    }

    async fn attempt(
        self,
        transport: &Transport,
        request: &Request,
        cancel: Option<&Cancel>,
    ) -> Delivered {
        let (epoch, began) = (self.epoch.get(), clock::now());
        let mut sent = 0;
        let outcome = self.repeat(transport, request, cancel, &mut sent).await;
        if self.epoch.get() == epoch {
            let failure = outcome.as_ref().err().map(|(failure, _)| failure);
            self.log_request(request, began, sent, failure);
        }
        outcome
    }

    async fn repeat(
        self,
        transport: &Transport,
        request: &Request,
        cancel: Option<&Cancel>,
        sent: &mut u8,
    ) -> Delivered {
        let epoch = self.epoch.get();
        let mut attempts = Attempts::new(request.method, clock::now());
        loop {
            if !self.is_still_signed_in() {
                return Err((Failure::Cancelled, RetryDecision::Fail));
            }
            let limit = attempts.timeout(clock::now());
            *sent += 1;
            let failure = match self.pass(transport, request, limit, cancel).await {
                Ok(body) => return Ok(body),
                Err(failure) => failure,
            };
            let then = {
                let budget = &mut self.budget.borrow_mut();
                attempts.decide(&failure, clock::now(), clock::random_u32(), budget)
            };
            let RetryDecision::Retry { wait, asked } = then else {
                return Err((transport.look_into(failure).await, then));
            };
            if asked {
                self.count_down(wait).await;
            } else {
                clock::sleep(wait).await;
            }
            if self.epoch.get() != epoch || cancel.is_some_and(Cancel::is_aborted) {
                return Err((Failure::Cancelled, RetryDecision::Fail));
            }
        }
    }

    /// The one gate that every request goes through, each time it is sent. What
    /// changes something stays here while the panel is read-only.
    async fn pass(
        self,
        transport: &Transport,
        request: &Request,
        limit: u32,
        cancel: Option<&Cancel>,
    ) -> Result<String, Failure> {
        request.check_read_only(self.is_read_only())?;
        transport.send(request, limit, cancel).await
    }

    /// Has everything wait that the API has asked to wait for so many seconds.
    pub(super) fn wait_for_api(self, seconds: u32) {
        // At once, not when the task begins: nothing may be sent in between.
        self.pause.set(Some(seconds));
        task::spawn(self.count_down(seconds.saturating_mul(SECOND)));
    }

    fn log_request(self, request: &Request, began: Timestamp, sent: u8, failure: Option<&Failure>) {
        let now = clock::now();
        self.log
            .update(|log| log.record(request, began, now, sent, failure));
    }

    /// Lets time pass that the API asked for, and shows how much is left.
    async fn count_down(self, milliseconds: u32) {
        let epoch = self.epoch.get();
        let until = clock::now().0 + i64::from(milliseconds);
        while let Ok(left @ 1..) = u32::try_from(until - clock::now().0) {
            if self.epoch.get() != epoch {
                return;
            }
            // A clock that was set back would make it a longer wait.
            let left = left.min(milliseconds);
            self.pause.set(Some(left.div_ceil(SECOND)));
            clock::sleep(left.min(SECOND)).await;
        }
        self.pause.set(None);
    }
}
