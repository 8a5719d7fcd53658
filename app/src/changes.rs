//! Changes of one address: sent, confirmed where the answer was lost, shown.
//!
//! `changes/form.rs` opens and submits the forms, `changes/swap.rs` exchanges
//! two addresses, `changes/undo.rs` undoes a change, `changes/report.rs` reports
//! it. All changes go through [`ChangeSlice::change`].

pub mod bulk;
mod form;
pub mod machine_field;
mod report;
mod swap;
mod undo;

use std::cell::RefCell;
use std::future::ready;

use model::domain::{Address, MachineId, Operation, PublicIp, Reason, capability};
use model::state::{ConfirmChange, Confirmation, Expected, InFlight, RetryDecision};
use model::wire::{
    Effect, Failure, Order, Request, assign, decode_address, decode_page, decode_released, release,
    unassign,
};
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, Set, With, Write};

use crate::dialog::{DialogId, DialogSlice};
use crate::foundation::Foundation;
use crate::list::ListSlice;
use crate::machines::MachinesSlice;
use crate::permissions::PermissionsSlice;
use crate::ports::{LocalFuture, Ports};
use crate::requests::RequestsSlice;
use crate::selection::SelectionSlice;
use crate::toasts::ToastsSlice;
use report::Offer;

/// The address as it is after a change, none once it is released. `None` at all
/// when the session has ended meanwhile.
pub(crate) type ChangeOutcome = Option<Result<Option<PublicIp>, ChangeError>>;

/// Why a change was not made, or is not known to be.
#[derive(Clone, Debug)]
pub(crate) enum ChangeError {
    /// It was not even sent.
    NotAllowed(Reason),
    /// It was sent, and failed.
    Failed {
        /// Why.
        failure: Failure,
        /// Whether anything changed.
        effect: Effect,
    },
}

impl ChangeError {
    /// Title and details of a toast.
    pub(crate) fn message(&self, operation: Operation) -> (&'static str, String) {
        match self {
            Self::NotAllowed(reason) => {
                let words = Failure::Cancelled.words_with_effect(operation, Effect::Nothing);
                (words.title, reason.words().to_owned())
            }
            Self::Failed { failure, effect } => {
                let words = failure.words_with_effect(operation, *effect);
                (words.title, words.sentence())
            }
        }
    }

    /// Whether anything changed.
    fn effect(&self) -> Effect {
        match self {
            Self::NotAllowed(_) => Effect::Nothing,
            Self::Failed { effect, .. } => *effect,
        }
    }
}

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
    in_flight: RwSignal<InFlight, LocalStorage>,
    /// What the button of a toast undoes.
    offer: RefCell<Option<Offer>>,
}

impl ChangeSlice {
    pub(crate) fn new(
        foundation: Foundation,
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
            in_flight: RwSignal::new_local(InFlight::default()),
            offer: RefCell::new(None),
        }
    }

    pub(crate) fn reset(&self) {
        self.in_flight.set(InFlight::default());
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

    /// Carries out an operation on an address: takes its lock at the call, then
    /// shows at once what can be taken back, sends, confirms by the list where
    /// the answer was lost, shows and marks what is true. It knows no form and
    /// tells nothing.
    ///
    /// Boxed, so that its code is there once and not in everything that awaits it.
    pub(crate) fn change(
        &'static self,
        operation: Operation,
        ip: PublicIp,
        machine: Option<MachineId>,
    ) -> LocalFuture<ChangeOutcome> {
        let address = ip.address;
        if let Some(busy) = self.operation_on(address) {
            let error = ChangeError::NotAllowed(Reason::Busy(busy));
            return Box::pin(ready(Some(Err(error))));
        }
        self.lock(address, operation);
        Box::pin(async move {
            let outcome = if operation == Operation::Release {
                self.send_release(ip).await?
            } else {
                self.set_machine(ip, machine).await?
            };
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
    async fn send_release(&'static self, ip: PublicIp) -> ChangeOutcome {
        let decode: Decode = |body| decode_released(body).map(|_| None);
        let request = release(ip.address);
        let outcome = self.send(request, decode, &ip, Expected::Released).await?;
        Some(match outcome {
            Ok(_) => {
                self.list.remove_released(&ip);
                self.selection.forget(ip.address);
                Ok(None)
            }
            Err((error, _)) => Err(error),
        })
    }

    /// Shows the change at once, and takes it back if it was not made. The
    /// caller has the lock of the address.
    async fn set_machine(&'static self, ip: PublicIp, machine: Option<MachineId>) -> ChangeOutcome {
        let shown = PublicIp {
            machine: machine.clone(),
            ..ip.clone()
        };
        self.list.put(shown.clone());
        let decode: Decode = |body| decode_address(body).map(Some);
        let request = match &machine {
            Some(machine) => assign(ip.address, machine),
            None => unassign(ip.address),
        };
        let expected = Expected::Machine(machine);
        let outcome = self.send(request, decode, &ip, expected).await?;
        Some(match outcome {
            Ok(now) => {
                let now = now.unwrap_or(shown);
                self.list.put_changed(now.clone());
                Ok(Some(now))
            }
            Err((error, now)) => {
                match now {
                    Some(now) => self.list.put(now),
                    None => self.list.revert(&shown, &ip),
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
            Ok(body) => match decode(&body) {
                Ok(now) => return Some(Ok(now)),
                // It was answered with 200, so something was done; the list says what.
                Err(failure) => (failure, RetryDecision::ConfirmChange),
            },
            Err(failed) => failed,
        };
        match decision {
            RetryDecision::Released => Some(Ok(None)),
            RetryDecision::ConfirmChange => self.confirm(failure, before, expected).await,
            RetryDecision::Fail | RetryDecision::Retry { .. } => {
                let effect = Effect::Nothing;
                Some(Err((ChangeError::Failed { failure, effect }, None)))
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
        let order = self.nearer_end(before);
        let mut confirm = ConfirmChange::new(before.clone(), expected, order);
        loop {
            let answer = self.requests.send(confirm.request(), None).await?;
            let confirmation = match answer.and_then(|body| decode_page(&body)) {
                Ok(page) => confirm.receive(page),
                Err(_) => Confirmation::Unknown,
            };
            let (effect, now) = match confirmation {
                Confirmation::NextPage => continue,
                Confirmation::Done(now) => return Some(Ok(now)),
                Confirmation::NotDone(now) => (Effect::NotSeen, Some(now)),
                Confirmation::Unknown => (Effect::Unknown, None),
            };
            return Some(Err((ChangeError::Failed { failure, effect }, now)));
        }
    }

    /// From which end of the list an address is reached sooner.
    fn nearer_end(&self, ip: &PublicIp) -> Order {
        self.list.with(|list| {
            let (columns, order) = (list.columns(), list.query().order);
            let mut rows = list.rows().iter();
            let at = rows.position(|row| columns.address(*row) == ip.address);
            let is_behind = at.is_some_and(|at| at > list.len() / 2);
            if is_behind && list.covers(list.query()) {
                order.reversed()
            } else {
                order
            }
        })
    }

    /// Reports a failed request: in its form or, once the form is closed, in a toast.
    pub(crate) fn report_error(
        &self,
        form: Option<DialogId>,
        operation: Operation,
        error: &ChangeError,
    ) {
        if let ChangeError::Failed { failure, effect } = error
            && self.dialog.fail(form, failure, *effect)
        {
            return;
        }
        self.dialog.edit(form);
        let (title, details) = error.message(operation);
        self.toasts.error(title, details);
    }
}
