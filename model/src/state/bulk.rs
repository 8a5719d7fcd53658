//! One operation on many addresses: a few at a time, each once, and the truth
//! about every one of them.

mod counts;
mod words;

pub use counts::Counts;

use crate::domain::{Address, Operation, PublicIp, Reason};

/// So many are under way at once. More would only wait in the queue of the browser.
const AT_ONCE: usize = 4;

/// What becomes of one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The operation does not apply to it.
    Skipped(Reason),
    /// Its turn has not come.
    Waiting,
    /// Sent, not answered.
    UnderWay,
    /// Carried out.
    Done,
    /// Not carried out, or not known to be; why, in words.
    Failed(String),
    /// Its turn never came, because of Cancel.
    NotBegun,
}

/// How far the whole is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Shown, to be confirmed.
    Asking,
    /// Carried out.
    Running,
    /// Begins no more for the moment.
    Paused,
    /// Begins no more at all.
    Cancelled,
    /// Nothing is left to do.
    Over,
}

/// An operation on many addresses, from the question to the last answer.
///
/// Invariants: an address is under way once at most; never more than four
/// are; what is over stays so until a retry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bulk {
    operation: Operation,
    items: Vec<(PublicIp, Fate)>,
    phase: Phase,
}

impl Bulk {
    /// To be confirmed. Each address comes with whether the operation applies to it.
    #[must_use]
    pub fn new(
        operation: Operation,
        addresses: impl IntoIterator<Item = (PublicIp, Result<(), Reason>)>,
    ) -> Self {
        let fate = |(ip, allowed): (PublicIp, Result<(), Reason>)| match allowed {
            Ok(()) => (ip, Fate::Waiting),
            Err(reason) => (ip, Fate::Skipped(reason)),
        };
        Self {
            operation,
            items: addresses.into_iter().map(fate).collect(),
            phase: Phase::Asking,
        }
    }

    /// What is done.
    #[must_use]
    pub fn operation(&self) -> Operation {
        self.operation
    }

    /// The addresses as they were when it was asked, with their fates.
    #[must_use]
    pub fn items(&self) -> &[(PublicIp, Fate)] {
        &self.items
    }

    /// Whether it is still to be confirmed.
    #[must_use]
    pub fn is_asking(&self) -> bool {
        self.phase == Phase::Asking
    }

    /// Whether it is under way, paused or not.
    #[must_use]
    pub fn is_running(&self) -> bool {
        matches!(
            self.phase,
            Phase::Running | Phase::Paused | Phase::Cancelled
        )
    }

    /// Whether it begins no more for the moment.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.phase == Phase::Paused
    }

    /// Whether nothing is left to do.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.phase == Phase::Over
    }

    /// How many of the addresses it applies to are assigned to machines.
    #[must_use]
    pub fn assigned(&self) -> usize {
        let assigned = self
            .items
            .iter()
            .filter(|(ip, fate)| ip.machine.is_some() && !matches!(fate, Fate::Skipped(_)));
        assigned.count()
    }

    /// The person has confirmed it.
    pub fn start(&mut self) {
        if self.phase == Phase::Asking {
            self.phase = Phase::Running;
            self.end_if_done();
        }
    }

    /// The next address to send a request for, if there is one and its time has come.
    #[must_use]
    pub fn begin_next(&mut self) -> Option<PublicIp> {
        if self.phase != Phase::Running || self.tally().under_way >= AT_ONCE {
            return None;
        }
        let waiting = |item: &&mut (PublicIp, Fate)| item.1 == Fate::Waiting;
        let (ip, fate) = self.items.iter_mut().find(waiting)?;
        *fate = Fate::UnderWay;
        Some(ip.clone())
    }

    /// Takes what became of an address that is under way: nothing more to say, or why it failed.
    pub fn settle(&mut self, address: Address, outcome: Result<(), String>) {
        self.meet(
            address,
            match outcome {
                Ok(()) => Fate::Done,
                Err(words) => Fate::Failed(words),
            },
        );
    }

    /// Puts an address that is under way back to those that wait: the API has
    /// done nothing and asked for time.
    pub fn postpone(&mut self, address: Address) {
        let later = if self.phase == Phase::Cancelled {
            Fate::NotBegun
        } else {
            Fate::Waiting
        };
        self.meet(address, later);
    }

    /// Begins no more for the moment. What is under way goes on.
    pub fn pause(&mut self) {
        if self.phase == Phase::Running {
            self.phase = Phase::Paused;
        }
    }

    /// Goes on after a pause.
    pub fn go_on(&mut self) {
        if self.phase == Phase::Paused {
            self.phase = Phase::Running;
        }
    }

    /// Begins no more at all. What is under way goes on to its end.
    pub fn cancel(&mut self) {
        if self.is_running() {
            self.replace(|fate| *fate == Fate::Waiting, &Fate::NotBegun);
            self.phase = Phase::Cancelled;
            self.end_if_done();
        }
    }

    /// Does again what has failed.
    pub fn retry(&mut self) {
        if self.is_over() {
            self.replace(|fate| matches!(fate, Fate::Failed(_)), &Fate::Waiting);
            self.phase = Phase::Running;
            self.end_if_done();
        }
    }

    fn meet(&mut self, address: Address, next: Fate) {
        let sent =
            |item: &&mut (PublicIp, Fate)| item.0.address == address && item.1 == Fate::UnderWay;
        if let Some((_, fate)) = self.items.iter_mut().find(sent) {
            *fate = next;
            self.end_if_done();
        }
    }

    fn replace(&mut self, old: fn(&Fate) -> bool, new: &Fate) {
        for (_, fate) in self.items.iter_mut().filter(|(_, fate)| old(fate)) {
            fate.clone_from(new);
        }
    }

    fn end_if_done(&mut self) {
        let goes_on = |(_, fate): &(PublicIp, Fate)| matches!(fate, Fate::Waiting | Fate::UnderWay);
        if !self.items.iter().any(goes_on) {
            self.phase = Phase::Over;
        }
    }
}

#[cfg(test)]
mod tests;
