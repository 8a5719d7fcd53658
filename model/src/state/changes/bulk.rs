//! One operation on many addresses: a few at a time, each once, with the outcome of every one.

mod counts;
mod words;

pub use counts::BulkCounts;

use crate::domain::{Address, Operation, Reason, Timestamp};
use crate::state::{Confirmed, Difference, Ticket};
use crate::wire::{Outcome, Rechecked};

/// Requests in flight at once. More would only wait in the browser's own queue.
const MAX_IN_FLIGHT: usize = 4;

/// Waits that the API asks for in a row, with nothing carried out in between, before the operation
/// stops: it might never end.
const MAX_POSTPONEMENTS: u8 = 10;

/// The time for which the read of an address holds, in milliseconds, from the arrival of its page.
const READ_HOLDS_FOR: i64 = 30_000;

/// One address of the operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkItem {
    /// The address as it was when its box was ticked or, since then, as the dialog shows it.
    pub confirmed: Confirmed,
    /// What the dialog says has changed since its box was ticked.
    pub difference: Option<Difference>,
    /// Its status.
    pub status: ItemStatus,
    /// It was read, and is as confirmed; and when that arrived.
    proof: Option<(Rechecked, Timestamp)>,
}

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
    /// Failed, or unknown: what became of it, and the reason in words.
    Failed(Outcome, String),
    /// Never sent, because of Cancel.
    NotStarted,
}

/// What became of an address that was not changed, or is not known to be, and why in words.
pub type NotMade = (Outcome, String);

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
/// stays finished until a retry; an address is sent only as it was confirmed, read at most 30 seconds
/// and no pause before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bulk {
    operation: Operation,
    items: Vec<BulkItem>,
    phase: BulkPhase,
    /// Waits in a row that the API has asked for.
    postponements: u8,
    /// No request has begun since the last of them: other answers belong to the same wait.
    is_postponed: bool,
    /// The read under way.
    reading: Option<Ticket>,
}

impl Bulk {
    /// An operation to confirm. Each address comes with what has changed since it was selected, and
    /// with whether the operation applies to it.
    #[must_use]
    pub fn new(
        operation: Operation,
        addresses: impl IntoIterator<Item = (Confirmed, Option<Difference>, Result<(), Reason>)>,
    ) -> Self {
        let addresses = addresses.into_iter();
        let items = addresses.map(|(confirmed, difference, allowed)| BulkItem {
            confirmed,
            difference,
            status: ItemStatus::of(allowed),
            proof: None,
        });
        Self {
            operation,
            items: items.collect(),
            phase: BulkPhase::Confirming,
            postponements: 0,
            is_postponed: false,
            reading: None,
        }
    }

    /// The operation.
    #[must_use]
    pub fn operation(&self) -> Operation {
        self.operation
    }

    /// The addresses, with their statuses.
    #[must_use]
    pub fn items(&self) -> &[BulkItem] {
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
        let assigned = self.items.iter().filter(|item| {
            let is_assigned = item.confirmed.ip().machine.is_some();
            is_assigned && !matches!(item.status, ItemStatus::Skipped(_))
        });
        assigned.count()
    }

    /// Whether it is not known of an address whether it was changed.
    #[must_use]
    pub fn has_unknown(&self) -> bool {
        self.unknown().next().is_some()
    }

    /// The addresses of which it is not known whether they were changed.
    fn unknown(&self) -> impl Iterator<Item = Address> {
        let is_unknown = |item: &&BulkItem| matches!(item.status, ItemStatus::Failed(outcome, _) if outcome.is_unknown());
        let unknown = self.items.iter().filter(is_unknown);
        unknown.map(|item| item.confirmed.address())
    }

    /// The number of addresses that have changed since they were selected.
    #[must_use]
    pub fn changed_count(&self) -> usize {
        let items = self.items.iter();
        items.filter(|item| item.difference.is_some()).count()
    }

    /// Shows in the dialog what an address has become, and whether the operation still applies to
    /// it, before the user confirms that.
    pub fn mark(&mut self, address: Address, difference: Difference, allowed: Result<(), Reason>) {
        let mut items = self.items.iter_mut();
        let item = items.find(|item| item.confirmed.address() == address);
        if let Some(item) = item.filter(|_| self.phase == BulkPhase::Confirming) {
            if let Some(now) = difference.now() {
                item.confirmed = Confirmed::as_shown(now.clone());
            }
            item.difference = Some(difference);
            item.status = ItemStatus::of(allowed);
        }
    }

    /// Starts, once the user has confirmed.
    pub fn start(&mut self) {
        if self.phase == BulkPhase::Confirming {
            self.phase = BulkPhase::Running;
            self.finish_if_done();
        }
    }

    /// The addresses to read again, if that is due: those that wait, once none of them is left that
    /// was read a short while ago. So each read is followed by a request.
    #[must_use]
    pub fn start_read(&mut self, now: Timestamp) -> Option<(Ticket, Vec<Confirmed>)> {
        let is_ready = |item: &BulkItem| item.is_ready(now);
        if self.phase != BulkPhase::Running || self.is_reading() || self.items.iter().any(is_ready)
        {
            return None;
        }
        self.expire_read();
        let waiting = |item: &&BulkItem| item.status == ItemStatus::Waiting;
        let due = self.items.iter().filter(waiting);
        let due: Vec<Confirmed> = due.map(|item| item.confirmed.clone()).collect();
        (!due.is_empty()).then(|| {
            let ticket = Ticket::draw();
            self.reading = Some(ticket);
            (ticket, due)
        })
    }

    /// Takes in what was read: the proof that an address is as confirmed, and when it arrived; or
    /// why it is not sent. After a pause no proof counts.
    pub fn settle_read(
        &mut self,
        ticket: Ticket,
        checked: impl IntoIterator<Item = (Address, Result<(Rechecked, Timestamp), NotMade>)>,
    ) {
        if self.reading != Some(ticket) {
            return;
        }
        self.reading = None;
        for (address, checked) in checked {
            let waiting = |item: &&mut BulkItem| {
                item.confirmed.address() == address && item.status == ItemStatus::Waiting
            };
            if let Some(item) = self.items.iter_mut().find(waiting) {
                match checked {
                    Ok(proof) if self.phase == BulkPhase::Running => item.proof = Some(proof),
                    Ok(_) => {}
                    Err((outcome, words)) => item.status = ItemStatus::Failed(outcome, words),
                }
            }
        }
        if self.is_running() {
            self.finish_if_done();
        }
    }

    /// Whether addresses are being read.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    /// The next address to send a request for, with the proof that it is as confirmed.
    #[must_use]
    pub fn start_next(&mut self, now: Timestamp) -> Option<(Confirmed, Rechecked)> {
        let is_due = self.phase == BulkPhase::Running && !self.is_reading();
        if !is_due || self.counts().running >= MAX_IN_FLIGHT {
            return None;
        }
        let item = self.items.iter_mut().find(|item| item.is_ready(now))?;
        let (proof, _) = item.proof.take()?;
        item.status = ItemStatus::Running;
        self.is_postponed = false;
        Some((item.confirmed.clone(), proof))
    }

    /// Settles an address in flight, with the reason if it failed.
    pub fn settle(&mut self, address: Address, outcome: Result<(), NotMade>) {
        if outcome.is_ok() {
            self.postponements = 0;
        }
        self.set_status(
            address,
            match outcome {
                Ok(()) => ItemStatus::Done,
                Err((outcome, words)) => ItemStatus::Failed(outcome, words),
            },
        );
    }

    /// Puts an address in flight back: the API did nothing and asked to wait. Once it has asked too
    /// often in a row, nothing more is begun.
    pub fn requeue(&mut self, address: Address) {
        if !self.is_postponed {
            self.is_postponed = true;
            self.postponements += 1;
        }
        if self.is_postponed_too_often() {
            self.cancel();
        }
        let later = if self.phase == BulkPhase::Cancelled {
            ItemStatus::NotStarted
        } else {
            ItemStatus::Waiting
        };
        self.set_status(address, later);
        self.expire_read();
    }

    /// Has the rest read again before the next request, as after a pause.
    pub fn expire_read(&mut self) {
        for item in &mut self.items {
            item.proof = None;
        }
    }

    fn is_postponed_too_often(&self) -> bool {
        self.postponements >= MAX_POSTPONEMENTS
    }

    /// Pauses. Requests in flight go on.
    pub fn pause(&mut self) {
        if self.phase == BulkPhase::Running {
            self.phase = BulkPhase::Paused;
            self.expire_read();
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
                |status| matches!(status, ItemStatus::Failed(Outcome::Failed(_), _)),
                &ItemStatus::Waiting,
            );
            self.phase = BulkPhase::Running;
            self.postponements = 0;
            self.finish_if_done();
        }
    }

    fn set_status(&mut self, address: Address, next: ItemStatus) {
        let sent = |item: &&mut BulkItem| {
            item.confirmed.address() == address && item.status == ItemStatus::Running
        };
        if let Some(item) = self.items.iter_mut().find(sent) {
            item.status = next;
            self.finish_if_done();
        }
    }

    fn replace(&mut self, old: fn(&ItemStatus) -> bool, new: &ItemStatus) {
        for item in self.items.iter_mut().filter(|item| old(&item.status)) {
            item.status.clone_from(new);
        }
    }

    fn finish_if_done(&mut self) {
        let goes_on =
            |item: &BulkItem| matches!(item.status, ItemStatus::Waiting | ItemStatus::Running);
        if !self.items.iter().any(goes_on) {
            self.phase = BulkPhase::Finished;
        }
    }
}

impl BulkItem {
    /// Whether it waits, and was read a short while ago.
    fn is_ready(&self, now: Timestamp) -> bool {
        let holds = |at: Timestamp| (0..=READ_HOLDS_FOR).contains(&(now.0 - at.0));
        let read_at = self.proof.as_ref().map(|(_, at)| *at);
        self.status == ItemStatus::Waiting && read_at.is_some_and(holds)
    }
}

impl ItemStatus {
    /// The status before anything is sent.
    fn of(allowed: Result<(), Reason>) -> Self {
        match allowed {
            Ok(()) => Self::Waiting,
            Err(reason) => Self::Skipped(reason),
        }
    }
}

#[cfg(test)]
mod tests;
