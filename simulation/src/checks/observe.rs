//! What a page has done since it was observed last.

use app::toasts::Toast;
use model::domain::{Address, Timestamp};
use model::state::AddressList;
use model::wire::{Failure, Method, Request, decode_page};

use super::refreshes::{Known, page};
use crate::record::{count, count_times, tell};
use crate::rules::{Rule, require};
use crate::tab::{Seen, Tab};
use crate::world::service::Truth;

/// What happened last.
pub(crate) enum Cause {
    /// Time has passed, or something happened elsewhere.
    Time,
    /// A person has pressed something on this page.
    Press,
    /// A person has asked for the list to be loaded again.
    Refresh,
    /// An answer has arrived.
    Answer(Box<Answered>),
}

impl Cause {
    /// The answer that has arrived, if that is it.
    pub(crate) fn answered(&self) -> Option<&Answered> {
        match self {
            Self::Answer(answered) => Some(answered),
            Self::Time | Self::Press | Self::Refresh => None,
        }
    }
}

/// An answer that has arrived, or the failure to get one.
pub(crate) struct Answered {
    pub(crate) id: u32,
    pub(crate) request: Request,
    pub(crate) answer: Result<String, Failure>,
    /// The moment at which the API gave it.
    pub(crate) read: usize,
    /// The moment whose account it describes.
    pub(crate) as_of: usize,
    /// An item of it is odd, or left out.
    pub(crate) is_odd: bool,
    /// The list before it arrived, and when it was updated then.
    pub(crate) before: AddressList,
    pub(crate) updated_at: Option<Timestamp>,
}

impl Tab {
    /// Compares all that is shown and reported with the account.
    pub(crate) fn observe(&mut self, truth: &mut Truth, cause: &Cause, now: i64) {
        let toasts = self.app().toasts.get();
        let is_new = |toast: &&Toast| self.seen.toasts.iter().all(|known| known.id != toast.id);
        let toast = toasts.iter().rfind(is_new).cloned();
        self.seen.toasts = toasts;
        if let Some(toast) = &toast {
            tell("screen", || {
                let details = toast.details.as_deref().unwrap_or_default();
                format!("{:?}: {} {details}", toast.kind, toast.title)
            });
        }
        self.observe_session(cause);
        let sent = self.observe_requests(truth, cause);
        let answered = cause.answered();
        self.observe_confirmed(truth, answered, &sent, now);
        if let Some(answered) = answered {
            self.observe_odd(truth, answered);
            self.check_empty(answered);
        }
        self.observe_claims(truth, cause, toast.as_ref());
        self.observe_changes(truth, &sent, cause, toast.as_ref());
        self.check_unknown();
        self.check_key();
        self.count(toast.as_ref());
        self.check_page(truth);
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
            require!(Rule::SessionEnds, !is_signed_in, "the key was refused");
        }
        if self.seen.was_signed_in && !is_signed_in {
            tell("screen", || {
                format!("signed out: {:?}", self.app().session.get())
            });
            count("signed out");
            let toasts = std::mem::take(&mut self.seen.toasts);
            self.seen = Seen {
                toasts,
                ..Seen::default()
            };
        }
        self.seen.was_signed_in = is_signed_in;
    }

    /// What is not known is still on the page.
    fn check_unknown(&self) {
        for (id, title) in &self.seen.unknown {
            let is_shown = self.seen.toasts.iter().any(|toast| toast.id == *id);
            require!(Rule::UnknownStays, is_shown, "{title:?} has gone");
        }
    }

    /// Follows the requests that were sent, and returns them.
    fn observe_requests(&mut self, truth: &mut Truth, cause: &Cause) -> Vec<(u32, Request)> {
        let list = self.app().list;
        let seen = &mut self.seen;
        if matches!(cause, Cause::Refresh) {
            seen.refreshes.clear();
        }
        if let Cause::Answer(answered) = cause
            && answered.as_of < answered.read
        {
            count("answers that lag");
            for address in truth.history.changed_after(answered.as_of) {
                seen.knowledge.doubt(address, truth.moment);
            }
        }
        seen.refreshes.arrived(cause);
        seen.has_open_claim &= self.open.app.changes.in_flight().is_claiming();
        let sent = self.open.take_sent();
        for (id, request) in &sent {
            tell("panel", || format!("sends {}", describe(*id, request)));
            truth.moment += 1;
            if request.method == Method::Post {
                seen.claims_sent += 1;
                seen.has_open_claim = true;
                seen.last_claim = Some(*id);
                let is_read = cause.answered().is_some_and(is_baseline);
                require!(
                    Rule::BaselineFirst,
                    is_read,
                    "#{id} without a list before it"
                );
            }
            let known = Known {
                since: truth.moment,
                is_claiming: self.open.app.changes.in_flight().is_claiming(),
            };
            if page(request) == Some((60, true)) {
                let known = seen.refreshes.begun((*id, request), known);
                if list.with(AddressList::is_empty) {
                    seen.knowledge.settle_doubts(known);
                }
            } else if list.load_all_progress().is_none() {
                seen.refreshes.sent((*id, request), known);
            }
        }
        if let Cause::Answer(answered) = cause
            && answered.updated_at != list.updated_at()
            && let Some(known) = seen.refreshes.complete()
        {
            count("refreshed");
            seen.knowledge.settle_doubts(known);
        }
        sent
    }

    fn count(&mut self, toast: Option<&Toast>) {
        let title = toast.map_or("", |toast| &toast.title);
        let is_remote = title.starts_with("Changed elsewhere");
        // A claim may bring what the panel did not know of.
        let has_claimed = self.seen.claims_sent > 0 || self.seen.has_looked;
        if title.starts_with("More than one new address") {
            count("more claimed than asked for");
        }
        let is_known = !self.seen.knowledge.has_unreported && !has_claimed;
        require!(Rule::OwnIsNotForeign, !is_remote || !is_known, "{title}");
        if title.ends_with("addresses loaded") {
            count("loaded all");
        }
        self.app().request_log.with(|log| {
            let is_new = |number: &usize| self.seen.logged.is_none_or(|logged| *number > logged);
            for number in log.numbers().take_while(is_new) {
                let attempts = log.get(number).map_or(0, |entry| entry.attempts);
                count_times("retried", attempts.saturating_sub(1).into());
            }
            self.seen.logged = log.numbers().next();
        });
    }
}

/// Whether it is a page of all regions that can be read.
fn is_baseline(answered: &Answered) -> bool {
    let is_of_all = !answered.request.target.contains("region=");
    let body = answered.answer.as_deref();
    page(&answered.request).is_some() && is_of_all && body.is_ok_and(|it| decode_page(it).is_ok())
}

/// A request in words.
pub(crate) fn describe(id: u32, request: &Request) -> String {
    let body = request.body.as_deref().unwrap_or_default();
    let method = request.method.name();
    format!("#{id} {method} {} {body}", request.target)
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
