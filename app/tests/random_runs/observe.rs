//! What the panel has done since it was observed last.

use std::collections::BTreeSet;

use app::toasts::Toast;
use model::domain::{Address, Timestamp};
use model::state::AddressList;
use model::wire::{Failure, Method, Request};

use crate::refreshes::{Known, page};
use crate::run::Run;

/// What happened last.
pub(crate) enum Cause {
    /// Time has passed.
    Time,
    /// One of the users has done something.
    Act,
    /// The user has asked for the list to be loaded again.
    Refresh,
    /// An answer has arrived.
    Answer(Box<Answered>),
}

/// An answer that has arrived, or the failure to get one.
pub(crate) struct Answered {
    pub(crate) id: u32,
    pub(crate) request: Request,
    pub(crate) answer: Result<String, Failure>,
    /// The moment at which the service gave it.
    pub(crate) read: usize,
    /// The list before it arrived, and when it was updated then.
    pub(crate) before: AddressList,
    pub(crate) updated_at: Option<Timestamp>,
}

impl Run {
    /// Lets what has happened take its course, then compares all that is shown
    /// and reported with the account.
    pub(crate) async fn observe(&mut self, cause: &Cause) {
        self.world.settle().await;
        let toasts = self.world.app.toasts.get();
        let is_new = |toast: &&Toast| self.toasts.iter().all(|known| known.id != toast.id);
        let toast = toasts.iter().rfind(is_new).cloned();
        self.toasts = toasts;

        self.observe_session(cause);
        let sent = self.observe_requests(cause);
        self.observe_claims(cause, toast.as_ref());
        self.observe_changes(&sent, cause, toast.as_ref());
        self.count(toast.as_ref());
        self.check_all();
    }

    fn observe_session(&mut self, cause: &Cause) {
        let is_signed_in = self.is_signed_in();
        if let Cause::Answer(answered) = cause
            && answered.request.target != "/auth/session"
            && answered
                .answer
                .as_ref()
                .is_err_and(Failure::is_unauthorized)
        {
            assert!(!is_signed_in, "a key that is refused ends the session");
        }
        if self.was_signed_in && !is_signed_in {
            self.truth.doubtful.clear();
            self.changes.clear();
            self.claimed.clear();
            self.refreshes.clear();
            self.look = None;
            self.logged = None;
        }
        self.was_signed_in = is_signed_in;
    }

    /// Follows the requests that were sent, and returns them.
    fn observe_requests(&mut self, cause: &Cause) -> Vec<Request> {
        let list = self.world.app.list;
        if matches!(cause, Cause::Refresh) {
            self.refreshes.clear();
        }
        self.refreshes.arrived(cause);
        let sent = self.world.network.sent.take();
        for (id, request) in &sent {
            self.truth.moment += 1;
            self.claims_sent += usize::from(request.method == Method::Post);
            let known = Known {
                since: self.truth.moment,
                is_claiming: self.world.app.changes.in_flight().is_claiming(),
            };
            if page(request) == Some((60, true)) {
                self.refreshes.clear();
                if list.with(AddressList::is_empty) {
                    self.truth.settle_doubts(known);
                }
            } else if list.load_all_progress().is_none() {
                self.refreshes.sent((*id, request), known);
            }
        }
        if let Cause::Answer(answered) = cause
            && answered.updated_at != list.updated_at()
            && let Some(known) = self.refreshes.complete()
        {
            self.coverage.refreshed += 1;
            self.truth.settle_doubts(known);
        }
        sent.into_iter().map(|(_, request)| request).collect()
    }

    /// The addresses that are being changed.
    pub(crate) fn locked(&self) -> BTreeSet<Address> {
        let app = self.world.app;
        let in_flight = app.changes.in_flight();
        if !in_flight.is_busy() {
            return BTreeSet::new();
        }
        let held = self.truth.held().iter().map(|ip| ip.address);
        let changing = self.changes.keys().copied();
        let mut addresses: BTreeSet<Address> = held.chain(changing).collect();
        app.list.with(|list| {
            let columns = list.columns();
            addresses.extend(list.rows().iter().map(|row| columns.address(*row)));
        });
        addresses.retain(|address| in_flight.operation_on(*address).is_some());
        addresses
    }

    fn count(&mut self, toast: Option<&Toast>) {
        let title = toast.map_or("", |toast| &toast.title);
        let is_remote = title.starts_with("Changed elsewhere");
        // A claim may bring what the panel did not know of.
        let is_known = self.truth.is_all_reported && self.claims_sent == 0;
        assert!(!is_remote || !is_known, "{title}");
        self.coverage.loaded_all += usize::from(title.ends_with("addresses loaded"));
        self.world.app.request_log.with(|log| {
            let is_new = |number: &usize| self.logged.is_none_or(|logged| *number > logged);
            for number in log.numbers().take_while(is_new) {
                let attempts = log.get(number).map_or(0, |entry| entry.attempts);
                self.coverage.retried += usize::from(attempts.saturating_sub(1));
            }
            self.logged = log.numbers().next();
        });
    }
}

/// The address that a request changes.
pub(crate) fn changed_by(request: &Request) -> Option<Address> {
    match request.method {
        Method::Put | Method::Delete => {
            let (_, address) = request.target.rsplit_once('/')?;
            Some(address.parse().unwrap())
        }
        Method::Get | Method::Post => None,
    }
}
