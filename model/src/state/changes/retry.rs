//! The retry policy: which failed requests are sent again, and when.
//!
//! Retries idempotent requests with full jitter. Time and randomness are passed in.

use crate::domain::Timestamp;
use crate::wire::{Evidence, Failure, MAX_WAIT_SECONDS, Method};

/// The timeout of one attempt, headers and body, in milliseconds.
const ATTEMPT_TIMEOUT: i64 = 15_000;

/// The timeout of all attempts of a request, in milliseconds. A wait that the service asks for is
/// not counted: it is shown.
const TOTAL_TIMEOUT: i64 = 45_000;

/// Attempts of a request that only reads.
const MAX_ATTEMPTS: u8 = 3;

/// The longest wait that the service did not ask for, in milliseconds.
const MAX_BACKOFF: u32 = 20_000;

/// Retries of the whole page in a rolling minute.
const MAX_RETRIES: usize = 10;

const MINUTE: i64 = 60_000;

/// The retries of the last minute, of all requests together: more would not help a service in
/// trouble.
#[derive(Clone, Debug, Default)]
pub struct RetryBudget(Vec<Timestamp>);

impl RetryBudget {
    /// Spends one retry; `false` if none is left.
    #[must_use]
    pub fn spend(&mut self, now: Timestamp) -> bool {
        // A retry in the future was made before the clock was set back.
        self.0.retain(|at| (0..MINUTE).contains(&(now.0 - at.0)));
        let is_left = self.0.len() < MAX_RETRIES;
        if is_left {
            self.0.push(now);
        }
        is_left
    }
}

/// The attempts of one request.
///
/// A claim is sent once: the API has no idempotency key, so a claim without an answer may have been
/// carried out (`docs/api.md`, Claim). An assignment or a release is idempotent and may be sent
/// twice. A request that only reads is sent up to three times.
#[derive(Clone, Debug)]
pub struct Attempts {
    method: Method,
    began: Timestamp,
    attempts: u8,
    /// An attempt may have been carried out, or the list must say what is missing. No later answer
    /// takes that back.
    must_confirm: bool,
}

/// What follows a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryDecision {
    /// Fail with this failure.
    Fail,
    /// Send the request again.
    Retry {
        /// After this many milliseconds.
        wait: u32,
        /// The service asked for the wait, so it is worth a countdown.
        asked: bool,
    },
    /// Read the list to learn the outcome.
    ConfirmChange,
}

impl Attempts {
    /// A request about to be sent.
    #[must_use]
    pub fn new(method: Method, now: Timestamp) -> Self {
        Self {
            method,
            began: now,
            attempts: 0,
            must_confirm: false,
        }
    }

    /// The timeout of the next attempt, in milliseconds.
    #[must_use]
    pub fn timeout(&self, now: Timestamp) -> u32 {
        let left = TOTAL_TIMEOUT - self.elapsed(now);
        u32::try_from(left.clamp(1, ATTEMPT_TIMEOUT)).unwrap_or(1)
    }

    /// Decides what follows a failed attempt. `chance` is a fresh random number: pages that failed
    /// together must not retry together.
    #[must_use]
    pub fn decide(
        &mut self,
        failure: &Failure,
        now: Timestamp,
        chance: u32,
        budget: &mut RetryBudget,
    ) -> RetryDecision {
        self.attempts += 1;
        let retry = match self.method {
            Method::Post => return RetryDecision::Fail,
            Method::Get => self.attempts < MAX_ATTEMPTS && is_transient(failure),
            Method::Put | Method::Delete => self.attempts < 2 && is_cut_off(failure),
        };
        self.must_confirm |= self.method != Method::Get && failure.evidence() != Evidence::NotDone;
        if retry && let Some(then) = self.retry(failure, now, chance, budget) {
            return then;
        }
        if self.must_confirm {
            RetryDecision::ConfirmChange
        } else {
            RetryDecision::Fail
        }
    }

    fn retry(
        &mut self,
        failure: &Failure,
        now: Timestamp,
        chance: u32,
        budget: &mut RetryBudget,
    ) -> Option<RetryDecision> {
        let base: u32 = match failure.status() {
            Some(429 | 503) => 1_000,
            _ => 300,
        };
        let most = (base << (self.attempts - 1)).min(MAX_BACKOFF);
        let drawn = (u64::from(chance) * u64::from(most + 1)) >> 32;
        let drawn = u32::try_from(drawn).unwrap_or(most);
        let asked = failure.retry_after();
        if asked.is_some_and(|seconds| seconds > MAX_WAIT_SECONDS) {
            return None;
        }
        let wait = drawn.max(asked.unwrap_or_default() * 1_000);
        if asked.is_some() {
            self.began.0 += i64::from(wait);
        } else if self.elapsed(now) + i64::from(wait) >= TOTAL_TIMEOUT {
            return None;
        }
        budget.spend(now).then_some(RetryDecision::Retry {
            wait,
            asked: asked.is_some(),
        })
    }

    /// Zero if the clock was set back.
    fn elapsed(&self, now: Timestamp) -> i64 {
        (now.0 - self.began.0).max(0)
    }
}

/// Seconds that Load all waits after consecutive failures of a page, counted from 1; `None` when it
/// stops. It waits longer than a single request, since it has many pages to request, and longest
/// under a rate limit.
#[must_use]
pub(crate) fn load_all_delay(failure: &Failure, failures: u8) -> Option<u32> {
    if !is_transient(failure) || failures >= MAX_ATTEMPTS {
        return None;
    }
    let seconds = 1 << failures.saturating_sub(1);
    let wait = match (failure.retry_after(), failure.status()) {
        (Some(asked), _) => asked.max(seconds),
        (None, Some(429 | 503)) => seconds * 4,
        (None, _) => seconds,
    };
    (wait <= MAX_WAIT_SECONDS).then_some(wait)
}

/// Whether the same request may succeed a little later.
#[must_use]
pub fn is_transient(failure: &Failure) -> bool {
    match failure {
        Failure::Unreachable(_) | Failure::TimedOut => true,
        Failure::Offline
        | Failure::Cancelled
        | Failure::ReadOnly
        | Failure::IncompleteList(_)
        | Failure::NotShown
        | Failure::NoBaseline(_) => false,
        Failure::Refused { status, .. } | Failure::Unreadable { status, .. } => {
            matches!(status, 408 | 429 | 500 | 502..=504)
        }
    }
}

/// Whether something between the page and the service cut the request off.
fn is_cut_off(failure: &Failure) -> bool {
    match failure.status() {
        None => is_transient(failure),
        Some(status) => matches!(status, 502..=504),
    }
}

#[cfg(test)]
mod tests;
