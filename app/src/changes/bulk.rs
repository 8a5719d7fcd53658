//! One operation on all selected addresses. What was done leaves the
//! selection; what failed, was skipped or never begun stays in it.

use std::cell::{Cell, RefCell};

use model::domain::{Address, Operation, Reason, capability, format_count};
use model::state::{Bulk, BulkItem, Confirmed, Difference, ItemStatus, NotMade, OpenBulk, Ticket};
use model::wire::{Effect, Rechecked};
use reactive_graph::graph::untrack;
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Set, Update, With, Write};

use super::{ChangeError, ChangeSlice};
use crate::dialog::{Dialog, DialogSlice, Field, FieldError, HOLD_MS};
use crate::foundation::Foundation;
use crate::list::{ListSlice, Watch};
use crate::permissions::PermissionsSlice;
use crate::ports::{FocusTarget, Ports};
use crate::requests::RequestsSlice;
use crate::selection::SelectionSlice;
use crate::task::{follow, spawn};
use crate::toasts::{Toast, ToastId, ToastsSlice};

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
    /// The dialog tells something new, and waits until its user has had time to read it.
    hold: RwSignal<Option<u32>, LocalStorage>,
    next_hold: Cell<u32>,
    /// The toast that tells its outcome.
    told: Cell<Option<ToastId>>,
    /// Of the addresses that were read and are not sent yet.
    watches: RefCell<Vec<(Address, Watch)>>,
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
            hold: RwSignal::new_local(None),
            next_hold: Cell::new(0),
            told: Cell::new(None),
            watches: RefCell::default(),
        }
    }

    pub(crate) fn reset(&self) {
        self.bulk.set(None);
        self.hold.set(None);
        self.watches.take();
    }

    /// Follows the list while the dialog asks, and tells in it what the addresses
    /// have become.
    pub(crate) fn follow_list(&'static self) {
        follow(move || {
            let is_open = self.dialog.with(|open| open == Some(&Dialog::Bulk));
            let asked: Vec<_> = self.with(|bulk| {
                let bulk = bulk.filter(|bulk| is_open && bulk.is_confirming());
                let items = bulk.map(Bulk::items).unwrap_or_default().iter();
                let of = |item: &BulkItem| (item.confirmed.clone(), item.difference.clone());
                items.map(of).collect()
            });
            for (confirmed, told) in asked {
                if let Some(difference) = self.changes.known_difference(&confirmed)
                    && told.as_ref() != Some(&difference)
                {
                    untrack(|| self.mark(confirmed.address(), difference));
                }
            }
        });
    }

    fn mark(&'static self, address: Address, difference: Difference) {
        let is_assigned = difference.now().is_none_or(|now| now.machine.is_some());
        if let Some(bulk) = &mut *self.bulk.write() {
            let allowed = capability::check(bulk.operation(), is_assigned, None);
            bulk.mark(address, difference, allowed);
        }
        self.hold();
    }

    /// Blocks the dialog for a moment, so that a click already under way does not
    /// confirm something unread.
    fn hold(&'static self) {
        let hold = self.next_hold.get();
        self.next_hold.set(hold + 1);
        self.hold.set(Some(hold));
        spawn(async move {
            self.ports.clock.sleep(HOLD_MS).await;
            self.hold
                .maybe_update(|held| held.take_if(|it| *it == hold).is_some());
        });
    }

    /// Whether the dialog waits until its user has read what it tells.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.hold.with(Option::is_some)
    }

    /// What has changed elsewhere since the addresses were selected, in words.
    #[must_use]
    pub fn notice(&self) -> Option<String> {
        let changed = self.with(|bulk| {
            let bulk = bulk.filter(|bulk| bulk.is_confirming());
            bulk.map_or(0, Bulk::changed_count)
        });
        match changed {
            0 => None,
            1 => Some(
                "1 address was changed elsewhere since you selected it. The list says how."
                    .to_owned(),
            ),
            more => Some(format!(
                "{} addresses were changed elsewhere since you selected them. The list says how.",
                format_count(more)
            )),
        }
    }

    /// What an address of the dialog has become, in words.
    #[must_use]
    pub fn describe(&self, difference: &Difference) -> String {
        self.changes.describe_briefly(difference)
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

    /// What the status line shows while the dialog is closed: whether an operation is running, or
    /// else has failed in part, and its progress.
    #[must_use]
    pub fn background(&self) -> Option<(bool, String)> {
        if self.dialog.with(|open| open == Some(&Dialog::Bulk)) {
            return None;
        }
        self.with(|bulk| {
            let bulk = bulk?;
            let is_shown = bulk.is_running() || bulk.is_finished() && bulk.counts().failed > 0;
            is_shown.then(|| (bulk.is_running(), bulk.summary()))
        })
    }

    /// Asks whether to release or unassign the selected addresses. While an
    /// operation is running, shows that one.
    pub fn open(&'static self, operation: Operation) {
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
            let reason = "You can change at most 1,000 addresses at once. Select fewer.";
            return self.toasts.reason(reason);
        }
        let bulk = Bulk::new(operation, self.selected_for(operation));
        if bulk.counts().total == 0 {
            let is_idle = |item: &BulkItem| item.status == ItemStatus::Skipped(Reason::Idle);
            let any_idle = bulk.items().iter().any(is_idle);
            return self.toasts.reason(if any_idle {
                "None of the selected addresses is assigned to a machine."
            } else {
                "Every selected address already has a change in progress."
            });
        }
        let has_changed = bulk.changed_count() > 0;
        self.bulk.set(Some(bulk));
        self.show();
        if has_changed {
            self.hold();
        }
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
            let bulk = bulk.filter(|bulk| bulk.is_confirming() && !self.is_held())?;
            Some((bulk.operation(), bulk.counts().total))
        });
        let Some((operation, count)) = asked else {
            return Ok(());
        };
        if operation == Operation::Release && typed.trim() != count.to_string() {
            return Err(FieldError {
                field: Field::Count,
                message: "That's not the number of addresses. Type it as shown in the title.",
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

    /// The selected addresses, each with what has changed since its box was
    /// ticked, and whether the operation applies to it.
    fn selected_for(
        &self,
        operation: Operation,
    ) -> Vec<(Confirmed, Option<Difference>, Result<(), Reason>)> {
        let in_flight = self.changes.in_flight();
        self.list.with(|list| {
            self.selection.with(|selection| {
                let columns = list.columns();
                let selected = selection.addresses().filter_map(|it| columns.find(it));
                let checked = selected.map(|row| {
                    let ip = columns.ip(row);
                    let is_same = selection.is_as_selected(columns, row);
                    let difference = (!is_same).then(|| Difference::Changed(ip.clone()));
                    let busy = in_flight.operation_on(ip.address).map(Reason::Busy);
                    let allowed = capability::check(operation, ip.machine.is_some(), busy);
                    (Confirmed::as_shown(ip), difference, allowed)
                });
                checked.collect()
            })
        })
    }

    /// Sends as many requests as may be under way, unless the API has asked to
    /// wait or the addresses have to be read first.
    fn send(&'static self) {
        if !self.is_running() || self.requests.pause().is_some() {
            return;
        }
        let now = self.ports.clock.now();
        if let Some((operation, (ticket, due))) = self.take(|bulk| bulk.start_read(now)) {
            spawn(self.read(operation, ticket, due));
        }
        while let Some((operation, (confirmed, proof))) = self.take(|bulk| bulk.start_next(now)) {
            spawn(self.send_one(operation, confirmed, proof));
        }
    }

    /// Takes what is due next, if anything is.
    fn take<T>(&self, next: impl FnOnce(&mut Bulk) -> Option<T>) -> Option<(Operation, T)> {
        let next = self.bulk.try_maybe_update(|bulk| {
            let next = bulk.as_mut().and_then(next);
            (next.is_some(), next)
        });
        let operation = self.with(|bulk| bulk.map(Bulk::operation));
        operation.zip(next.flatten())
    }

    /// Reads addresses again before they are changed: once for each page of them.
    async fn read(&'static self, operation: Operation, ticket: Ticket, due: Vec<Confirmed>) {
        let Some(checked) = self.changes.recheck(due).await else {
            return;
        };
        let checked = checked.into_iter().map(|(address, checked)| {
            let checked = checked.map(|proof| {
                drop(self.take_watch(address));
                self.watches.borrow_mut().push((address, proof.watch));
                (proof.rechecked, proof.at)
            });
            (
                address,
                checked.map_err(|error| self.not_made(operation, &error)),
            )
        });
        self.step(|bulk| bulk.settle_read(ticket, checked));
    }

    fn take_watch(&self, address: Address) -> Option<Watch> {
        let mut watches = self.watches.borrow_mut();
        let at = watches.iter().position(|(of, _)| *of == address)?;
        Some(watches.swap_remove(at).1)
    }

    async fn send_one(&'static self, operation: Operation, confirmed: Confirmed, proof: Rechecked) {
        let address = confirmed.address();
        // Changed since it was read, by this page or as a refresh shows it.
        let seen = self.take_watch(address).and_then(|it| it.difference());
        if let Some(difference) = seen.or_else(|| self.changes.known_difference(&confirmed)) {
            let error = ChangeError::Differs(difference, Effect::NotSent);
            let not_made = self.not_made(operation, &error);
            return self.step(|bulk| bulk.settle(address, Err(not_made)));
        }
        let change = self.changes.change_rechecked(operation, proof, None, false);
        let Some(outcome) = change.await else {
            return;
        };
        match outcome {
            Ok(_) => {
                self.selection.forget(address);
                self.step(|bulk| bulk.settle(address, Ok(())));
            }
            Err(error) => {
                let wait = granted_wait(&error);
                if let Some(seconds) = wait {
                    self.requests.pause_for(seconds);
                    self.step(Bulk::expire_read);
                }
                if wait.is_some() && error.effect() == Effect::Nothing {
                    self.step(|bulk| bulk.requeue(address));
                } else {
                    let not_made = self.not_made(operation, &error);
                    self.step(|bulk| bulk.settle(address, Err(not_made)));
                }
            }
        }
    }

    fn not_made(&self, operation: Operation, error: &ChangeError) -> NotMade {
        (error.outcome(), self.changes.message(operation, error).1)
    }

    /// What the tab is to keep: an operation that runs or, until its user has dismissed that, one
    /// that leaves something unknown.
    pub(crate) fn open_work(&self) -> Option<OpenBulk> {
        let toasts = self.toasts.get();
        let is_told = self
            .told
            .get()
            .is_some_and(|id| toasts.iter().any(|it| it.id == id));
        let is_shown = self.dialog.with(|open| open == Some(&Dialog::Bulk));
        self.with(|bulk| {
            let bulk = bulk.filter(|bulk| bulk.is_running() || is_told || is_shown)?;
            OpenBulk::new(bulk)
        })
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
            Some((
                bulk.outcome(),
                bulk.counts(),
                bulk.stopped(),
                bulk.unknown_words(),
            ))
        });
        let Some((outcome, counts, stopped, unknown)) = outcome else {
            return;
        };
        if counts.failed > 0 {
            let is_sticky = unknown.is_some();
            let unknown = unknown.unwrap_or_default();
            let details =
                format!("{unknown} Failed addresses stay selected. \"Show failed\" says why.");
            let toast = Toast::error(outcome, details.trim_start());
            let toast = if is_sticky { toast.sticky() } else { toast };
            self.told.set(Some(self.toasts.add(toast)));
        } else if counts.not_started > 0 {
            let details = stopped.unwrap_or("The rest stay selected.");
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

/// How many seconds to wait, as the API or something in front of it has asked.
fn granted_wait(error: &ChangeError) -> Option<u32> {
    match error {
        ChangeError::Failed { failure, .. } => failure.granted_wait(),
        ChangeError::Differs(..) | ChangeError::Gone(_) | ChangeError::NotAllowed(_) => None,
    }
}
