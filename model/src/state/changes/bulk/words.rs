//! The words of a bulk operation.

use super::{Bulk, BulkCounts, ItemStatus};
use crate::domain::{Operation, Price, format_count};
use crate::wire::Outcome;

/// What is said of addresses that somebody else has released.
const GONE: &str = "no longer your team's";

/// The most addresses that are named in a sentence.
const NAMED: usize = 3;

/// The consequence of a release, for one address and for more.
const RELEASE_CONSEQUENCE: [&str; 2] = [
    "Your team loses this address. This can't be undone. ",
    "Your team loses these addresses. This can't be undone. ",
];

/// The consequence of an unassign, for one address and for more.
const UNASSIGN_CONSEQUENCE: [&str; 2] = [
    "Its machine will no longer be reachable at this address. A machine with no other way in can't be reached at all. ",
    "Their machines will no longer be reachable at these addresses. A machine with no other way in can't be reached at all. ",
];

/// What stays after an unassign, for one address and for more.
const UNASSIGN_REST: [&str; 2] = [
    "Your team keeps the address and is billed for it while it's idle.",
    "Your team keeps the addresses and is billed for them while they're idle.",
];

impl Bulk {
    /// The title: `Release 3 addresses`.
    #[must_use]
    pub fn title(&self) -> String {
        let counts = self.counts();
        format!("{} {}", self.operation().verb(), addresses(counts.total))
    }

    /// The consequence in a sentence. No machine loses one of the `orphaned` addresses.
    #[must_use]
    pub fn consequence(&self, orphaned: usize) -> String {
        let all = self.counts().total;
        let of_number = |[one, more]: [&'static str; 2]| if all == 1 { one } else { more };
        let assigned = self.assigned_count().saturating_sub(orphaned);
        if self.operation() != Operation::Release {
            let loss = if assigned == 0 {
                ""
            } else {
                of_number(UNASSIGN_CONSEQUENCE)
            };
            let orphans = orphans(assigned, orphaned);
            return format!("{loss}{orphans}{}", of_number(UNASSIGN_REST));
        }
        let words = format!(
            "{}{}",
            of_number(RELEASE_CONSEQUENCE),
            orphans(assigned, orphaned)
        );
        let assigned = match assigned {
            // Once it runs, what it reads may be something else.
            0 if orphaned > 0 || !self.is_confirming() => "",
            0 if all == 1 => "It's idle.",
            0 => "All are idle.",
            1 => "1 is assigned to a machine, which will no longer be reachable at that address.",
            more => {
                return format!(
                    "{words}{} are assigned to machines, which will no longer be reachable at those addresses.",
                    format_count(more)
                );
            }
        };
        format!("{words}{assigned}").trim_end().to_owned()
    }

    /// What a release saves, while it waits for confirmation: afterwards the outcome counts.
    #[must_use]
    pub fn saving(&self, price: Price) -> Option<String> {
        let counts = self.counts();
        let releases = self.operation() == Operation::Release;
        (releases && self.is_confirming() && counts.total > 0).then(|| {
            format!(
                "Saves about {} a month (estimate).",
                price.times(counts.total)
            )
        })
    }

    /// Progress in short: `Releasing, 20 of 266`, `Paused, 20 of 266`; `2 failed` at the end.
    #[must_use]
    pub fn summary(&self) -> String {
        let counts = self.counts();
        let (done, total) = (format_count(counts.done), format_count(counts.total));
        if self.is_finished() {
            return format!("{} failed", format_count(counts.failed));
        }
        let state = if self.is_paused() {
            "Paused"
        } else {
            self.operation().progress().trim_end_matches('…')
        };
        format!("{state}, {done} of {total}")
    }

    /// Progress: `12 of 25 released, 1 failed, 4 in progress`.
    #[must_use]
    pub fn progress(&self) -> String {
        let counts = self.counts();
        let (done, total) = (format_count(counts.done), format_count(counts.total));
        let mut words = format!("{done} of {total} {}", self.done_word());
        push_count(&mut words, counts.failed, "failed");
        push_count(&mut words, counts.gone, GONE);
        push_count(&mut words, counts.running, "in progress");
        push_count(&mut words, counts.not_started, "not started");
        if self.is_reading() {
            words.push_str(", checking the rest");
        }
        if let Some(stopped) = self.stopped() {
            words.push_str(". ");
            words.push_str(stopped);
        }
        words
    }

    /// Why it stopped by itself, if it did.
    #[must_use]
    pub fn stopped(&self) -> Option<&'static str> {
        let words =
            "The API asked to wait ten times in a row. The rest stay selected; try again later.";
        self.is_postponed_too_often().then_some(words)
    }

    /// Names the addresses of which it is not known whether they were changed, three at most, and
    /// counts the rest.
    #[must_use]
    pub fn unknown_words(&self) -> Option<String> {
        let unknown: Vec<_> = self.unknown().map(|it| it.to_string()).collect();
        let (named, rest) = unknown.split_at(unknown.len().min(NAMED));
        let names = named.join(", ");
        let done = self.done_word();
        let whom = match (named.len(), rest.len()) {
            (0, _) => return None,
            (1, _) => format!("{names} was"),
            (_, 0) => format!("{names} were"),
            (_, more) => format!("{names} and {} more were", format_count(more)),
        };
        Some(format!("Not known whether {whom} {done}."))
    }

    /// The outcome: `23 released, 1 failed`. Never more than is true.
    #[must_use]
    pub fn outcome(&self) -> String {
        let BulkCounts {
            done,
            failed,
            gone,
            not_started: not_begun,
            skipped,
            ..
        } = self.counts();
        let mut words = format!("{} {}", format_count(done), self.done_word());
        push_count(&mut words, failed, "failed");
        push_count(&mut words, gone, GONE);
        push_count(&mut words, not_begun, "not started");
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

/// Counts orphaned addresses apart from assigned ones; empty without any.
fn orphans(assigned: usize, orphaned: usize) -> String {
    let counts = [format_count(assigned), format_count(orphaned)];
    match (assigned, orphaned, counts) {
        (_, 0, _) => String::new(),
        (0, 1, _) => "1 orphaned. No machine loses it. ".to_owned(),
        (0, _, [_, orphaned]) => format!("{orphaned} orphaned. No machine loses them. "),
        (_, _, [assigned, orphaned]) => {
            format!("{assigned} assigned, {orphaned} orphaned. No machine loses an orphaned one. ")
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
            Self::Running => "In progress".to_owned(),
            Self::Done => "Done".to_owned(),
            Self::Failed(Outcome::Gone, why) => why.clone(),
            Self::Failed(Outcome::Failed(_), why) => format!("Failed. {why}"),
            Self::NotStarted => "Not started".to_owned(),
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
