//! Messages at the edge of the page, which outlive the dialog they came from.

use std::cell::Cell;

use model::domain::Operation;
use model::wire::{Effect, Failure, Outcome};
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, Set, Update, With};

use crate::ports::Ports;
use crate::task::spawn;

/// How long a toast without an action stays, unless it is an error, in milliseconds.
const DURATION: u32 = 8_000;

/// Names a toast among all of the page's life: a timer of one that is gone dismisses no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToastId(u32);

/// What a toast reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToastKind {
    /// Something was done.
    Success,
    /// Nothing was done here: the title gives the reason, or what was done elsewhere.
    Reason,
    /// Something failed. Stays until it is dismissed.
    Error,
}

/// A button in a toast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToastAction {
    /// The words of the button.
    pub label: String,
    /// Whether it was pressed and is under way.
    pub is_running: bool,
}

/// A message at the edge of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// Its name.
    pub id: ToastId,
    /// What it reports.
    pub kind: ToastKind,
    /// What happened.
    pub title: String,
    /// For an error: why, whether anything changed, what to do next.
    pub details: Option<String>,
    /// What became of the change that it reports, unless that was made.
    pub outcome: Option<Outcome>,
    /// Stays until it is dismissed, whatever else is tried.
    pub is_sticky: bool,
    /// Reports that nothing was sent for want of a network, which is over once there is one.
    pub is_offline: bool,
    /// Its button. One toast at a time has one.
    pub action: Option<ToastAction>,
}

impl Toast {
    pub(crate) fn success(title: impl Into<String>) -> Self {
        Self::new(ToastKind::Success, title.into(), None)
    }

    pub(crate) fn error(title: impl Into<String>, details: impl Into<String>) -> Self {
        Self::new(ToastKind::Error, title.into(), Some(details.into()))
    }

    #[must_use]
    pub(crate) fn sticky(self) -> Self {
        Self {
            is_sticky: true,
            ..self
        }
    }

    /// Of a failure, which is over once there is a network if it was for want of one.
    #[must_use]
    pub(crate) fn of(self, failure: &Failure, effect: Effect) -> Self {
        Self {
            is_offline: *failure == Failure::Offline && effect != Effect::Unknown,
            ..self.with_outcome(Outcome::Failed(effect))
        }
    }

    /// What became of a change: stays if that is unknown, since only the user can find out.
    #[must_use]
    pub(crate) fn with_outcome(self, outcome: Outcome) -> Self {
        Self {
            outcome: Some(outcome),
            is_sticky: self.is_sticky || outcome.is_unknown(),
            ..self
        }
    }

    #[must_use]
    pub(crate) fn with_action(self, label: impl Into<String>) -> Self {
        let action = ToastAction {
            label: label.into(),
            is_running: false,
        };
        Self {
            action: Some(action),
            ..self
        }
    }

    fn new(kind: ToastKind, title: String, details: Option<String>) -> Self {
        Self {
            // `ToastsSlice::add` names it.
            id: ToastId(0),
            kind,
            title,
            details,
            outcome: None,
            is_sticky: false,
            is_offline: false,
            action: None,
        }
    }
}

/// The toasts that are shown.
pub struct ToastsSlice {
    ports: &'static Ports,
    toasts: RwSignal<Vec<Toast>, LocalStorage>,
    next_id: Cell<u32>,
}

impl ToastsSlice {
    pub(crate) fn new(ports: &'static Ports) -> Self {
        Self {
            ports,
            toasts: RwSignal::new_local(Vec::new()),
            next_id: Cell::new(0),
        }
    }

    pub(crate) fn reset(&self) {
        self.toasts.set(Vec::new());
    }

    /// The toasts, the oldest first.
    #[must_use]
    pub fn get(&self) -> Vec<Toast> {
        self.toasts.get()
    }

    /// The toast that has a button.
    #[must_use]
    pub fn actionable(&self) -> Option<Toast> {
        self.toasts
            .with(|toasts| toasts.iter().find(|toast| toast.action.is_some()).cloned())
    }

    /// Reports that something was done, for eight seconds.
    pub fn success(&'static self, title: impl Into<String>) {
        self.show(Toast::success(title));
    }

    /// Reports why nothing was done, for eight seconds.
    pub fn reason(&'static self, reason: impl Into<String>) {
        self.show(Toast::new(ToastKind::Reason, reason.into(), None));
    }

    /// Reports that an address is not the team's any more, as was wanted, for eight seconds.
    pub(crate) fn gone(&'static self, words: String) {
        let toast = Toast::new(ToastKind::Reason, words, None);
        self.show(toast.with_outcome(Outcome::Gone));
    }

    /// Reports that something failed, until it is dismissed.
    pub fn error(&self, title: impl Into<String>, details: impl Into<String>) {
        self.add(Toast::error(title, details));
    }

    /// Reports that a request failed which no dialog waits for.
    pub(crate) fn failure(&self, title: &str, failure: &Failure, operation: Operation) {
        let toast = Toast::error(title, failure.words(operation).sentence());
        self.add(toast.of(failure, failure.effect(operation)));
    }

    /// Adds a toast, which stays until it is dismissed. It takes the place of
    /// earlier ones of its kind, but not of sticky ones or of one with a button.
    /// One with a button takes the buttons of all others away.
    pub(crate) fn add(&self, toast: Toast) -> ToastId {
        let id = ToastId(self.next_id.get());
        self.next_id.set(id.0 + 1);
        let is_error = toast.kind == ToastKind::Error;
        let has_action = toast.action.is_some();
        self.toasts.update(|toasts| {
            if has_action {
                for earlier in toasts.iter_mut() {
                    earlier.action = None;
                }
            }
            toasts.retain(|earlier| {
                (earlier.kind == ToastKind::Error) != is_error
                    || earlier.is_sticky
                    || earlier.action.is_some()
            });
            toasts.push(Toast { id, ..toast });
        });
        id
    }

    /// Removes a toast, and with it what its button offers.
    pub fn dismiss(&self, id: ToastId) {
        self.toasts
            .update(|toasts| toasts.retain(|toast| toast.id != id));
    }

    /// Shows whether what the button of a toast does is under way.
    pub(crate) fn set_running(&self, id: ToastId, is_running: bool) {
        self.toasts.update(|toasts| {
            let toast = toasts.iter_mut().find(|toast| toast.id == id);
            if let Some(action) = toast.and_then(|toast| toast.action.as_mut()) {
                action.is_running = is_running;
            }
        });
    }

    /// Removes what the return of the network has settled.
    pub(crate) fn dismiss_offline(&self) {
        self.toasts
            .update(|toasts| toasts.retain(|toast| !toast.is_offline));
    }

    /// Removes errors that are about to be tried again.
    pub(crate) fn clear_errors(&self) {
        self.toasts
            .update(|toasts| toasts.retain(|it| it.kind != ToastKind::Error || it.is_sticky));
    }

    fn show(&'static self, toast: Toast) {
        let id = self.add(toast);
        let sleep = self.ports.clock.sleep(DURATION);
        spawn(async move {
            sleep.await;
            self.dismiss(id);
        });
    }
}
