//! Changes of one address: sent, confirmed where the answer was lost, shown.
//!
//! `changes/form.rs` opens and submits the forms, `changes/swap.rs` exchanges
//! two addresses, `changes/undo.rs` undoes a change, `changes/report.rs` reports
//! it, `changes/recheck.rs` reads what is to be changed again, and
//! `changes/error.rs` says why a change was not made. All changes go
//! through [`ChangeSlice::change`] or with a proof of their own through
//! [`ChangeSlice::change_rechecked`].

pub mod bulk;
mod error;
mod form;
pub mod machine_field;
mod open_swap;
mod recheck;
mod report;
mod swap;
mod undo;

use std::cell::{Cell, RefCell};
use std::future::ready;

use model::domain::{Address, Assignee, MachineId, Operation, PublicIp, Reason, capability};
use model::state::{
    ConfirmChange, Confirmation, Confirmed, Expected, InFlight, OpenChange, OpenWork,
    RetryDecision, Ticket,
};
use model::wire::{
    Effect, Evidence, Failure, Rechecked, Request, assign, decode_assignment, decode_released,
    release, unassign,
};
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, Set, With, Write};

use crate::dialog::{DialogId, DialogSlice};
use crate::foundation::Foundation;
use crate::list::ListSlice;
use crate::machines::MachinesSlice;
use crate::open_work::{OpenWorkSlice, Told};
use crate::permissions::PermissionsSlice;
use crate::ports::{LocalFuture, Ports};
use crate::requests::RequestsSlice;
use crate::selection::SelectionSlice;
use crate::toasts::{Toast, ToastsSlice};
pub(crate) use error::ChangeError;
use error::{no_longer_yours, not_done};
use machine_field::Entered;
use recheck::Checked;
use report::Offer;

/// The address as it is after a change, none once it is released. `None` at all
/// when the session has ended meanwhile.
pub(crate) type ChangeOutcome = Option<Result<Option<PublicIp>, ChangeError>>;

/// Why a change was not made, with the address as the list has it, if the list was read.
type NotMade = (ChangeError, Option<PublicIp>);

/// Reads the answer to a change.
type Decode = fn(&str) -> Result<Option<PublicIp>, Failure>;

/// Changes of addresses.
pub struct ChangeSlice {
    ports: &'static Ports,
    toasts: &'static ToastsSlice,
    permissions: &'static PermissionsSlice,
    requests: &'static RequestsSlice,
    machines: &'static MachinesSlice,
    list: &'static ListSlice,
    selection: &'static SelectionSlice,
    dialog: &'static DialogSlice,
    open_work: &'static OpenWorkSlice,
    in_flight: RwSignal<InFlight, LocalStorage>,
    /// The field for a machine of the open form.
    entered: RwSignal<Entered, LocalStorage>,
    /// What the button of a toast undoes.
    offer: RefCell<Option<Offer>>,
}

impl ChangeSlice {
    pub(crate) fn new(
        foundation: Foundation,
        open_work: &'static OpenWorkSlice,
        list: &'static ListSlice,
        selection: &'static SelectionSlice,
        dialog: &'static DialogSlice,
    ) -> Self {
        Self {
            ports: foundation.ports,
            toasts: foundation.toasts,
            permissions: foundation.permissions,
            requests: foundation.requests,
            machines: foundation.machines,
            list,
            selection,
            dialog,
            open_work,
            in_flight: RwSignal::new_local(InFlight::default()),
            entered: RwSignal::new_local(Entered::default()),
            offer: RefCell::new(None),
        }
    }

    pub(crate) fn reset(&self) {
        self.in_flight.set(InFlight::default());
        self.entered.set(Entered::default());
        self.offer.replace(None);
    }

    /// The operations under way: sent, not answered.
    #[must_use]
    pub fn in_flight(&self) -> InFlight {
        self.in_flight.get()
    }

    /// Whether any is.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.in_flight.with(InFlight::is_busy)
    }

    /// Whether an operation can be taken on an address now.
    ///
    /// # Errors
    /// The [`Reason`] why not: the panel is read-only, the address is busy, or
    /// the capability table has it so.
    pub fn check(&self, operation: Operation, ip: &PublicIp) -> Result<(), Reason> {
        let busy = self.operation_on(ip.address).map(Reason::Busy);
        let blocked_by = self.permissions.blocked_by().or(busy);
        capability::check(operation, ip.machine.is_some(), blocked_by)
    }

    /// The operation under way on an address.
    fn operation_on(&self, address: Address) -> Option<Operation> {
        self.in_flight
            .with(|in_flight| in_flight.operation_on(address))
    }

    /// Whether a claim is under way. There is one at a time.
    pub(crate) fn is_claiming(&self) -> bool {
        self.in_flight.with(InFlight::is_claiming)
    }

    /// Takes the lock of claiming. `false` when another claim has it.
    pub(crate) fn begin_claim(&self) -> bool {
        self.in_flight.write().start_claim()
    }

    /// Gives the lock of claiming back.
    pub(crate) fn end_claim(&self) {
        self.in_flight.write().finish_claim();
    }

    /// Carries out an operation on an address, if it is still as confirmed when
    /// it is read again. Takes the lock of the address at the call.
    pub(crate) fn change(
        &'static self,
        operation: Operation,
        confirmed: Confirmed,
        machine: Option<MachineId>,
    ) -> LocalFuture<ChangeOutcome> {
        let address = confirmed.address();
        let check = Box::pin(self.recheck_one(confirmed));
        self.change_checked(operation, address, check, machine, true)
    }

    /// As [`Self::change`], of an address that has just been read or claimed. The tab keeps it if
    /// `is_kept`; of an operation on many addresses it keeps all in one.
    pub(crate) fn change_rechecked(
        &'static self,
        operation: Operation,
        proof: Rechecked,
        machine: Option<MachineId>,
        is_kept: bool,
    ) -> LocalFuture<ChangeOutcome> {
        let address = proof.ip().address;
        let check = Box::pin(ready(Some(Ok(proof))));
        self.change_checked(operation, address, check, machine, is_kept)
    }

    /// Takes the lock of an address and awaits its check, then shows at once
    /// what can be taken back, sends, confirms by the list where the answer was
    /// lost, shows and marks what is true. It knows no form and tells nothing. From
    /// the moment it is sent until it is known whether it was made, the tab keeps it.
    ///
    /// Boxed, so that its code is there once and not in everything that awaits it.
    fn change_checked(
        &'static self,
        operation: Operation,
        address: Address,
        check: LocalFuture<Checked>,
        machine: Option<MachineId>,
        is_kept: bool,
    ) -> LocalFuture<ChangeOutcome> {
        if let Some(busy) = self.operation_on(address) {
            let error = ChangeError::NotAllowed(Reason::Busy(busy));
            return Box::pin(ready(Some(Err(error))));
        }
        self.lock(address, operation);
        Box::pin(async move {
            let checked = check.await?;
            let kept = Cell::new(None);
            let is_sent = is_kept && checked.is_ok();
            let work = OpenWork::Change(OpenChange { operation, address });
            self.open_work.keep(&kept, Some(work).filter(|_| is_sent));
            let mut outcome = match checked {
                Ok(proof) if operation == Operation::Release => self.send_release(&proof).await?,
                Ok(proof) => {
                    let ip = proof.ip().clone();
                    self.set_machine(&proof, ip, machine).await?
                }
                Err(error) => Err(error),
            };
            match &mut outcome {
                Err(ChangeError::Failed {
                    effect: Effect::Unknown,
                    kept: id,
                    ..
                }) => *id = kept.take(),
                _ => self.open_work.keep(&kept, None),
            }
            self.in_flight.write().finish(address);
            Some(outcome)
        })
    }

    /// Takes the lock of a free address.
    fn lock(&self, address: Address, operation: Operation) {
        let is_taken = self.in_flight.write().start(address, operation);
        debug_assert!(is_taken, "an operation on {address} is under way");
    }

    /// Keeps the address in the list until its release is certain.
    async fn send_release(&'static self, proof: &Rechecked) -> ChangeOutcome {
        let ip = proof.ip();
        let decode: Decode = |body| decode_released(body).map(|_| None);
        let request = release(proof);
        let outcome = self.send(request, decode, ip, Expected::Released).await?;
        Some(match outcome {
            Ok(_) => {
                self.forget_released(ip);
                Ok(None)
            }
            Err((error, _)) => {
                if matches!(error, ChangeError::Gone(_)) {
                    self.forget_released(ip);
                }
                Err(error)
            }
        })
    }

    /// Removes an address that the team no longer has.
    fn forget_released(&self, ip: &PublicIp) {
        self.list.remove_released(ip);
        self.selection.forget(ip.address);
    }

    /// Shows the change of an address, as it is now, at once, and takes it back
    /// if it was not made. The caller has the lock of the address.
    async fn set_machine(
        &'static self,
        proof: &Rechecked,
        ip: PublicIp,
        machine: Option<MachineId>,
    ) -> ChangeOutcome {
        let shown = PublicIp {
            machine: machine.clone().map(Assignee::Machine),
            ..ip.clone()
        };
        self.list.put(shown.clone());
        let decode: Decode = |body| decode_assignment(body).map(Some);
        let request = match &machine {
            Some(machine) => assign(proof, machine),
            None => unassign(proof),
        };
        let expected = Expected::Machine(machine);
        let outcome = self.send(request, decode, &ip, expected).await?;
        Some(match outcome {
            Ok(now) => {
                let now = now.unwrap_or(shown);
                self.list.put_changed(now.clone());
                self.selection.confirm(now.address);
                Ok(Some(now))
            }
            Err((error, now)) => {
                match now {
                    Some(now) => self.list.put(now),
                    None => self.list.revert(&shown, &ip),
                }
                if matches!(error, ChangeError::Gone(_)) {
                    self.forget_released(&ip);
                }
                Err(error)
            }
        })
    }

    /// Sends a change and finds out what became of it: the address as it is
    /// then, none when it is gone. `None` at all when the session has ended.
    async fn send(
        &self,
        request: Request,
        decode: Decode,
        before: &PublicIp,
        expected: Expected,
    ) -> Option<Result<Option<PublicIp>, NotMade>> {
        let answer = self.requests.send_change(request, None).await?;
        let (failure, decision) = match answer {
            // It was answered with 200, so something was done. Where the answer does not show the
            // change, the list says what.
            Ok(body) => match decode(&body) {
                Ok(now) if expected.is_shown_by(now.as_ref()) => return Some(Ok(now)),
                Ok(_) => (Failure::NotShown, RetryDecision::ConfirmChange),
                Err(failure) => (failure, RetryDecision::ConfirmChange),
            },
            Err(failed) => failed,
        };
        match decision {
            RetryDecision::ConfirmChange => self.confirm(failure, before, expected).await,
            RetryDecision::Fail | RetryDecision::Retry { .. } => {
                let effect = Effect::Nothing;
                Some(Err((ChangeError::failed(failure, effect), None)))
            }
        }
    }

    /// Reads the list until it tells whether a change was made.
    async fn confirm(
        &self,
        failure: Failure,
        before: &PublicIp,
        expected: Expected,
    ) -> Option<Result<Option<PublicIp>, NotMade>> {
        let order = self.list.with(|list| list.place(before.address).order);
        let is_release = expected == Expected::Released;
        let wants_machine = matches!(expected, Expected::Machine(Some(_)));
        let mut confirm = ConfirmChange::new(before.clone(), expected, order);
        let began = Ticket::latest();
        loop {
            let answer = self.requests.send(confirm.request(), None).await?;
            let is_known = |address| self.list.get(address).is_some();
            let confirmation = match self.list.read_page(answer, began) {
                Ok(page) => confirm.receive(page, is_known),
                Err(_) => Confirmation::Unknown,
            };
            let is_missing = failure.evidence() == Evidence::NotThere;
            let (effect, now) = match confirmation {
                Confirmation::NextPage => continue,
                Confirmation::Done(now) => return Some(Ok(Some(now))),
                // Nothing says that it was this request that released it.
                Confirmation::Gone if is_missing || !is_release => {
                    return Some(Err((ChangeError::Gone(before.address), None)));
                }
                Confirmation::Gone => return Some(Ok(None)),
                Confirmation::NotDone(now) if is_missing && wants_machine => {
                    (Effect::NoMachine, Some(now))
                }
                Confirmation::NotDone(now) => (Effect::NotSeen, Some(now)),
                Confirmation::Unknown => (Effect::Unknown, None),
            };
            return Some(Err((ChangeError::failed(failure, effect), now)));
        }
    }

    /// Title and details of a toast.
    pub(crate) fn message(
        &self,
        operation: Operation,
        error: &ChangeError,
    ) -> (&'static str, String) {
        match error {
            ChangeError::NotAllowed(reason) => (not_done(operation), reason.words().to_owned()),
            ChangeError::Differs(difference, effect) => {
                let details = self.describe_difference(difference);
                let end = if *effect == Effect::NotSent {
                    "Nothing was sent."
                } else {
                    "Nothing was changed."
                };
                (not_done(operation), format!("{details} {end}"))
            }
            ChangeError::Gone(address) => (not_done(operation), no_longer_yours(*address)),
            ChangeError::Failed {
                failure, effect, ..
            } => {
                let words = failure.words_with_effect(operation, *effect);
                (words.title, words.sentence())
            }
        }
    }

    /// Reports a failed request: in its form or, once the form is closed, in a toast.
    pub(crate) fn report_error(
        &self,
        form: Option<DialogId>,
        operation: Operation,
        error: &ChangeError,
    ) {
        let is_told = match error {
            ChangeError::Failed {
                failure, effect, ..
            } => self.dialog.fail(form, failure, *effect),
            ChangeError::Differs(difference, effect) => {
                let is_refusal = *effect == Effect::NotSent;
                self.dialog.mark(form, difference, is_refusal)
            }
            ChangeError::NotAllowed(_) => {
                self.dialog.edit(form);
                false
            }
            // Nothing is left to fill in.
            ChangeError::Gone(_) => {
                self.dialog.succeed(form, Vec::new());
                false
            }
        };
        let told = match form.filter(|_| is_told) {
            Some(form) => Told::Form(form),
            None => Told::Toast(self.toasts.add(self.error_toast(operation, error))),
        };
        // Where it is not known whether it was made, the tab keeps it as long as that is shown.
        if let Some(id) = error.kept() {
            self.open_work.forget_with(told, id);
        }
    }

    /// The toast of an error, which stays if the effect is unknown.
    pub(crate) fn error_toast(&self, operation: Operation, error: &ChangeError) -> Toast {
        let (title, details) = self.message(operation, error);
        let toast = Toast::error(title, details);
        match error {
            ChangeError::Failed {
                failure, effect, ..
            } => toast.of(failure, *effect),
            ChangeError::Differs(..) | ChangeError::NotAllowed(_) | ChangeError::Gone(_) => {
                toast.with_outcome(error.outcome())
            }
        }
    }
}
