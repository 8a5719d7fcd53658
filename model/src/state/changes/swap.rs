//! Swaps the machines of two addresses, in three steps, since a machine has one static address at a
//! time. A failed step reverts those before it.

mod completion;

use crate::domain::{Assignee, MachineId, Operation, PublicIp};
use crate::state::{Found, OpenSwap};

/// The status of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepStatus {
    /// Not begun.
    Waiting,
    /// In flight, forward or back.
    Running,
    /// Carried out.
    Done,
    /// Not carried out, or unknown.
    Failed,
    /// Carried out and reverted.
    Reverted,
}

/// The next request of a swap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SwapStep {
    /// The operation, as the user names it.
    pub operation: Operation,
    /// The address, as far as known.
    pub ip: PublicIp,
    /// The machine it goes to; `None` to unassign it.
    pub machine: Option<MachineId>,
}

/// The outcome of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepOutcome {
    /// The address has this machine now, or none.
    Machine(Option<MachineId>),
    /// Refused, so that nothing changed.
    Unchanged,
    /// Unknown.
    Unknown,
}

/// The result of a swap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SwapResult {
    /// Each address has the machine of the other.
    Swapped,
    /// Each address has its own machine.
    Unchanged,
    /// Anything else; [`Swap::current`] has what is known.
    Partial,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SwapPhase {
    Forward(usize),
    Back(usize),
    Done,
}

/// A swap under way. The first address is the one that the user moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swap {
    ips: [PublicIp; 2],
    machines: [MachineId; 2],
    now: [Option<Option<MachineId>>; 2],
    steps: [StepStatus; 3],
    phase: SwapPhase,
}

impl Swap {
    /// A swap of two addresses with a known machine each; `None` if there is nothing to swap.
    #[must_use]
    pub fn new(one: PublicIp, other: PublicIp) -> Option<Self> {
        let machines = [one.machine_id()?.clone(), other.machine_id()?.clone()];
        let [first, second] = &machines;
        if one.address == other.address || first == second {
            return None;
        }
        Some(Self {
            now: machines.clone().map(|machine| Some(Some(machine))),
            ips: [one, other],
            machines,
            steps: [
                StepStatus::Running,
                StepStatus::Waiting,
                StepStatus::Waiting,
            ],
            phase: SwapPhase::Forward(0),
        })
    }

    /// A swap that an earlier session left open, by what the list says of its addresses now. `None`
    /// if it does not list both.
    #[must_use]
    pub fn resumed(open: &OpenSwap, found: &[Found; 2]) -> Option<Self> {
        let [Found::Listed(one), Found::Listed(other)] = found else {
            return None;
        };
        let before = |ip: &PublicIp, machine: &MachineId| PublicIp {
            machine: Some(Assignee::Machine(machine.clone())),
            ..ip.clone()
        };
        let now = |ip: &PublicIp| match &ip.machine {
            None => Some(None),
            Some(Assignee::Machine(id)) => Some(Some(id.clone())),
            Some(Assignee::Unreadable) => None,
        };
        let [first, second] = &open.machines;
        Some(Self {
            ips: [before(one, first), before(other, second)],
            machines: open.machines.clone(),
            now: [now(one), now(other)],
            steps: [StepStatus::Failed; 3],
            phase: SwapPhase::Done,
        })
    }

    /// The two addresses as they were.
    #[must_use]
    pub fn ips(&self) -> &[PublicIp; 2] {
        &self.ips
    }

    /// The machine of each address before.
    #[must_use]
    pub fn machines(&self) -> &[MachineId; 2] {
        &self.machines
    }

    /// The machine of each address now; the outer `None` means unknown.
    #[must_use]
    pub fn current(&self) -> &[Option<Option<MachineId>>; 2] {
        &self.now
    }

    /// The status of each of the three steps.
    #[must_use]
    pub fn steps(&self) -> [StepStatus; 3] {
        self.steps
    }

    /// The next request; `None` once the swap is over.
    #[must_use]
    pub fn next_step(&self) -> Option<SwapStep> {
        let [first, second] = &self.machines;
        let (operation, which, machine) = match self.phase {
            SwapPhase::Done => return None,
            SwapPhase::Forward(0) | SwapPhase::Back(2) => (Operation::Unassign, 1, None),
            SwapPhase::Forward(1) => (Operation::Move, 0, Some(second)),
            SwapPhase::Forward(_) => (Operation::Assign, 1, Some(first)),
            SwapPhase::Back(1) => (Operation::Move, 0, Some(first)),
            SwapPhase::Back(_) => (Operation::Assign, 1, Some(second)),
        };
        let mut ip = self.ips.get(which)?.clone();
        if let Some(Some(now)) = self.now.get(which) {
            ip.machine = now.clone().map(Assignee::Machine);
        }
        Some(SwapStep {
            operation,
            ip,
            machine: machine.cloned(),
        })
    }

    /// Settles [`Self::next_step`].
    pub fn settle(&mut self, outcome: StepOutcome) {
        let Some(asked) = self.next_step() else {
            return;
        };
        let [one, _] = &self.ips;
        let which = usize::from(asked.ip.address != one.address);
        let Some(now) = self.now.get_mut(which) else {
            return;
        };
        let before = now.clone();
        match outcome {
            StepOutcome::Machine(machine) => *now = Some(machine),
            StepOutcome::Unchanged => {}
            StepOutcome::Unknown => *now = None,
        }
        let done = *now == Some(asked.machine);
        let same = *now == before && now.is_some();
        let next = match self.phase {
            SwapPhase::Forward(step) if done => {
                self.set_step(step, StepStatus::Done);
                if step == 2 {
                    SwapPhase::Done
                } else {
                    SwapPhase::Forward(step + 1)
                }
            }
            // A step that may have been carried out is reverted too.
            SwapPhase::Forward(step) => {
                self.set_step(step, StepStatus::Failed);
                let back = if same {
                    step.checked_sub(1)
                } else {
                    Some(step)
                };
                back.map_or(SwapPhase::Done, SwapPhase::Back)
            }
            SwapPhase::Back(step) if done => {
                self.set_step(step, StepStatus::Reverted);
                step.checked_sub(1).map_or(SwapPhase::Done, SwapPhase::Back)
            }
            // Each step back needs the one before it.
            SwapPhase::Back(step) => {
                self.set_step(step, StepStatus::Failed);
                SwapPhase::Done
            }
            SwapPhase::Done => return,
        };
        self.phase = next;
        if let SwapPhase::Forward(step) | SwapPhase::Back(step) = next {
            self.set_step(step, StepStatus::Running);
        }
    }

    /// The result, once the swap is over.
    #[must_use]
    pub fn result(&self) -> Option<SwapResult> {
        let [first, second] = &self.machines;
        let is = |one: &MachineId, other: &MachineId| {
            self.now == [Some(Some(one.clone())), Some(Some(other.clone()))]
        };
        (self.phase == SwapPhase::Done).then(|| {
            if is(second, first) {
                SwapResult::Swapped
            } else if is(first, second) {
                SwapResult::Unchanged
            } else {
                SwapResult::Partial
            }
        })
    }

    fn set_step(&mut self, step: usize, set_step: StepStatus) {
        if let Some(place) = self.steps.get_mut(step) {
            *place = set_step;
        }
    }
}

#[cfg(test)]
mod tests;
