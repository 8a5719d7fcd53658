//! The faults, with the expected result of each.

use e2e::Fault;
use server::Point;
use simulator::Malformed;

/// A fault, and its expected results.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) happens: Happens,
    pub(super) claim: Claim,
    pub(super) change: Change,
    /// The message of a failure.
    pub(super) words: &'static str,
}

pub(super) enum Happens {
    /// A fault of this many requests in a row; a claim is sent once.
    Fault(u8, Fault),
    /// A request held at this point, answered in the end.
    Held(Point),
}

/// The result of a claim, which is sent once.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Claim {
    Done,
    /// Found in the list.
    Found,
    /// Carried out during the first check of the list, and found by the second.
    FoundLate,
    /// Not found in four checks.
    NotSeen,
    Refused,
    SignedOut,
}

/// The result of another operation, and the number of requests.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Change {
    Done(usize),
    /// Confirmed by the list.
    Found(usize),
    /// Refuted by the list.
    NotSeen(usize),
    Refused,
    SignedOut,
}

/// The API's refusal of this many requests, with this status.
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

/// All cases. The last one ends the session.
#[rustfmt::skip]
pub(super) fn faults() -> Vec<Case> {
    use Happens::{Fault as Met, Held};
    // A page of another origin learns no more.
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
