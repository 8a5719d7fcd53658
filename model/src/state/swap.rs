//! Two addresses exchange their machines, in three steps, since a machine has
//! one static address at a time. A step that fails takes back those before it.

mod rest;

use crate::domain::{MachineId, Operation, PublicIp};

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It has not begun.
    Waiting,
    /// It is under way, forth or back.
    Doing,
    /// It was carried out.
    Done,
    /// It was not carried out, or nobody knows.
    Failed,
    /// It was carried out, and taken back.
    TakenBack,
}

/// What is to be sent next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// What that is to a person.
    pub operation: Operation,
    /// The address, as far as it is known now.
    pub ip: PublicIp,
    /// The machine it goes to.
    pub machine: Option<MachineId>,
}

/// What became of that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// The address has this machine now, or none.
    Is(Option<MachineId>),
    /// It was refused, so that nothing has changed.
    Same,
    /// Nobody knows.
    Unknown,
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swapped {
    /// Each address has the machine of the other.
    Both,
    /// Each has its own again, or still.
    Neither,
    /// Anything else: what is known of each, [`Swap::now`] says.
    Halfway,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Forth(usize),
    Back(usize),
    Over,
}

/// A swap under way. The first address is the one that a person moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swap {
    ips: [PublicIp; 2],
    machines: [MachineId; 2],
    now: [Option<Option<MachineId>>; 2],
    marks: [Mark; 3],
    phase: Phase,
}

impl Swap {
    /// Of two addresses with a machine each; none when there is nothing to swap.
    #[must_use]
    pub fn new(one: PublicIp, other: PublicIp) -> Option<Self> {
        let machines = [one.machine.clone()?, other.machine.clone()?];
        let [first, second] = &machines;
        if one.address == other.address || first == second {
            return None;
        }
        Some(Self {
            now: [Some(one.machine.clone()), Some(other.machine.clone())],
            ips: [one, other],
            machines,
            marks: [Mark::Doing, Mark::Waiting, Mark::Waiting],
            phase: Phase::Forth(0),
        })
    }

    /// The two addresses as they were.
    #[must_use]
    pub fn ips(&self) -> &[PublicIp; 2] {
        &self.ips
    }

    /// What each address is assigned to, none where nobody knows.
    #[must_use]
    pub fn now(&self) -> &[Option<Option<MachineId>>; 2] {
        &self.now
    }

    /// How far each of the three steps is.
    #[must_use]
    pub fn marks(&self) -> [Mark; 3] {
        self.marks
    }

    /// What is to be sent, unless it is over.
    #[must_use]
    pub fn next(&self) -> Option<Exchange> {
        let [first, second] = &self.machines;
        let (operation, which, machine) = match self.phase {
            Phase::Over => return None,
            Phase::Forth(0) | Phase::Back(2) => (Operation::Unassign, 1, None),
            Phase::Forth(1) => (Operation::Move, 0, Some(second)),
            Phase::Forth(_) => (Operation::Assign, 1, Some(first)),
            Phase::Back(1) => (Operation::Move, 0, Some(first)),
            Phase::Back(_) => (Operation::Assign, 1, Some(second)),
        };
        let mut ip = self.ips.get(which)?.clone();
        if let Some(Some(now)) = self.now.get(which) {
            ip.machine.clone_from(now);
        }
        Some(Exchange {
            operation,
            ip,
            machine: machine.cloned(),
        })
    }

    /// Notes what became of [`Self::next`].
    pub fn settle(&mut self, known: Known) {
        let Some(asked) = self.next() else { return };
        let [one, _] = &self.ips;
        let which = usize::from(asked.ip.address != one.address);
        let Some(now) = self.now.get_mut(which) else {
            return;
        };
        let before = now.clone();
        match known {
            Known::Is(machine) => *now = Some(machine),
            Known::Same => {}
            Known::Unknown => *now = None,
        }
        let done = *now == Some(asked.machine);
        let same = *now == before && now.is_some();
        let next = match self.phase {
            Phase::Forth(step) if done => {
                self.mark(step, Mark::Done);
                if step == 2 {
                    Phase::Over
                } else {
                    Phase::Forth(step + 1)
                }
            }
            // What may have been done is taken back too.
            Phase::Forth(step) => {
                self.mark(step, Mark::Failed);
                let back = if same {
                    step.checked_sub(1)
                } else {
                    Some(step)
                };
                back.map_or(Phase::Over, Phase::Back)
            }
            Phase::Back(step) if done => {
                self.mark(step, Mark::TakenBack);
                step.checked_sub(1).map_or(Phase::Over, Phase::Back)
            }
            // Each step back needs the one before it.
            Phase::Back(step) => {
                self.mark(step, Mark::Failed);
                Phase::Over
            }
            Phase::Over => return,
        };
        self.phase = next;
        if let Phase::Forth(step) | Phase::Back(step) = next {
            self.mark(step, Mark::Doing);
        }
    }

    /// How it ended, once it is over.
    #[must_use]
    pub fn end(&self) -> Option<Swapped> {
        let [first, second] = &self.machines;
        let is = |one: &MachineId, other: &MachineId| {
            self.now == [Some(Some(one.clone())), Some(Some(other.clone()))]
        };
        (self.phase == Phase::Over).then(|| {
            if is(second, first) {
                Swapped::Both
            } else if is(first, second) {
                Swapped::Neither
            } else {
                Swapped::Halfway
            }
        })
    }

    fn mark(&mut self, step: usize, mark: Mark) {
        if let Some(place) = self.marks.get_mut(step) {
            *place = mark;
        }
    }
}

#[cfg(test)]
mod tests;
