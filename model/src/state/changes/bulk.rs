//! One operation on many addresses: a few at a time, each once, and the truth
//! about every one of them.

mod counts;
mod words;

pub use counts::BulkCounts;

use crate::domain::{Address, Operation, PublicIp, Reason};

/// So many are under way at once. More would only wait in the queue of the browser.
const AT_ONCE: usize = 4;

/// What becomes of one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemStatus {
    /// The operation does not apply to it.
    Skipped(Reason),
    /// Its turn has not come.
    Waiting,
    /// Sent, not answered.
    Running,
    /// Carried out.
    Done,
    /// Not carried out, or not known to be; why, in words.
    Failed(String),
    /// Its turn never came, because of Cancel.
    NotStarted,
}

/// How far the whole is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BulkPhase {
    /// Shown, to be confirmed.
    Confirming,
    /// Carried out.
    Running,
    /// Begins no more for the moment.
    Paused,
    /// Begins no more at all.
    Cancelled,
    /// Nothing is left to do.
    Finished,
}

/// An operation on many addresses, from the question to the last answer.
///
/// Invariants: an address is under way once at most; never more than four
/// are; what is over stays so until a retry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bulk {
    operation: Operation,
    items: Vec<(PublicIp, ItemStatus)>,
    phase: BulkPhase,
}

impl Bulk {
    /// To be confirmed. Each address comes with whether the operation applies to it.
    #[must_use]
    pub fn new(
        operation: Operation,
        addresses: impl IntoIterator<Item = (PublicIp, Result<(), Reason>)>,
    ) -> Self {
        let status = |(ip, allowed): (PublicIp, Result<(), Reason>)| match allowed {
            Ok(()) => (ip, ItemStatus::Waiting),
            Err(reason) => (ip, ItemStatus::Skipped(reason)),
        };
        Self {
            operation,
            items: addresses.into_iter().map(status).collect(),
            phase: BulkPhase::Confirming,
        }
    }

    /// What is done.
    #[must_use]
    pub fn operation(&self) -> Operation {
        self.operation
    }

    /// The addresses as they were when it was asked, with their fates.
    #[must_use]
    pub fn items(&self) -> &[(PublicIp, ItemStatus)] {
        &self.items
    }

    /// Whether it is still to be confirmed.
    #[must_use]
    pub fn is_confirming(&self) -> bool {
        self.phase == BulkPhase::Confirming
    }

    /// Whether it is under way, paused or not.
    #[must_use]
    pub fn is_running(&self) -> bool {
        matches!(
            self.phase,
            BulkPhase::Running | BulkPhase::Paused | BulkPhase::Cancelled
        )
    }

    /// Whether it begins no more for the moment.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.phase == BulkPhase::Paused
    }

    /// Whether nothing is left to do.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.phase == BulkPhase::Finished
    }

    /// How many of the addresses it applies to are assigned to machines.
    #[must_use]
    pub fn assigned_count(&self) -> usize {
        let assigned = self.items.iter().filter(|(ip, status)| {
            ip.machine.is_some() && !matches!(status, ItemStatus::Skipped(_))
        });
        assigned.count()
    }

    /// The person has confirmed it.
    pub fn start(&mut self) {
        if self.phase == BulkPhase::Confirming {
            self.phase = BulkPhase::Running;
            self.end_if_done();
        }
    }

    /// The next address to send a request for, if there is one and its time has come.
    #[must_use]
    pub fn start_next(&mut self) -> Option<PublicIp> {
        if self.phase != BulkPhase::Running || self.counts().running >= AT_ONCE {
            return None;
        }
        let waiting = |item: &&mut (PublicIp, ItemStatus)| item.1 == ItemStatus::Waiting;
        let (ip, status) = self.items.iter_mut().find(waiting)?;
        *status = ItemStatus::Running;
        Some(ip.clone())
    }

    /// Takes what became of an address that is under way: nothing more to say, or why it failed.
    pub fn settle(&mut self, address: Address, outcome: Result<(), String>) {
        self.meet(
            address,
            match outcome {
                Ok(()) => ItemStatus::Done,
                Err(words) => ItemStatus::Failed(words),
            },
        );
    }

    /// Puts an address that is under way back to those that wait: the API has
    /// done nothing and asked for time.
    pub fn requeue(&mut self, address: Address) {
        let later = if self.phase == BulkPhase::Cancelled {
            ItemStatus::NotStarted
        } else {
            ItemStatus::Waiting
        };
        self.meet(address, later);
    }

    /// Begins no more for the moment. What is under way goes on.
    pub fn pause(&mut self) {
        if self.phase == BulkPhase::Running {
            self.phase = BulkPhase::Paused;
        }
    }

    /// Goes on after a pause.
    pub fn resume(&mut self) {
        if self.phase == BulkPhase::Paused {
            self.phase = BulkPhase::Running;
        }
    }

    /// Begins no more at all. What is under way goes on to its end.
    pub fn cancel(&mut self) {
        if self.is_running() {
            self.replace(
                |status| *status == ItemStatus::Waiting,
                &ItemStatus::NotStarted,
            );
            self.phase = BulkPhase::Cancelled;
            self.end_if_done();
        }
    }

    /// Does again what has failed.
    pub fn retry_failed(&mut self) {
        if self.is_finished() {
            self.replace(
                |status| matches!(status, ItemStatus::Failed(_)),
                &ItemStatus::Waiting,
            );
            self.phase = BulkPhase::Running;
            self.end_if_done();
        }
    }

    fn meet(&mut self, address: Address, next: ItemStatus) {
        let sent = |item: &&mut (PublicIp, ItemStatus)| {
            item.0.address == address && item.1 == ItemStatus::Running
        };
        if let Some((_, status)) = self.items.iter_mut().find(sent) {
            *status = next;
            self.end_if_done();
        }
    }

    fn replace(&mut self, old: fn(&ItemStatus) -> bool, new: &ItemStatus) {
        for (_, status) in self.items.iter_mut().filter(|(_, status)| old(status)) {
            status.clone_from(new);
        }
    }

    fn end_if_done(&mut self) {
        let goes_on = |(_, status): &(PublicIp, ItemStatus)| {
            matches!(status, ItemStatus::Waiting | ItemStatus::Running)
        };
        if !self.items.iter().any(goes_on) {
            self.phase = BulkPhase::Finished;
        }
    }
}

#[cfg(test)]
mod tests;
