//! What a network and an API do to a request (`docs/simulator.md`, Failures on demand).

use model::wire::{Diagnosis, Failure, Method, Request};
use simulator::{Malformed, Odd};

use crate::checks::secret::KEY;

/// A kind of fault.
pub(crate) struct Fault {
    pub(crate) name: &'static str,
    pub(crate) answer: Faulty,
    pub(crate) carried_out: CarriedOut,
    /// Which requests it can happen to.
    pub(crate) to: fn(&Request) -> bool,
}

/// What the panel gets instead of the answer.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Faulty {
    /// One of these statuses with the API's own error object.
    Refusal(&'static [u16]),
    /// The same, with one of these times to wait, in seconds.
    Wait(u16, &'static [u32]),
    /// One of these statuses with a page of HTML.
    Html(&'static [u16]),
    /// The connection breaks.
    Broken,
    /// Nothing, for longer than the panel waits.
    TimedOut,
    /// The computer has no network.
    Offline,
    /// One of these defects of a 200.
    Malformed(&'static [Malformed]),
    /// One of these statuses, and a text that repeats the key.
    RepeatedKey(&'static [u16]),
    /// A body that is longer than the browser reads.
    TooLong,
    /// A list whose items name their addresses otherwise.
    Renamed,
}

/// Whether the API carries the request out all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CarriedOut {
    No,
    /// Before the panel gets its answer.
    Before,
    /// At any time after it.
    Later,
}

use CarriedOut::{Before, Later, No};
use Faulty::{Broken, Html, Offline, Refusal, Renamed, RepeatedKey, TimedOut, TooLong, Wait};

const fn kind(
    name: &'static str,
    answer: Faulty,
    carried_out: CarriedOut,
    to: fn(&Request) -> bool,
) -> Fault {
    Fault {
        name,
        answer,
        carried_out,
        to,
    }
}

fn any(_: &Request) -> bool {
    true
}

fn change(request: &Request) -> bool {
    request.method != Method::Get
}

/// A page of the list.
pub(crate) fn page(request: &Request) -> bool {
    request.method == Method::Get && request.target.starts_with("/public-ips")
}

const LEFT_OUT: &[Malformed] = &[
    Malformed::WithoutItem(0),
    Malformed::WithoutItem(1),
    Malformed::WithoutItem(4),
];

const ODD: &[Malformed] = &[
    Malformed::OddItem(0, Odd::NumberId),
    Malformed::OddItem(1, Odd::ObjectId),
    Malformed::OddItem(2, Odd::LongId),
    Malformed::OddItem(3, Odd::LoneSurrogateId),
    Malformed::OddItem(1, Odd::EmptyId),
    Malformed::OddItem(1, Odd::Ipv6),
    Malformed::OddItem(2, Odd::HostName),
    Malformed::OddItem(0, Odd::NoIp),
    Malformed::OddItem(0, Odd::NoDate),
];

/// Every kind of fault.
pub(crate) const FAULTS: &[Fault] = &[
    kind("400 to 422", Refusal(&[400, 403, 409, 422]), No, any),
    kind("404", Refusal(&[404]), No, any),
    kind("401", Refusal(&[401]), No, any),
    kind("408, 425 or 499", Refusal(&[408, 425, 499]), No, any),
    kind(
        "408, 425 or 499, carried out",
        Refusal(&[408, 425, 499]),
        Before,
        change,
    ),
    kind("429", Refusal(&[429]), No, any),
    kind("429 with a wait", Wait(429, &[5, 90]), No, any),
    kind("5xx", Refusal(&[500, 502, 503, 504]), No, any),
    kind(
        "5xx, carried out",
        Refusal(&[500, 502, 503, 504]),
        Before,
        change,
    ),
    kind(
        "5xx, carried out later",
        Refusal(&[502, 504]),
        Later,
        change,
    ),
    kind("503 with a wait", Wait(503, &[2]), No, any),
    kind(
        "503 with a wait, carried out",
        Wait(503, &[2]),
        Before,
        change,
    ),
    kind("HTML with 5xx", Html(&[500, 502, 503, 504]), No, any),
    kind(
        "HTML with 5xx, carried out",
        Html(&[500, 502, 503, 504]),
        Before,
        change,
    ),
    kind(
        "HTML with 4xx",
        Html(&[400, 401, 403, 404, 407, 408, 429]),
        No,
        any,
    ),
    kind(
        "HTML with 4xx, carried out",
        Html(&[400, 401, 403, 404, 407, 408, 429]),
        Before,
        change,
    ),
    kind("HTML with 200", Html(&[200]), No, any),
    kind("HTML with 200, carried out", Html(&[200]), Before, change),
    kind("broken before the request", Broken, No, any),
    kind("broken before the answer", Broken, Before, any),
    kind("broken, carried out later", Broken, Later, change),
    kind("timed out", TimedOut, No, any),
    kind("timed out, carried out", TimedOut, Before, change),
    kind("timed out, carried out later", TimedOut, Later, change),
    kind("offline", Offline, No, any),
    kind(
        "half a body",
        Faulty::Malformed(&[Malformed::Unclosed, Malformed::Half]),
        Before,
        any,
    ),
    kind(
        "every item twice, or none",
        Faulty::Malformed(&[Malformed::Duplicates, Malformed::EmptyPage]),
        Before,
        page,
    ),
    kind(
        "an item left out",
        Faulty::Malformed(LEFT_OUT),
        Before,
        page,
    ),
    kind("an odd item", Faulty::Malformed(ODD), Before, page),
    kind(
        "a cursor that repeats",
        Faulty::Malformed(&[Malformed::CursorLoop]),
        Before,
        page,
    ),
    kind(
        "more without a cursor",
        Faulty::Malformed(&[Malformed::MoreWithoutCursor]),
        Before,
        page,
    ),
    kind(
        "an unknown region",
        Faulty::Malformed(&[Malformed::UnknownRegion]),
        Before,
        page,
    ),
    kind(
        "missing fields",
        Faulty::Malformed(&[Malformed::MissingFields]),
        Before,
        page,
    ),
    kind(
        "null fields",
        Faulty::Malformed(&[Malformed::NullFields]),
        Before,
        page,
    ),
    kind("no item that can be read", Renamed, Before, page),
    kind("a body that is too long", TooLong, Before, any),
    kind(
        "the key repeated",
        RepeatedKey(&[400, 403, 409, 422, 500, 502]),
        No,
        any,
    ),
    kind(
        "the key repeated, carried out",
        RepeatedKey(&[408, 500, 502, 504]),
        Before,
        change,
    ),
];

/// The names of all kinds of fault.
pub fn fault_names() -> impl Iterator<Item = &'static str> {
    FAULTS.iter().map(|fault| fault.name)
}

/// What the panel makes of a refusal by the API.
pub(crate) fn refusal(status: u16, wait: Option<u32>) -> Failure {
    let code = match status {
        401 => "UNAUTHORIZED",
        404 => "NOT_FOUND",
        408 => "TIMEOUT",
        409 => "CONFLICT",
        429 => "TOO_MANY_REQUESTS",
        499 => "CLIENT_CLOSED_REQUEST",
        500.. => "INTERNAL_SERVER_ERROR",
        _ => "BAD_REQUEST",
    };
    let body = format!("{{\"code\":\"{code}\",\"message\":\"It was made to fail.\"}}");
    Failure::from_answer(status, &body).with_retry_after(wait)
}

/// What the panel makes of an answer that never came.
pub(crate) fn broken() -> Failure {
    Failure::Unreachable(Diagnosis::Unknown)
}

/// A text that repeats the key, in one of the ways in which a service or a proxy may spell it.
pub(crate) fn repeating_key(way: usize) -> String {
    let escaped: String = KEY
        .chars()
        .map(|it| format!("\\u{:04x}", u32::from(it)))
        .collect();
    let percent: String = KEY
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    let quoted = KEY.replace('"', "\\\"").replace('/', "\\/");
    let envelope = |rest: &str| format!("{{\"code\":\"FORBIDDEN\",{rest}}}");
    match way {
        0 => envelope(&format!(
            "\"message\":\"The key {quoted} may not do that.\""
        )),
        1 => envelope(&format!(
            "\"message\":\"No right.\",\"details\":{{\"key\":\"{escaped}\"}}"
        )),
        2 => envelope(&format!("\"message\":\"Called with ?key={percent}.\"")),
        // It stands where the page cuts off what it shows.
        _ => format!("<p>{}Authorization: Bearer {KEY}</p>", "x".repeat(165)),
    }
}

/// How many ways there are.
pub(crate) const WAYS: usize = 4;

/// A page that is not the API's.
pub(crate) const HTML: &str = "<!doctype html><html><body>Sign in to the network</body></html>";
