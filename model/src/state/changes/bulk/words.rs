//! The words of a bulk operation.

use super::{Bulk, BulkCounts, ItemStatus};
use crate::domain::{Operation, format_count};

/// The consequence of a release, for one address and for more.
const RELEASE_CONSEQUENCE: [&str; 2] = [
    "The team gives this address up. Nothing can bring it back. ",
    "The team gives these addresses up. Nothing can bring them back. ",
];

/// The consequence of an unassign, for one address and for more.
const UNASSIGN_CONSEQUENCE: [&str; 2] = [
    "Its machine will no longer be reachable at it; a machine without another way in cannot be reached at all. The team keeps the address, and it is billed while it is idle.",
    "Their machines will no longer be reachable at them; a machine without another way in cannot be reached at all. The team keeps the addresses, and they are billed while they are idle.",
];

impl Bulk {
    /// The title: `Release 3 addresses`.
    #[must_use]
    pub fn title(&self) -> String {
        let counts = self.counts();
        format!("{} {}", self.operation().verb(), addresses(counts.total))
    }

    /// The consequence in a sentence.
    #[must_use]
    pub fn consequence(&self) -> String {
        let all = self.counts().total;
        let [one, more] = if self.operation() == Operation::Release {
            RELEASE_CONSEQUENCE
        } else {
            UNASSIGN_CONSEQUENCE
        };
        let words = if all == 1 { one } else { more };
        let assigned = match self.assigned_count() {
            _ if self.operation() != Operation::Release => String::new(),
            0 if all == 1 => "It is idle.".to_owned(),
            0 => "All are idle.".to_owned(),
            1 => "1 is assigned to a machine, which will no longer be reachable at it.".to_owned(),
            more => format!(
                "{} are assigned to machines, which will no longer be reachable at them.",
                format_count(more)
            ),
        };
        format!("{words}{assigned}")
    }

    /// Progress: `12 of 25 released, 1 failed, 4 under way`.
    #[must_use]
    pub fn progress(&self) -> String {
        let counts = self.counts();
        let (done, total) = (format_count(counts.done), format_count(counts.total));
        let mut words = format!("{done} of {total} {}", self.done_word());
        push_count(&mut words, counts.failed, "failed");
        push_count(&mut words, counts.running, "under way");
        push_count(&mut words, counts.not_started, "not begun");
        words
    }

    /// The outcome: `23 released, 1 failed`. Never more than is true.
    #[must_use]
    pub fn outcome(&self) -> String {
        let BulkCounts {
            done,
            failed,
            not_started: not_begun,
            skipped,
            ..
        } = self.counts();
        let mut words = format!("{} {}", format_count(done), self.done_word());
        push_count(&mut words, failed, "failed");
        push_count(&mut words, not_begun, "not begun");
        push_count(&mut words, skipped, "skipped");
        words
    }

    fn done_word(&self) -> &'static str {
        if self.operation() == Operation::Release {
            "released"
        } else {
            "unassigned"
        }
    }
}

impl ItemStatus {
    /// The status in a word; a failure says why.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Skipped(reason) => format!("Skipped. {}", reason.words()),
            Self::Waiting => "Waiting".to_owned(),
            Self::Running => "Under way".to_owned(),
            Self::Done => "Done".to_owned(),
            Self::Failed(why) => format!("Failed. {why}"),
            Self::NotStarted => "Not begun".to_owned(),
        }
    }
}

/// `1 address`, `3 addresses`.
fn addresses(count: usize) -> String {
    let noun = if count == 1 { "address" } else { "addresses" };
    format!("{} {noun}", format_count(count))
}

fn push_count(words: &mut String, count: usize, what: &str) {
    if count > 0 {
        words.push_str(&format!(", {} {what}", format_count(count)));
    }
}
