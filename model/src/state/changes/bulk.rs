//! One operation on many addresses: a few at a time, each once, with the outcome of every one.

mod counts;
mod words;

pub use counts::BulkCounts;

use crate::domain::{Address, Operation, PublicIp, Reason};

/// Requests in flight at once. More would only wait in the browser's own queue.
const MAX_IN_FLIGHT: usize = 4;

/// The status of one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemStatus {
    /// The operation does not apply to it.
    Skipped(Reason),
    /// Not sent yet.
    Waiting,
    /// Sent, not answered.
    Running,
    /// Carried out.
    Done,
    /// Failed, or unknown; the reason in words.
    Failed(String),
    /// Never sent, because of Cancel.
    NotStarted,
}

/// The phase of the whole operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BulkPhase {
    /// Waits for the user's confirmation.
    Confirming,
    /// Sends requests.
    Running,
    /// Sends nothing for now.
    Paused,
    /// Sends nothing more; requests in flight end.
    Cancelled,
    /// Nothing is left to do.
    Finished,
}

/// An operation on many addresses, from its confirmation to the last answer.
///
/// Invariants: an address is in flight at most once; never more than four are; a finished operation
/// stays finished until a retry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bulk {
    operation: Operation,
    items: Vec<(PublicIp, ItemStatus)>,
    phase: BulkPhase,
}

impl Bulk {
    /// An operation to confirm. Each address comes with whether the operation applies to it.
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

    /// The operation.
    #[must_use]
    pub fn operation(&self) -> Operation {
        self.operation
    }

    /// The addresses as they were at the start, with their statuses.
    #[must_use]
    pub fn items(&self) -> &[(PublicIp, ItemStatus)] {
        &self.items
    }

    /// Whether it waits for confirmation.
    #[must_use]
    pub fn is_confirming(&self) -> bool {
        self.phase == BulkPhase::Confirming
    }

    /// Whether it has begun and is not finished, paused or not.
    #[must_use]
    pub fn is_running(&self) -> bool {
        matches!(
            self.phase,
            BulkPhase::Running | BulkPhase::Paused | BulkPhase::Cancelled
        )
    }

    /// Whether it is paused.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.phase == BulkPhase::Paused
    }

    /// Whether nothing is left to do.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.phase == BulkPhase::Finished
    }

    /// The number of addresses it applies to that are assigned.
    #[must_use]
    pub fn assigned_count(&self) -> usize {
        let assigned = self.items.iter().filter(|(ip, status)| {
            ip.machine.is_some() && !matches!(status, ItemStatus::Skipped(_))
        });
        assigned.count()
    }

    /// Starts, once the user has confirmed.
    pub fn start(&mut self) {
        if self.phase == BulkPhase::Confirming {
            self.phase = BulkPhase::Running;
            self.finish_if_done();
        }
    }

    /// The next address to send a request for, if one is due.
    #[must_use]
    pub fn start_next(&mut self) -> Option<PublicIp> {
        if self.phase != BulkPhase::Running || self.counts().running >= MAX_IN_FLIGHT {
            return None;
        }
        let waiting = |item: &&mut (PublicIp, ItemStatus)| item.1 == ItemStatus::Waiting;
        let (ip, status) = self.items.iter_mut().find(waiting)?;
        *status = ItemStatus::Running;
        Some(ip.clone())
    }

    /// Settles an address in flight, with the reason if it failed.
    pub fn settle(&mut self, address: Address, outcome: Result<(), String>) {
        self.set_status(
            address,
            match outcome {
                Ok(()) => ItemStatus::Done,
                Err(words) => ItemStatus::Failed(words),
            },
        );
    }

    /// Puts an address in flight back: the API did nothing and asked to wait.
    pub fn requeue(&mut self, address: Address) {
        let later = if self.phase == BulkPhase::Cancelled {
            ItemStatus::NotStarted
        } else {
            ItemStatus::Waiting
        };
        self.set_status(address, later);
    }

    /// Pauses. Requests in flight go on.
    pub fn pause(&mut self) {
        if self.phase == BulkPhase::Running {
            self.phase = BulkPhase::Paused;
        }
    }

    /// Continues after a pause.
    pub fn resume(&mut self) {
        if self.phase == BulkPhase::Paused {
            self.phase = BulkPhase::Running;
        }
    }

    /// Cancels. Requests in flight go on.
    pub fn cancel(&mut self) {
        if self.is_running() {
            self.replace(
                |status| *status == ItemStatus::Waiting,
                &ItemStatus::NotStarted,
            );
            self.phase = BulkPhase::Cancelled;
            self.finish_if_done();
        }
    }

    /// Runs the failed ones again.
    pub fn retry_failed(&mut self) {
        if self.is_finished() {
            self.replace(
                |status| matches!(status, ItemStatus::Failed(_)),
                &ItemStatus::Waiting,
            );
            self.phase = BulkPhase::Running;
            self.finish_if_done();
        }
    }

    fn set_status(&mut self, address: Address, next: ItemStatus) {
        let sent = |item: &&mut (PublicIp, ItemStatus)| {
            item.0.address == address && item.1 == ItemStatus::Running
        };
        if let Some((_, status)) = self.items.iter_mut().find(sent) {
            *status = next;
            self.finish_if_done();
        }
    }

    fn replace(&mut self, old: fn(&ItemStatus) -> bool, new: &ItemStatus) {
        for (_, status) in self.items.iter_mut().filter(|(_, status)| old(status)) {
            status.clone_from(new);
        }
    }

    fn finish_if_done(&mut self) {
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
