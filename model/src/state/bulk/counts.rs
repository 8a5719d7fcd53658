//! How an operation on many addresses stands, in numbers.

use super::{Bulk, Fate};

/// How many addresses have met which fate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that the operation applies to.
    pub all: usize,
    /// Carried out.
    pub done: usize,
    /// Failed.
    pub failed: usize,
    /// Sent, not answered.
    pub under_way: usize,
    /// Still to come.
    pub waiting: usize,
    /// Left out by Cancel.
    pub not_begun: usize,
    /// Left out from the beginning.
    pub skipped: usize,
}

impl Counts {
    /// How many there is nothing left to do for.
    #[must_use]
    pub fn settled(&self) -> usize {
        self.done + self.failed + self.not_begun
    }
}

impl Bulk {
    /// Counts the fates.
    #[must_use]
    pub fn tally(&self) -> Counts {
        let mut tally = Counts::default();
        for (_, fate) in &self.items {
            let count = match fate {
                Fate::Skipped(_) => &mut tally.skipped,
                Fate::Waiting => &mut tally.waiting,
                Fate::UnderWay => &mut tally.under_way,
                Fate::Done => &mut tally.done,
                Fate::Failed(_) => &mut tally.failed,
                Fate::NotBegun => &mut tally.not_begun,
            };
            *count += 1;
        }
        tally.all = self.items.len() - tally.skipped;
        tally
    }
}
