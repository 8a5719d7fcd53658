//! The counts of a bulk operation.

use super::{Bulk, ItemStatus};
use crate::wire::Outcome;

/// The number of addresses in each status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BulkCounts {
    /// All that the operation applies to.
    pub total: usize,
    /// Carried out.
    pub done: usize,
    /// Failed.
    pub failed: usize,
    /// Not the team's any more, so that nothing was left to do.
    pub gone: usize,
    /// In flight.
    pub running: usize,
    /// Not sent yet.
    pub waiting: usize,
    /// Never sent, because of Cancel.
    pub not_started: usize,
    /// Left out from the start.
    pub skipped: usize,
}

impl BulkCounts {
    /// The number with nothing left to do.
    #[must_use]
    pub fn settled(&self) -> usize {
        self.done + self.failed + self.gone + self.not_started
    }
}

impl Bulk {
    /// Counts the statuses.
    #[must_use]
    pub fn counts(&self) -> BulkCounts {
        let mut counts = BulkCounts::default();
        for item in &self.items {
            let count = match item.status {
                ItemStatus::Skipped(_) => &mut counts.skipped,
                ItemStatus::Waiting => &mut counts.waiting,
                ItemStatus::Running => &mut counts.running,
                ItemStatus::Done => &mut counts.done,
                ItemStatus::Failed(Outcome::Gone, _) => &mut counts.gone,
                ItemStatus::Failed(Outcome::Failed(_), _) => &mut counts.failed,
                ItemStatus::NotStarted => &mut counts.not_started,
            };
            *count += 1;
        }
        counts.total = self.items.len() - counts.skipped;
        counts
    }
}
