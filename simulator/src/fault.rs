//! Faults on demand, request by request.

use crate::Request;
use crate::malformed::Malformed;

/// The fault of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Refused with this status and the API's error object; not carried out.
    Refused {
        /// One of 400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503 and 504; any other is answered 500.
        status: u16,
        /// The value of `Retry-After`, seconds or a date.
        retry_after: Option<String>,
    },
    /// Not carried out, and not answered.
    RequestLost,
    /// Carried out, and not answered.
    AnswerLost,
    /// Answered now with this status, or not at all, and carried out at the first request of any
    /// key that comes this many milliseconds later, or by `Service::run_delayed`.
    Delayed {
        /// Milliseconds.
        by: i64,
        /// A status as for [`Fault::Refused`]; `None` is no answer.
        answer: Option<u16>,
    },
    /// Carried out by a service whose clock is off by this many milliseconds.
    Skewed(i64),
    /// Carried out right after this request of another client with the same key.
    After(Box<Request>),
    /// Carried out right before this request of another client with the same key.
    Before(Box<Request>),
    /// Carried out, and answered 200 with a malformed body.
    Malformed(Malformed),
}
