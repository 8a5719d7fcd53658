//! Sends the requests of a session: one gate, retries, and the pause that the API asks for.

use std::cell::{Cell, RefCell};
use std::pin::Pin;

use model::state::{Attempts, RetryBudget, RetryDecision, SignedOut};
use model::wire::{Failure, Request};
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, Set};

use crate::cancel::Cancel;
use crate::permissions::PermissionsSlice;
use crate::ports::{Api, Ports};
use crate::request_log::RequestLogSlice;
use crate::session::SessionSlice;
use crate::task::spawn;

/// A countdown moves so often, in milliseconds.
const SECOND: u32 = 1_000;

/// The body of a 200, or a failure and what follows from it.
pub(crate) type Outcome = Result<String, (Failure, RetryDecision)>;

/// The way of every request to the API.
pub struct RequestsSlice {
    ports: &'static Ports,
    permissions: &'static PermissionsSlice,
    log: &'static RequestLogSlice,
    session: &'static SessionSlice,
    budget: RefCell<RetryBudget>,
    pause: RwSignal<Option<u32>, LocalStorage>,
    /// When the longest of the waits ends that the API has asked for, in milliseconds.
    paused_until: Cell<i64>,
    /// When the clock was read last for it.
    ticked_at: Cell<i64>,
}

impl RequestsSlice {
    pub(crate) fn new(
        ports: &'static Ports,
        permissions: &'static PermissionsSlice,
        log: &'static RequestLogSlice,
        session: &'static SessionSlice,
    ) -> Self {
        Self {
            ports,
            permissions,
            log,
            session,
            budget: RefCell::default(),
            pause: RwSignal::new_local(None),
            paused_until: Cell::new(0),
            ticked_at: Cell::new(0),
        }
    }

    pub(crate) fn reset(&self) {
        self.pause.set(None);
        self.paused_until.set(0);
    }

    /// While the API has asked to wait: how many seconds are left.
    #[must_use]
    pub fn pause(&self) -> Option<u32> {
        self.pause.get()
    }

    /// Sends a request that only reads, with retries. `None` when the session
    /// has ended meanwhile. Without `cancel` the end of the session cancels it.
    pub(crate) async fn send(
        &self,
        request: Request,
        cancel: Option<&Cancel>,
    ) -> Option<Result<String, Failure>> {
        let outcome = self.send_change(request, cancel).await?;
        Some(outcome.map_err(|(failure, _)| failure))
    }

    /// As [`Self::send`], for a request that changes something: says with a
    /// failure what follows from it.
    pub(crate) async fn send_change(
        &self,
        request: Request,
        cancel: Option<&Cancel>,
    ) -> Option<Outcome> {
        let (api, session) = (self.session.api()?, self.session.token());
        let outcome = self
            .with_retries(&*api, &request, cancel.unwrap_or(&session))
            .await;
        self.check_session(&session, outcome)
    }

    /// As [`Self::send`], for a claim, which is sent once. Calls `refused` before a refusal of the
    /// key ends the session: then nothing was claimed.
    pub(crate) async fn send_claim(
        &self,
        request: Request,
        refused: impl FnOnce(),
    ) -> Option<Result<String, Failure>> {
        let (api, session) = (self.session.api()?, self.session.token());
        let outcome = self.with_retries(&*api, &request, &session).await;
        let is_refused = matches!(&outcome, Err((failure, _)) if failure.is_unauthorized());
        if is_refused && !session.is_cancelled() {
            refused();
        }
        let outcome = self.check_session(&session, outcome)?;
        Some(outcome.map_err(|(failure, _)| failure))
    }

    /// Sends a request once, for a caller with retries of its own.
    pub(crate) async fn send_once(
        &self,
        request: Request,
        cancel: &Cancel,
    ) -> Option<Result<String, Failure>> {
        if !self.session.check_limits() {
            return None;
        }
        let (api, session) = (self.session.api()?, self.session.token());
        let began = self.ports.clock.now();
        let limit = Attempts::new(request.method, began).timeout(began);
        let answer = self.attempt(&*api, &request, limit, cancel).await;
        if !session.is_cancelled() {
            self.log.add(&request, began, 1, answer.as_ref().err());
        }
        let outcome = answer.map_err(|failure| (failure, RetryDecision::Fail));
        let outcome = self.check_session(&session, outcome)?;
        Some(outcome.map_err(|(failure, _)| failure))
    }

    /// Sends a request whose 401 says nothing of the key (`docs/api.md`, Who am I).
    pub(crate) async fn send_ignoring_401(
        &self,
        request: Request,
    ) -> Option<Result<String, Failure>> {
        let (api, session) = (self.session.api()?, self.session.token());
        let outcome = self.with_retries(&*api, &request, &session).await;
        (!session.is_cancelled()).then(|| outcome.map_err(|(failure, _)| failure))
    }

    /// Ends the session of a key that the API no longer accepts.
    fn check_session(&self, session: &Cancel, outcome: Outcome) -> Option<Outcome> {
        if session.is_cancelled() {
            return None;
        }
        if matches!(&outcome, Err((failure, _)) if failure.is_unauthorized()) {
            self.session.end(SignedOut::KeyRefused);
            return None;
        }
        Some(outcome)
    }

    /// Retries as [`Attempts`] allows, and logs the outcome.
    ///
    /// Boxed, so that its code is there once and not in everything that awaits it.
    pub(crate) fn with_retries<'a>(
        &'a self,
        api: &'a dyn Api,
        request: &'a Request,
        cancel: &'a Cancel,
    ) -> Pin<Box<dyn Future<Output = Outcome> + 'a>> {
        Box::pin(async move {
            let (session, began) = (self.session.token(), self.ports.clock.now());
            let mut sent = 0;
            let outcome = self.retry(api, request, cancel, &mut sent).await;
            if !session.is_cancelled() {
                let failure = outcome.as_ref().err().map(|(failure, _)| failure);
                self.log.add(request, began, sent, failure);
            }
            outcome
        })
    }

    async fn retry(
        &self,
        api: &dyn Api,
        request: &Request,
        cancel: &Cancel,
        sent: &mut u8,
    ) -> Outcome {
        let (clock, session) = (&self.ports.clock, self.session.token());
        let mut attempts = Attempts::new(request.method, clock.now());
        loop {
            if !self.session.check_limits() {
                return Err((Failure::Cancelled, RetryDecision::Fail));
            }
            let limit = attempts.timeout(clock.now());
            *sent += 1;
            let failure = match self.attempt(api, request, limit, cancel).await {
                Ok(body) => return Ok(body),
                Err(failure) => failure,
            };
            let decision = attempts.decide(
                &failure,
                clock.now(),
                self.ports.random.u32(),
                &mut self.budget.borrow_mut(),
            );
            let RetryDecision::Retry { wait, asked } = decision else {
                return Err((api.diagnose(failure).await, decision));
            };
            if asked {
                self.count_down(wait).await;
            } else {
                clock.sleep(wait).await;
            }
            if session.is_cancelled() || cancel.is_cancelled() {
                return Err((Failure::Cancelled, RetryDecision::Fail));
            }
        }
    }

    /// The one gate that every request goes through, each time it is sent. What
    /// changes something stays here while the panel is read-only.
    #[expect(clippy::disallowed_methods, reason = "the gate")]
    async fn attempt(
        &self,
        api: &dyn Api,
        request: &Request,
        limit: u32,
        cancel: &Cancel,
    ) -> Result<String, Failure> {
        request.check_read_only(self.permissions.is_read_only())?;
        api.send(request, limit, cancel).await
    }

    /// Takes one retry out of the budget of the page. `false` when none is left.
    pub(crate) fn take_retry(&self) -> bool {
        self.budget.borrow_mut().spend(self.ports.clock.now())
    }

    /// Begins a pause that the API has asked for. One that is under way gets no shorter.
    pub(crate) fn pause_for(&'static self, seconds: u32) {
        // At once, not when the task begins: nothing may be sent in between.
        let ms = seconds.saturating_mul(SECOND);
        self.extend_pause(ms);
        spawn(self.count_down(ms));
    }

    fn extend_pause(&self, ms: u32) {
        let until = self.tick() + i64::from(ms);
        self.paused_until.set(self.paused_until.get().max(until));
        self.show_pause();
    }

    /// Waits as the API has asked, and shows how much is left of the longest wait.
    async fn count_down(&self, ms: u32) {
        let session = self.session.token();
        self.extend_pause(ms);
        let mut now = self.ticked_at.get();
        let mut until = now + i64::from(ms);
        while let Ok(left @ 1..) = u32::try_from(until - now) {
            self.ports.clock.sleep(left.min(SECOND)).await;
            if session.is_cancelled() {
                return;
            }
            let before = std::mem::replace(&mut now, self.tick());
            until -= (before - now).max(0);
            self.show_pause();
        }
    }

    /// Reads the clock. One that was set back makes no wait longer.
    fn tick(&self) -> i64 {
        let now = self.ports.clock.now().0;
        let back = (self.ticked_at.replace(now) - now).max(0);
        self.paused_until.set(self.paused_until.get() - back);
        now
    }

    fn show_pause(&self) {
        let left = self.paused_until.get() - self.ticked_at.get();
        let left = u32::try_from(left).unwrap_or_default();
        self.pause.set((left > 0).then(|| left.div_ceil(SECOND)));
    }
}
