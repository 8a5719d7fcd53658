//! One operation on all selected addresses. What was done leaves the
//! selection; what failed, was skipped or never begun stays in it.

use model::domain::{Operation, PublicIp, Reason, capability};
use model::state::{Bulk, BulkCounts, ItemStatus};
use model::wire::Effect;
use reactive_graph::graph::untrack;
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Set, Update, With, Write};

use super::{ChangeError, ChangeSlice};
use crate::dialog::{Dialog, DialogSlice, Field, FieldError};
use crate::foundation::Foundation;
use crate::list::ListSlice;
use crate::permissions::PermissionsSlice;
use crate::ports::{FocusTarget, Ports};
use crate::requests::RequestsSlice;
use crate::selection::SelectionSlice;
use crate::task::{follow, spawn};
use crate::toasts::ToastsSlice;

/// The most addresses at once: each is listed, for the user to read.
const MAX_ADDRESSES: usize = 1_000;

/// Changes of many addresses.
pub struct BulkSlice {
    ports: &'static Ports,
    toasts: &'static ToastsSlice,
    permissions: &'static PermissionsSlice,
    requests: &'static RequestsSlice,
    list: &'static ListSlice,
    selection: &'static SelectionSlice,
    dialog: &'static DialogSlice,
    changes: &'static ChangeSlice,
    /// The last one.
    bulk: RwSignal<Option<Bulk>, LocalStorage>,
}

impl BulkSlice {
    pub(crate) fn new(
        foundation: Foundation,
        list: &'static ListSlice,
        selection: &'static SelectionSlice,
        dialog: &'static DialogSlice,
        changes: &'static ChangeSlice,
    ) -> Self {
        Self {
            ports: foundation.ports,
            toasts: foundation.toasts,
            permissions: foundation.permissions,
            requests: foundation.requests,
            list,
            selection,
            dialog,
            changes,
            bulk: RwSignal::new_local(None),
        }
    }

    pub(crate) fn reset(&self) {
        self.bulk.set(None);
    }

    /// Resumes after a pause the API has asked for.
    pub(crate) fn follow_pause(&'static self) {
        follow(move || {
            if self.requests.pause().is_none() {
                untrack(|| self.send());
            }
        });
    }

    /// Reads the operation, from the question to the last answer.
    pub fn with<R>(&self, read: impl FnOnce(Option<&Bulk>) -> R) -> R {
        self.bulk.with(|bulk| read(bulk.as_ref()))
    }

    /// What the bar below the list shows while the dialog is closed: whether an
    /// operation is running, or else has failed in part, and its counts.
    #[must_use]
    pub fn background(&self) -> Option<(bool, BulkCounts)> {
        if self.dialog.with(|open| open == Some(&Dialog::Bulk)) {
            return None;
        }
        self.with(|bulk| {
            let bulk = bulk?;
            let counts = bulk.counts();
            let is_shown = bulk.is_running() || bulk.is_finished() && counts.failed > 0;
            is_shown.then_some((bulk.is_running(), counts))
        })
    }

    /// Asks whether to release or unassign the selected addresses. While an
    /// operation is running, shows that one.
    pub fn open(&self, operation: Operation) {
        if self.is_running() {
            return self.show();
        }
        if self.permissions.refuses_changes() {
            return;
        }
        if self
            .selection
            .with(|selection| selection.len() > MAX_ADDRESSES)
        {
            let reason = "At most 1,000 addresses can be acted on at once. Select fewer.";
            return self.toasts.reason(reason);
        }
        let bulk = Bulk::new(operation, self.selected_for(operation));
        if bulk.counts().total == 0 {
            let is_idle = |status: &ItemStatus| *status == ItemStatus::Skipped(Reason::Idle);
            let any_idle = bulk.items().iter().any(|(_, status)| is_idle(status));
            return self.toasts.reason(if any_idle {
                "None of the selected addresses is assigned to a machine."
            } else {
                "Something is under way on each of the selected addresses."
            });
        }
        self.bulk.set(Some(bulk));
        self.show();
    }

    /// Opens the dialog again, which says more than the toast before it.
    pub fn show(&self) {
        self.toasts.clear_errors();
        self.dialog.open(Dialog::Bulk);
    }

    /// Confirms the operation in the dialog, and starts it. To release addresses the
    /// user types how many there are.
    ///
    /// # Errors
    /// [`Field::Count`], when another text was typed.
    pub fn confirm(&'static self, typed: &str) -> Result<(), FieldError> {
        let asked = self.with(|bulk| {
            let bulk = bulk.filter(|bulk| bulk.is_confirming())?;
            Some((bulk.operation(), bulk.counts().total))
        });
        let Some((operation, count)) = asked else {
            return Ok(());
        };
        if operation == Operation::Release && typed.trim() != count.to_string() {
            return Err(FieldError {
                field: Field::Count,
                message: "This is not the number of addresses. Type it as it stands in the title.",
            });
        }
        self.step(Bulk::start);
        self.focus_on(&["bulk-pause", "bulk-close"]);
        Ok(())
    }

    /// Pauses: nothing more is begun for the moment. Or resumes.
    pub fn toggle_pause(&'static self) {
        self.step(|bulk| {
            if bulk.is_paused() {
                bulk.resume();
            } else {
                bulk.pause();
            }
        });
    }

    /// Cancels: nothing more is begun. What is under way goes on to its end.
    pub fn cancel(&'static self) {
        self.step(Bulk::cancel);
    }

    /// Retries what has failed.
    pub fn retry(&'static self) {
        self.step(Bulk::retry_failed);
        self.focus_on(&["bulk-pause", "bulk-close"]);
    }

    fn is_running(&self) -> bool {
        self.with(|bulk| bulk.is_some_and(Bulk::is_running))
    }

    /// The selected addresses, each with whether the operation applies to it.
    fn selected_for(&self, operation: Operation) -> Vec<(PublicIp, Result<(), Reason>)> {
        let in_flight = self.changes.in_flight();
        self.list.with(|list| {
            self.selection.with(|selection| {
                let selected = selection.addresses().filter_map(|it| list.get(it));
                let checked = selected.map(|ip| {
                    let busy = in_flight.operation_on(ip.address).map(Reason::Busy);
                    let allowed = capability::check(operation, ip.machine.is_some(), busy);
                    (ip, allowed)
                });
                checked.collect()
            })
        })
    }

    /// Sends as many requests as may be under way, unless the API has asked to wait.
    fn send(&'static self) {
        if !self.is_running() || self.requests.pause().is_some() {
            return;
        }
        while let Some((operation, ip)) = self.start_next() {
            spawn(self.send_one(operation, ip));
        }
    }

    fn start_next(&self) -> Option<(Operation, PublicIp)> {
        let next = self.bulk.try_maybe_update(|bulk| {
            let next = bulk.as_mut().and_then(Bulk::start_next);
            (next.is_some(), next)
        });
        let operation = self.with(|bulk| bulk.map(Bulk::operation));
        operation.zip(next.flatten())
    }

    async fn send_one(&'static self, operation: Operation, ip: PublicIp) {
        let address = ip.address;
        let now = self.list.get(address);
        // The user has seen and confirmed what it was then.
        if now.is_some_and(|now| now.machine != ip.machine) {
            let changed = "It was changed meanwhile, so nothing was sent.";
            return self.step(|bulk| bulk.settle(address, Err(changed.to_owned())));
        }
        let Some(outcome) = self.changes.change(operation, ip, None).await else {
            return;
        };
        match outcome {
            Ok(_) => {
                self.selection.forget(address);
                self.step(|bulk| bulk.settle(address, Ok(())));
            }
            Err(error) => {
                if let Some(seconds) = retry_after(&error) {
                    self.requests.pause_for(seconds);
                    self.step(|bulk| bulk.requeue(address));
                } else {
                    let (_, details) = error.message(operation);
                    self.step(|bulk| bulk.settle(address, Err(details)));
                }
            }
        }
    }

    /// Takes a step, and does what follows from it.
    fn step(&'static self, step: impl FnOnce(&mut Bulk)) {
        if let Some(bulk) = &mut *self.bulk.write() {
            step(bulk);
        }
        self.send();
        self.keep_focus();
        self.report();
    }

    /// Reports the outcome of all, unless the dialog shows it.
    fn report(&'static self) {
        let is_shown = self.dialog.with(|open| open == Some(&Dialog::Bulk));
        let outcome = self.with(|bulk| {
            let bulk = bulk.filter(|bulk| bulk.is_finished() && !is_shown)?;
            Some((bulk.outcome(), bulk.counts()))
        });
        let Some((outcome, counts)) = outcome else {
            return;
        };
        if counts.failed > 0 {
            let details = "What failed stays selected. \"Show failed\" says why.";
            self.toasts.error(outcome, details);
        } else if counts.not_started > 0 {
            let details = "What was not begun stays selected.";
            self.toasts.error(outcome, details);
        } else {
            self.toasts.success(outcome);
        }
    }

    /// Moves the focus off the buttons to pause and cancel, which go once nothing waits.
    fn keep_focus(&self) {
        let can_stop = self
            .with(|bulk| bulk.is_some_and(|bulk| bulk.is_running() && bulk.counts().waiting > 0));
        let focus = &self.ports.focus;
        if !can_stop && (focus.is_on("bulk-pause") || focus.is_on("bulk-cancel")) {
            self.focus_on(&["bulk-close"]);
        }
    }

    fn focus_on(&self, ids: &[&'static str]) {
        let targets = ids.iter().map(|id| FocusTarget::Id(id));
        self.ports.focus.focus(targets.collect());
    }
}

/// How many seconds the API has asked to wait, when it has done nothing.
fn retry_after(error: &ChangeError) -> Option<u32> {
    match error {
        ChangeError::Failed {
            failure,
            effect: Effect::Nothing,
        } => failure.retry_after(),
        ChangeError::Failed { .. } | ChangeError::NotAllowed(_) => None,
    }
}
