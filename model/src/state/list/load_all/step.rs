//! Status and steps of loading a whole list.

use crate::domain::Timestamp;
use crate::state::PageRequest;
use crate::wire::{Failure, MAX_WAIT_SECONDS};

/// The status of loading a whole list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadAllStatus {
    /// Pages are requested, at once or after a wait.
    Running,
    /// Cancelled by the user. What is loaded stays, to continue from.
    Cancelled,
    /// A page failed for good. What is loaded stays, to continue from.
    Failed(Failure),
}

/// What the caller does next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadAllStep {
    /// Send this request, then ask for the next step.
    Request(PageRequest),
    /// Ask for the next step after this time, or when an answer arrives.
    Wait {
        /// From now on.
        seconds: u32,
        /// The API is rate limiting; otherwise a page failed.
        too_many: bool,
    },
    /// Wait for an answer, or for the user to continue.
    Idle,
    /// The near list is at its end and holds everything.
    Done,
}

/// A time before which nothing is requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Backoff {
    pub(super) until: Timestamp,
    too_many: bool,
}

impl Backoff {
    pub(super) fn new(now: Timestamp, seconds: u32, too_many: bool) -> Self {
        Self {
            until: Timestamp(now.0 + i64::from(seconds) * 1_000),
            too_many,
        }
    }

    /// The wait that is left, in whole seconds rounded up. `None` once it is over, or if the clock
    /// was set back and it would be longer than any wait.
    pub(super) fn step(self, now: Timestamp) -> Option<LoadAllStep> {
        let left = (self.until.0 - now.0 + 999) / 1_000;
        let seconds = u32::try_from(left).ok()?;
        (1..=MAX_WAIT_SECONDS)
            .contains(&seconds)
            .then_some(LoadAllStep::Wait {
                seconds,
                too_many: self.too_many,
            })
    }
}
