//! What the loading of everything does, and what it does next.

use crate::domain::Timestamp;
use crate::state::PageRequest;
use crate::state::changes::retry::LONGEST_WAIT;
use crate::wire::Failure;

/// How the loading of everything goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadAllStatus {
    /// Pages are asked for, at once or after a wait.
    Running,
    /// A person has cancelled it. What is loaded stays, to go on from.
    Cancelled,
    /// A page could not be had. What is loaded stays, to go on from.
    Failed(Failure),
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadAllStep {
    /// Ask for this page, then for the next step.
    Request(PageRequest),
    /// Ask for the next step again when so many seconds have passed, or an answer came.
    Wait {
        /// From now on.
        seconds: u32,
        /// Whether the API has had too many requests; otherwise a page failed.
        too_many: bool,
    },
    /// Nothing before an answer comes or somebody goes on.
    Idle,
    /// The near list is at its end and holds all that came.
    Done,
}

/// A time before which nothing is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Backoff {
    pub(super) until: Timestamp,
    too_many: bool,
}

impl Backoff {
    /// From now on, for so many seconds.
    pub(super) fn new(now: Timestamp, seconds: u32, too_many: bool) -> Self {
        Self {
            until: Timestamp(now.0 + i64::from(seconds) * 1_000),
            too_many,
        }
    }

    /// How long it still is, a part of a second counted as one; none when it is over,
    /// or when the clock was set back and it would be longer than any.
    pub(super) fn step(self, now: Timestamp) -> Option<LoadAllStep> {
        let left = (self.until.0 - now.0 + 999) / 1_000;
        let seconds = u32::try_from(left).ok()?;
        (1..=LONGEST_WAIT)
            .contains(&seconds)
            .then_some(LoadAllStep::Wait {
                seconds,
                too_many: self.too_many,
            })
    }
}
