//! How an operation on many addresses stands, in numbers.

use super::{Bulk, ItemStatus};

/// How many addresses have met which fate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BulkCounts {
    /// Those that the operation applies to.
    pub total: usize,
    /// Carried out.
    pub done: usize,
    /// Failed.
    pub failed: usize,
    /// Sent, not answered.
    pub running: usize,
    /// Still to come.
    pub waiting: usize,
    /// Left out by Cancel.
    pub not_started: usize,
    /// Left out from the beginning.
    pub skipped: usize,
}

impl BulkCounts {
    /// How many there is nothing left to do for.
    #[must_use]
    pub fn settled(&self) -> usize {
        self.done + self.failed + self.not_started
    }
}

impl Bulk {
    /// Counts the fates.
    #[must_use]
    pub fn counts(&self) -> BulkCounts {
        let mut counts = BulkCounts::default();
        for (_, status) in &self.items {
            let count = match status {
                ItemStatus::Skipped(_) => &mut counts.skipped,
                ItemStatus::Waiting => &mut counts.waiting,
                ItemStatus::Running => &mut counts.running,
                ItemStatus::Done => &mut counts.done,
                ItemStatus::Failed(_) => &mut counts.failed,
                ItemStatus::NotStarted => &mut counts.not_started,
            };
            *count += 1;
        }
        counts.total = self.items.len() - counts.skipped;
        counts
    }
}
