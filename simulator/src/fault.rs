//! Faults on demand, request by request.

use crate::Request;
use crate::malformed::Malformed;
use crate::reply::Reply;

/// The fault of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not carried out, and answered in this way.
    NotCarriedOut(Reply),
    /// Carried out, and then answered in this way.
    CarriedOut(Reply),
    /// Answered in this way now, and carried out at the first request of any key that comes this
    /// many milliseconds later, or by `Service::run_delayed`.
    Delayed {
        /// Milliseconds.
        by: i64,
        /// The answer before it is carried out.
        answer: Reply,
    },
    /// Carried out by a service whose clock is off by this many milliseconds.
    Skewed(i64),
    /// Carried out right after this request of another client with the same key.
    After(Box<Request>),
    /// Carried out right before this request of another client with the same key.
    Before(Box<Request>),
    /// Carried out, and answered 200 with a malformed body.
    Malformed(Malformed),
    /// A list as it was this many requests of the same key ago, 16 at most. A change is carried
    /// out as if there were no fault.
    Lagging(u32),
}
