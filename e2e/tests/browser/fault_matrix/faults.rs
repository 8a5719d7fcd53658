//! The faults, with the expected result of each.

use super::ways::Way;
use e2e::Fault;
use server::Point;
use simulator::{Malformed, Reply};

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
    /// The faults of requests in a row; a claim is sent once.
    Faults(Vec<Fault>),
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
    /// Carried out by the first request, whose answer is lost; the second one finds it done.
    Repeated,
    /// Confirmed by the list.
    Found(usize),
    /// Refuted by the list.
    NotSeen(usize),
    Refused,
    SignedOut,
}

/// The same fault of this many requests in a row.
fn met(times: usize, fault: Fault) -> Happens {
    Happens::Faults(vec![fault; times])
}

/// The API's refusal of this many requests, with this status.
fn refused(times: usize, status: u16, retry_after: Option<&str>) -> Happens {
    let retry_after = retry_after.map(str::to_owned);
    met(
        times,
        not_done(Reply::Refused {
            status,
            retry_after,
        }),
    )
}

/// Not carried out, and answered in this way.
fn not_done(reply: Reply) -> Fault {
    Fault::Api(simulator::Fault::NotCarriedOut(reply))
}

/// Carried out, and then answered in this way.
fn done(reply: Reply) -> Fault {
    Fault::Api(simulator::Fault::CarriedOut(reply))
}

fn malformed(malformed: Malformed) -> Happens {
    met(1, Fault::Api(simulator::Fault::Malformed(malformed)))
}

/// Carried out when the test says so.
fn delayed() -> Happens {
    let by = i64::MAX;
    let answer = Reply::status(504);
    met(1, Fault::Api(simulator::Fault::Delayed { by, answer }))
}

/// All cases. The last one ends the session.
#[rustfmt::skip]
pub(super) fn faults(way: Way) -> Vec<Case> {
    use Happens::{Faults, Held};
    let (lost, redirected) = (way.lost(), way.redirected());
    let correct = "Fix this and try again";
    let elsewhere = || Fault::Redirect("http://127.0.0.1:9/".into());
    [
        ("delay", Held(Point::Answer), Claim::Done, Change::Done(1), ""),
        ("slow body", Held(Point::Body), Claim::Done, Change::Done(1), ""),
        ("closed before the headers", met(1, Fault::Close), Claim::NotSeen, Change::Done(2), ""),
        ("reset before the headers", met(2, Fault::Reset), Claim::NotSeen, Change::NotSeen(2), lost),
        ("reset in the body", met(2, Fault::ResetMidBody), Claim::Found, Change::Found(2), ""),
        ("truncated body", met(1, Fault::Truncated), Claim::Found, Change::Repeated, ""),
        ("malformed JSON", malformed(Malformed::Unclosed), Claim::Found, Change::Found(1), ""),
        ("body of 5 MiB", malformed(Malformed::Large), Claim::Found, Change::Found(1), ""),
        ("HTML 502", met(2, Fault::Html(502)), Claim::NotSeen, Change::NotSeen(2), "from the API (status 502)"),
        ("HTML 502 without CORS headers", met(2, Fault::HtmlWithoutCors(502)), Claim::NotSeen, Change::NotSeen(2), lost),
        ("redirect", met(2, elsewhere()), Claim::NotSeen, Change::NotSeen(2), redirected),
        ("answer lost", met(2, Fault::LostAnswer), Claim::Found, Change::Found(2), ""),
        ("delayed commit", delayed(), Claim::FoundLate, Change::Done(2), ""),
        ("403", refused(1, 403, None), Claim::Refused, Change::Refused, "This API key isn't allowed to do that"),
        ("404", refused(1, 404, None), Claim::Refused, Change::NotSeen(1), "NOT_FOUND, 404"),
        ("408", refused(1, 408, None), Claim::NotSeen, Change::NotSeen(1), "TIMEOUT, 408"),
        ("409", refused(1, 409, None), Claim::Refused, Change::Refused, "CONFLICT, 409"),
        ("422", refused(1, 422, None), Claim::Refused, Change::Refused, correct),
        ("425", refused(1, 425, None), Claim::NotSeen, Change::NotSeen(1), "TOO_EARLY, 425"),
        ("429", refused(1, 429, None), Claim::Refused, Change::Refused, "Rate limited. Wait a minute"),
        ("429 with Retry-After", refused(1, 429, Some("5")), Claim::Refused, Change::Refused, "Rate limited. Wait a minute"),
        ("500", refused(1, 500, None), Claim::NotSeen, Change::NotSeen(1), "INTERNAL_SERVER_ERROR, 500"),
        ("502", refused(1, 502, None), Claim::NotSeen, Change::Done(2), ""),
        ("503", refused(1, 503, None), Claim::NotSeen, Change::Done(2), ""),
        ("504", refused(2, 504, None), Claim::NotSeen, Change::NotSeen(2), "GATEWAY_TIMEOUT, 504"),
        ("408 after the change", met(1, done(Reply::status(408))), Claim::Found, Change::Found(1), ""),
        ("499 after the change", met(1, done(Reply::status(499))), Claim::Found, Change::Found(1), ""),
        ("500 after the change", met(1, done(Reply::status(500))), Claim::Found, Change::Found(1), ""),
        ("HTML 502 after the change", met(1, done(Reply::Html(502))), Claim::Found, Change::Repeated, ""),
        ("HTML 403 after the change", met(1, done(Reply::Html(403))), Claim::Found, Change::Found(1), ""),
        ("HTML 404 after the change", met(1, done(Reply::Html(404))), Claim::Found, Change::Found(1), ""),
        ("HTML 403", met(1, not_done(Reply::Html(403))), Claim::NotSeen, Change::NotSeen(1), "from the API (status 403)"),
        ("401 of a login page", met(1, not_done(Reply::LoginPage(401))), Claim::NotSeen, Change::NotSeen(1), "requires its own sign-in"),
        ("401 of a login page after the change", met(1, done(Reply::LoginPage(401))), Claim::Found, Change::Found(1), ""),
        ("502, then HTML 404", Faults(vec![not_done(Reply::status(502)), not_done(Reply::Html(404))]), Claim::NotSeen, Change::NotSeen(2), "from the API (status 404)"),
        ("502 after the change, then HTML 404", Faults(vec![done(Reply::status(502)), not_done(Reply::Html(404))]), Claim::Found, Change::Found(2), ""),
        ("no answer, then 409", Faults(vec![not_done(Reply::Lost), not_done(Reply::status(409))]), Claim::NotSeen, Change::NotSeen(2), "CONFLICT, 409"),
        ("401", refused(1, 401, None), Claim::SignedOut, Change::SignedOut, "no longer accepts your API key"),
    ]
    .map(|(name, happens, claim, change, words)| Case { name, happens, claim, change, words })
    .into()
}
