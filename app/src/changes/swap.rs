//! Swaps: two addresses exchange their machines. The report says what each address has, whichever step failed.

use std::cell::Cell;
use std::future::ready;

use model::domain::{Assignee, MachineId, Operation, PublicIp, Reason};
use model::state::{Confirmed, OpenSwap, OpenWork, StepOutcome, Swap, SwapResult, SwapStep, Undo};
use model::wire::{Effect, Outcome};
use reactive_graph::traits::Write;

use super::recheck::Proof;
use super::report::Problem;
use super::{ChangeError, ChangeSlice, no_longer_yours};
use crate::dialog::{DialogId, Notice, row_buttons};
use crate::ports::LocalFuture;
use crate::task::spawn;

/// Why a swap did not come about.
pub(super) enum SwapError {
    /// All is as it was, for this reason unless the answers said something else
    /// than was asked for; and which machine had no address meanwhile.
    Unchanged(Option<ChangeError>, Option<Notice>),
    /// It stopped halfway.
    Halfway(Box<Problem>),
}

impl ChangeSlice {
    /// Swaps the machines of two addresses for the open form.
    pub(super) fn submit_swap(&'static self, one: Confirmed, other: Confirmed) {
        let is_busy = |ip: &Confirmed| self.operation_on(ip.address()).is_some();
        if is_busy(&one) || is_busy(&other) {
            return;
        }
        let form = self.dialog.submit();
        let before = [one.ip().clone(), other.ip().clone()];
        let exchange = self.exchange(form, one, other);
        spawn(async move {
            let Some(outcome) = exchange.await else {
                return;
            };
            let [first, second] = &before;
            let targets = row_buttons(None, first.address);
            match outcome {
                Ok([one, other]) => {
                    self.dialog.succeed(form, targets);
                    let title = format!("Swapped {} and {}", one.address, other.address);
                    match Undo::change(first, &one).zip(Undo::change(second, &other)) {
                        Some((one, other)) => self.offer_undo(title, one.and(other)),
                        None => self.toasts.success(title),
                    }
                }
                Err(SwapError::Unchanged(Some(error), cut_off)) => {
                    self.report_unchanged(form, &error, cut_off);
                }
                Err(SwapError::Unchanged(None, cut_off)) => {
                    self.dialog.succeed(form, targets);
                    let problem = self.unchanged(None, cut_off.as_ref());
                    self.report_problem("Couldn't swap the addresses", problem);
                }
                Err(SwapError::Halfway(problem)) => {
                    self.dialog.succeed(form, targets);
                    let title = "The swap stopped halfway and couldn't be undone";
                    self.report_problem(title, *problem);
                }
            }
        });
    }

    /// Reports a swap that was taken back, or not begun.
    fn report_unchanged(
        &'static self,
        form: Option<DialogId>,
        error: &ChangeError,
        cut_off: Option<Notice>,
    ) {
        let is_open = form.is_some() && form == self.dialog.id();
        // A form has one notice, and here are two: the toast tells both.
        let is_for_toast = match (error, &cut_off) {
            (ChangeError::Differs(difference, _), Some(_)) => {
                _ = self.dialog.mark(form, difference, false);
                true
            }
            (ChangeError::Failed { .. }, Some(_)) => !is_open,
            _ => false,
        };
        if is_for_toast {
            let (title, _) = self.message(Operation::Move, error);
            let problem = self.unchanged(Some(error), cut_off.as_ref());
            self.report_problem(title, problem);
            return;
        }
        self.report_error(form, Operation::Move, error);
        if cut_off.is_some() {
            self.dialog.show_notice(form, cut_off);
        }
    }

    /// Why all is as it was, and which machine had no address meanwhile.
    pub(super) fn unchanged(
        &self,
        error: Option<&ChangeError>,
        cut_off: Option<&Notice>,
    ) -> Problem {
        let mut problem = match error {
            Some(error) => self.problem(Operation::Move, error),
            None => Problem::from(String::new()),
        };
        if let Some(cut_off) = cut_off {
            let details = format!("{} {}", problem.details, self.describe_notice(cut_off));
            details.trim().clone_into(&mut problem.details);
        }
        problem
    }

    /// Carries a swap out step by step, if both addresses are still as
    /// confirmed, and back again when a step fails. Takes the locks of both at
    /// the call, and shows each step in the form it is for. `None` when the
    /// session has ended.
    pub(super) fn exchange(
        &'static self,
        form: Option<DialogId>,
        one: Confirmed,
        other: Confirmed,
    ) -> LocalFuture<Option<Result<[PublicIp; 2], SwapError>>> {
        let addresses = [one.address(), other.address()];
        let busy = addresses
            .into_iter()
            .find_map(|address| self.operation_on(address));
        let swap = Swap::new(one.ip().clone(), other.ip().clone());
        let (Some(swap), None) = (swap, busy) else {
            let reason = busy.map_or(Reason::Idle, Reason::Busy);
            let error = ChangeError::NotAllowed(reason);
            return Box::pin(ready(Some(Err(SwapError::Unchanged(Some(error), None)))));
        };
        for address in addresses {
            self.lock(address, Operation::Move);
        }
        Box::pin(async move {
            let checked = self.recheck(vec![one, other]).await?;
            let checked = checked.into_iter().map(|(_, checked)| checked);
            let proofs: Result<Vec<Proof>, ChangeError> = checked.collect();
            let outcome = match proofs {
                Ok(proofs) => self.take_steps(form, swap, proofs).await?,
                Err(error) => Err(SwapError::Unchanged(Some(error), None)),
            };
            for address in addresses {
                self.in_flight.write().finish(address);
            }
            Some(outcome)
        })
    }

    /// Takes the steps of a swap whose addresses are locked and as confirmed.
    async fn take_steps(
        &'static self,
        form: Option<DialogId>,
        mut swap: Swap,
        proofs: Vec<Proof>,
    ) -> Option<Result<[PublicIp; 2], SwapError>> {
        let mut error = None;
        let mut cut_off_at = None;
        let (proofs, mut watches): (Vec<_>, Vec<_>) = proofs
            .into_iter()
            .map(|proof| (proof.rechecked, Some(proof.watch)))
            .unzip();
        // The form shows this swap from now on, whatever the list says meanwhile.
        self.dialog.show_swap(form, &swap);
        let kept = Cell::new(None);
        let work = OpenWork::Swap(OpenSwap::new(&swap));
        self.open_work.keep(&kept, Some(work));
        while let Some(SwapStep { ip, machine, .. }) = swap.next_step() {
            let address = ip.address;
            let at = proofs.iter().position(|it| it.ip().address == address)?;
            let proof = proofs.get(at)?;
            // It may have been changed elsewhere while the other one was changed here.
            let watch = watches.get_mut(at).and_then(Option::take);
            let changed = match watch.and_then(|watch| watch.difference()) {
                Some(difference) => Err(ChangeError::Differs(difference, Effect::Nothing)),
                None => self.set_machine(proof, ip, machine).await?,
            };
            let outcome = match changed {
                Ok(now) => now.map_or(StepOutcome::Unknown, step_outcome),
                Err(failed) => {
                    let effect = failed.effect();
                    error = error.or(Some(failed));
                    match effect {
                        Effect::Nothing | Effect::NotSent => StepOutcome::Unchanged,
                        Effect::NotSeen | Effect::NoMachine => self
                            .list
                            .get(address)
                            .map_or(StepOutcome::Unknown, step_outcome),
                        Effect::Unknown => StepOutcome::Unknown,
                    }
                }
            };
            swap.settle(outcome);
            self.dialog.show_swap(form, &swap);
            if swap.current()[1] == Some(None) {
                cut_off_at = cut_off_at.or(Some(self.ports.clock.now()));
            }
        }
        let [one, other] = swap.ips().clone();
        if matches!(
            swap.result(),
            Some(SwapResult::Swapped | SwapResult::Unchanged)
        ) {
            self.open_work.keep(&kept, None);
        }
        let [first, second] = swap.current().clone();
        Some(match swap.result() {
            Some(SwapResult::Swapped) => {
                let now = |ip, machine: Option<Option<MachineId>>| PublicIp {
                    machine: machine.flatten().map(Assignee::Machine),
                    ..ip
                };
                Ok([now(one, first), now(other, second)])
            }
            Some(SwapResult::Unchanged) => {
                let cut_off = cut_off_at.and_then(|at| {
                    let ms = self.ports.clock.now().0 - at.0;
                    Some(Notice::CutOff {
                        machine: other.machine_id()?.clone(),
                        address: other.address,
                        // Told in whole seconds, and never less than it was.
                        seconds: u32::try_from(ms).unwrap_or_default().div_ceil(1_000).max(1),
                    })
                });
                Err(SwapError::Unchanged(error.map(taken_back), cut_off))
            }
            Some(SwapResult::Partial) | None => {
                let gone = match &error {
                    Some(ChangeError::Gone(address)) => Some(*address),
                    Some(
                        ChangeError::NotAllowed(_)
                        | ChangeError::Differs(..)
                        | ChangeError::Failed { .. },
                    )
                    | None => None,
                };
                let known = [(one, first), (other, second)]
                    .into_iter()
                    .filter(|(ip, _)| Some(ip.address) != gone)
                    .map(|(ip, now)| self.describe_known(ip, now));
                let truth = known.collect::<Vec<_>>().join(" ");
                let truth = match &error {
                    Some(error) => format!("{} {truth}", what_happened(error)),
                    None => truth,
                };
                // It stays open until its toast is dismissed.
                Err(SwapError::Halfway(Box::new(Problem {
                    kept: kept.take(),
                    ..self.halfway(&truth, &swap)
                })))
            }
        })
    }

    /// Tells the truth after a swap stopped halfway, and what completes it.
    pub(super) fn halfway(&self, truth: &str, swap: &Swap) -> Problem {
        let completion = swap.completion().and_then(|(result, idle, machine)| {
            let name = self.machines.name_of(&machine);
            let label = format!("Assign {} to {name}", idle.address);
            let wanted = PublicIp {
                machine: Some(Assignee::Machine(machine)),
                ..idle.clone()
            };
            let undo = Undo::change(&wanted, &idle)?;
            Some((result, self.describe(&wanted), label, undo))
        });
        let Some((result, wanted, label, undo)) = completion else {
            return Problem {
                details: format!("{truth} Refresh the list, then assign each address in its row."),
                outcome: Outcome::Failed(Effect::Unknown),
                is_late: false,
                recovery: None,
                kept: None,
            };
        };
        let end = if result == SwapResult::Swapped {
            "the swap is complete"
        } else {
            "both are back where they were"
        };
        Problem {
            details: format!("{truth} Once {wanted}, {end}."),
            outcome: Outcome::Failed(Effect::Unknown),
            is_late: false,
            recovery: Some((label, undo)),
            kept: None,
        }
    }

    fn describe_known(&self, ip: PublicIp, now: Option<Option<MachineId>>) -> String {
        match now {
            Some(machine) => {
                let machine = machine.map(Assignee::Machine);
                format!("{}.", self.describe(&PublicIp { machine, ..ip }))
            }
            None => format!("Couldn't confirm which machine has {}.", ip.address),
        }
    }
}

/// The outcome of a step, by the address as it is now.
fn step_outcome(now: PublicIp) -> StepOutcome {
    match now.machine {
        None => StepOutcome::Machine(None),
        Some(Assignee::Machine(id)) => StepOutcome::Machine(Some(id)),
        Some(Assignee::Unreadable) => StepOutcome::Unknown,
    }
}

/// What happened, without what follows from it.
fn what_happened(error: &ChangeError) -> String {
    match error {
        ChangeError::NotAllowed(reason) => reason.words().to_owned(),
        ChangeError::Gone(address) => no_longer_yours(*address),
        // Where the address is now stands beside it.
        ChangeError::Differs(..) => String::new(),
        ChangeError::Failed { failure, .. } => failure.words(Operation::Move).what,
    }
}

/// The error of a swap once its steps were taken back. What was read from the list alone stays so:
/// the API may be slow to show it.
fn taken_back(error: ChangeError) -> ChangeError {
    match error {
        ChangeError::Failed {
            failure,
            effect: Effect::Unknown,
            ..
        } => ChangeError::failed(failure, Effect::Nothing),
        ChangeError::NotAllowed(_)
        | ChangeError::Differs(..)
        | ChangeError::Gone(_)
        | ChangeError::Failed { .. } => error,
    }
}
