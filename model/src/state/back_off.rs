//! How long to wait before a request that failed is sent again.

use crate::wire::Failure;

/// How often in a row a request may fail before it is given up.
const MOST_FAILURES: u8 = 4;

/// The longest wait, in seconds, whatever an answer asks for: a person is looking on.
pub(super) const LONGEST_WAIT: u32 = 60;

/// How many times as long a service is left alone that says "too many requests" and not how long.
const TOO_MANY: u32 = 4;

/// How many seconds to wait after a request has failed for so many times in a
/// row, the first being 1: one, two and four, or as long as the answer asks for.
/// None when sending it again cannot help, or has not helped.
///
/// Only for requests that change nothing: a claim whose answer was lost may
/// have been carried out (`docs/api.md`, Claim).
#[must_use]
pub fn back_off(failure: &Failure, failures: u8) -> Option<u32> {
    let status = failure.status();
    let may_pass = match failure {
        Failure::Unreachable | Failure::TimedOut => true,
        Failure::Cancelled => false,
        Failure::Refused { .. } => matches!(status, Some(408 | 429 | 500..)),
        // A page of a proxy or half an answer, whatever its status, unless it refuses the key.
        Failure::Unreadable { .. } => matches!(status, Some(200 | 408 | 429 | 500..)),
    };
    if !may_pass || failures >= MOST_FAILURES {
        return None;
    }
    let seconds = 1 << failures.saturating_sub(1);
    let asked = match (failure.retry_after(), status) {
        (Some(asked), _) => asked,
        (None, Some(429)) => seconds * TOO_MANY,
        (None, _) => 0,
    };
    Some(seconds.max(asked).min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(failure: &Failure) -> Vec<Option<u32>> {
        (1..=5)
            .map(|failures| back_off(failure, failures))
            .collect()
    }

    fn refused(status: u16, retry_after: Option<u32>) -> Failure {
        Failure::Refused {
            status,
            code: None,
            message: Some("No.".to_owned()),
            retry_after,
        }
    }

    #[test]
    fn what_may_pass_is_tried_again_three_times() {
        let waited = [Some(1), Some(2), Some(4), None, None];
        for failure in [
            Failure::Unreachable,
            Failure::TimedOut,
            refused(500, None),
            refused(503, Some(0)),
            refused(408, None),
            Failure::unreadable(200, "{"),
            Failure::unreadable(502, "<h1>Bad gateway</h1>"),
        ] {
            assert_eq!(waits(&failure), waited, "{failure:?}");
        }
    }

    #[test]
    fn a_service_that_asks_for_patience_gets_it_up_to_a_minute() {
        let wait = |seconds| [Some(seconds), Some(seconds), Some(seconds), None, None];
        assert_eq!(
            waits(&refused(429, None)),
            [Some(4), Some(8), Some(16), None, None]
        );
        assert_eq!(waits(&refused(429, Some(7))), wait(7));
        assert_eq!(waits(&refused(503, Some(30))), wait(30));
        assert_eq!(waits(&refused(429, Some(3_600))), wait(60));
        let cdn = Failure::unreadable(429, "").with_retry_after(Some("9".to_owned()));
        assert_eq!(waits(&cdn), wait(9));
    }

    #[test]
    fn what_repeating_cannot_help_is_given_up_at_once() {
        for failure in [
            Failure::Cancelled,
            refused(400, None),
            refused(401, None),
            refused(403, Some(5)),
            refused(404, None),
            Failure::unreadable(401, ""),
            Failure::unreadable(404, "<h1>Not here</h1>"),
        ] {
            assert_eq!(waits(&failure), [None; 5], "{failure:?}");
        }
    }
}
