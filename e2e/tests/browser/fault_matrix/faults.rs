//! The faults, and what the panel makes of each of them.

use e2e::Fault;
use server::Point;
use simulator::Malformed;

/// A fault, and what becomes of a request that meets it.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) happens: Happens,
    pub(super) claim: Claim,
    pub(super) change: Change,
    /// What is said to have happened, where something failed.
    pub(super) words: &'static str,
}

pub(super) enum Happens {
    /// To so many requests in a row. A claim is sent once and meets it once.
    Fault(u8, Fault),
    /// The answer is held there, and comes in the end.
    Held(Point),
}

/// What becomes of a claim, which is sent once.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Claim {
    Done,
    /// Found by a look at the list.
    Found,
    /// Carried out while the list is looked at for the first time, and found by the second look.
    FoundLate,
    /// Looked for four times.
    NotSeen,
    Refused,
    SignedOut,
}

/// What becomes of an assignment, an unassignment or a release, and how often it is sent.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Change {
    Done(usize),
    /// Read back, and made.
    Found(usize),
    /// Read back, and not made.
    NotSeen(usize),
    Refused,
    SignedOut,
}

/// The API's own refusal with this status, of so many requests.
fn refused(times: u8, status: u16, retry_after: Option<&str>) -> Happens {
    let retry_after = retry_after.map(str::to_owned);
    let fault = simulator::Fault::Refused {
        status,
        retry_after,
    };
    Happens::Fault(times, Fault::Api(fault))
}

fn malformed(malformed: Malformed) -> Happens {
    Happens::Fault(1, Fault::Api(simulator::Fault::Malformed(malformed)))
}

/// Carried out when the test says so.
fn delayed() -> Happens {
    let by = i64::MAX;
    let answer = Some(504);
    Happens::Fault(1, Fault::Api(simulator::Fault::Delayed { by, answer }))
}

/// The faults. The last one ends the session.
#[rustfmt::skip]
pub(super) fn faults() -> Vec<Case> {
    use Happens::{Fault as Met, Held};
    // A page of another origin is not told more.
    let lost = "no answer of the API reaches this page";
    let correct = "Correct what it names, then try again";
    let elsewhere = || Fault::Redirect("http://127.0.0.1:9/".into());
    [
        ("delay", Held(Point::Answer), Claim::Done, Change::Done(1), ""),
        ("slow body", Held(Point::Body), Claim::Done, Change::Done(1), ""),
        ("closed before the headers", Met(1, Fault::Close), Claim::NotSeen, Change::Done(2), ""),
        ("reset before the headers", Met(2, Fault::Reset), Claim::NotSeen, Change::NotSeen(2), lost),
        ("reset in the body", Met(2, Fault::ResetMidBody), Claim::Found, Change::Found(2), ""),
        ("truncated body", Met(1, Fault::Truncated), Claim::Found, Change::Done(2), ""),
        ("malformed JSON", malformed(Malformed::Unclosed), Claim::Found, Change::Found(1), ""),
        ("body of 5 MiB", malformed(Malformed::Large), Claim::Found, Change::Found(1), ""),
        ("HTML 502", Met(2, Fault::Html(502)), Claim::NotSeen, Change::NotSeen(2), "not the API’s (status 502)"),
        ("HTML 502 without CORS headers", Met(2, Fault::HtmlWithoutCors(502)), Claim::NotSeen, Change::NotSeen(2), lost),
        ("redirect", Met(2, elsewhere()), Claim::NotSeen, Change::NotSeen(2), lost),
        ("answer lost", Met(2, Fault::LostAnswer), Claim::Found, Change::Found(2), ""),
        ("delayed commit", delayed(), Claim::FoundLate, Change::Done(2), ""),
        ("403", refused(1, 403, None), Claim::Refused, Change::Refused, "this key may not do that"),
        ("404", refused(1, 404, None), Claim::Refused, Change::Refused, "NOT_FOUND, 404"),
        ("408", refused(1, 408, None), Claim::Refused, Change::Refused, "TIMEOUT, 408"),
        ("409", refused(1, 409, None), Claim::Refused, Change::Refused, "CONFLICT, 409"),
        ("422", refused(1, 422, None), Claim::Refused, Change::Refused, correct),
        ("429", refused(1, 429, None), Claim::Refused, Change::Refused, "Too many requests were sent"),
        ("429 with Retry-After", refused(1, 429, Some("5")), Claim::Refused, Change::Refused, "Too many requests were sent"),
        ("500", refused(1, 500, None), Claim::NotSeen, Change::NotSeen(1), "INTERNAL_SERVER_ERROR, 500"),
        ("502", refused(1, 502, None), Claim::NotSeen, Change::Done(2), ""),
        ("503", refused(1, 503, None), Claim::NotSeen, Change::Done(2), ""),
        ("504", refused(2, 504, None), Claim::NotSeen, Change::NotSeen(2), "GATEWAY_TIMEOUT, 504"),
        ("401", refused(1, 401, None), Claim::SignedOut, Change::SignedOut, "no longer accepts the key"),
    ]
    .map(|(name, happens, claim, change, words)| Case { name, happens, claim, change, words })
    .into()
}
