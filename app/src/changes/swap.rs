//! Swaps: two addresses exchange their machines. The report says what each address has, whichever step failed.

use std::future::ready;

use model::domain::{MachineId, Operation, PublicIp, Reason};
use model::state::{StepOutcome, Swap, SwapResult, SwapStep, Undo};
use model::wire::{Effect, Failure};
use reactive_graph::traits::Write;

use super::report::Problem;
use super::{ChangeError, ChangeSlice};
use crate::dialog::{DialogId, row_buttons};
use crate::ports::LocalFuture;
use crate::task::spawn;

/// Why a swap did not come about.
pub(super) enum SwapError {
    /// All is as it was, for this reason unless the answers said something else
    /// than was asked for.
    Unchanged(Option<ChangeError>),
    /// It stopped halfway.
    Halfway(Problem),
}

impl ChangeSlice {
    /// Swaps the machines of two addresses for the open form.
    pub(super) fn submit_swap(&'static self, one: PublicIp, other: PublicIp) {
        let is_busy = |ip: &PublicIp| self.operation_on(ip.address).is_some();
        if is_busy(&one) || is_busy(&other) {
            return;
        }
        let form = self.dialog.submit();
        let before = [one.clone(), other.clone()];
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
                Err(SwapError::Unchanged(Some(error))) => {
                    self.report_error(form, Operation::Move, &error);
                }
                Err(SwapError::Unchanged(None)) => {
                    self.dialog.succeed(form, targets);
                    self.toasts.error("The addresses were not swapped", "");
                }
                Err(SwapError::Halfway(problem)) => {
                    self.dialog.succeed(form, targets);
                    let title = "The swap stopped halfway, and could not be taken back";
                    self.report_problem(title, problem);
                }
            }
        });
    }

    /// Carries a swap out step by step, and back again when a step fails. Takes
    /// the locks of both addresses at the call, and shows each step in the form
    /// it is for. `None` when the session has ended.
    pub(super) fn exchange(
        &'static self,
        form: Option<DialogId>,
        one: PublicIp,
        other: PublicIp,
    ) -> LocalFuture<Option<Result<[PublicIp; 2], SwapError>>> {
        let addresses = [one.address, other.address];
        let busy = addresses
            .into_iter()
            .find_map(|address| self.operation_on(address));
        let (Some(swap), None) = (Swap::new(one, other), busy) else {
            let reason = busy.map_or(Reason::Idle, Reason::Busy);
            let error = ChangeError::NotAllowed(reason);
            return Box::pin(ready(Some(Err(SwapError::Unchanged(Some(error))))));
        };
        for address in addresses {
            self.lock(address, Operation::Move);
        }
        // The form shows this swap from now on, whatever the list says meanwhile.
        self.dialog.show_swap(form, &swap);
        Box::pin(self.take_steps(form, swap))
    }

    /// Takes the steps of a swap whose addresses are locked.
    async fn take_steps(
        &'static self,
        form: Option<DialogId>,
        mut swap: Swap,
    ) -> Option<Result<[PublicIp; 2], SwapError>> {
        let mut error = None;
        while let Some(SwapStep { ip, machine, .. }) = swap.next_step() {
            let address = ip.address;
            let outcome = match self.set_machine(ip, machine).await? {
                Ok(now) => now.map_or(StepOutcome::Unknown, |now| {
                    StepOutcome::Machine(now.machine)
                }),
                Err(failed) => {
                    let effect = failed.effect();
                    error = error.or(Some(failed));
                    match effect {
                        Effect::Nothing => StepOutcome::Unchanged,
                        Effect::NotSeen => self
                            .list
                            .get(address)
                            .map_or(StepOutcome::Unknown, |ip| StepOutcome::Machine(ip.machine)),
                        Effect::Unknown => StepOutcome::Unknown,
                    }
                }
            };
            swap.settle(outcome);
            self.dialog.show_swap(form, &swap);
        }
        let [one, other] = swap.ips().clone();
        for address in [one.address, other.address] {
            self.in_flight.write().finish(address);
        }
        let [first, second] = swap.current().clone();
        Some(match swap.result() {
            Some(SwapResult::Swapped) => {
                let now = |ip, machine: Option<Option<MachineId>>| PublicIp {
                    machine: machine.flatten(),
                    ..ip
                };
                Ok([now(one, first), now(other, second)])
            }
            Some(SwapResult::Unchanged) => Err(SwapError::Unchanged(error.map(taken_back))),
            Some(SwapResult::Partial) | None => {
                let truth = format!(
                    "{} {}",
                    self.describe_known(one, first),
                    self.describe_known(other, second)
                );
                let truth = match &error {
                    Some(error) => format!("{} {truth}", what_happened(error)),
                    None => truth,
                };
                Err(SwapError::Halfway(self.halfway(&truth, &swap)))
            }
        })
    }

    /// Tells the truth after a swap stopped halfway, and what completes it.
    fn halfway(&self, truth: &str, swap: &Swap) -> Problem {
        let completion = swap.completion().and_then(|(result, idle, machine)| {
            let name = self.machines.name_of(&machine);
            let label = format!("Assign {} to {name}", idle.address);
            let wanted = PublicIp {
                machine: Some(machine),
                ..idle.clone()
            };
            let undo = Undo::change(&wanted, &idle)?;
            Some((result, self.describe(&wanted), label, undo))
        });
        let Some((result, wanted, label, undo)) = completion else {
            return Problem {
                details: format!(
                    "{truth} Refresh the list to see both as they are, and assign each in its row."
                ),
                is_halfway: true,
                recovery: None,
            };
        };
        let end = if result == SwapResult::Swapped {
            "the swap is complete"
        } else {
            "all is as it was"
        };
        Problem {
            details: format!("{truth} Once {wanted}, {end}."),
            is_halfway: true,
            recovery: Some((label, undo)),
        }
    }

    fn describe_known(&self, ip: PublicIp, now: Option<Option<MachineId>>) -> String {
        match now {
            Some(machine) => format!("{}.", self.describe(&PublicIp { machine, ..ip })),
            None => format!("It is not known what is assigned to {}.", ip.address),
        }
    }
}

/// What happened, without what follows from it.
fn what_happened(error: &ChangeError) -> String {
    match error {
        ChangeError::NotAllowed(reason) => reason.words().to_owned(),
        ChangeError::Failed { failure, .. } => failure.words(Operation::Move).what,
    }
}

/// The error of a swap once its steps were taken back.
fn taken_back(error: ChangeError) -> ChangeError {
    let nothing = |failure: Failure| ChangeError::Failed {
        failure,
        effect: Effect::Nothing,
    };
    match error {
        ChangeError::NotAllowed(_) => error,
        ChangeError::Failed { failure, .. } => nothing(failure),
    }
}
