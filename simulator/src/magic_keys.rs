//! Keys whose requests fail by themselves (`docs/simulator.md`, Keys).

use crate::Request;
use crate::fault::Fault;
use crate::magic_steps::{self, Steps};
use crate::malformed::Malformed;
use crate::reply::Reply;

/// The requests between a change and the lists that show it, for the key `lagging`.
const LAG: u32 = 3;

/// Whether the account of a key is that of `demo`, with faults.
pub(crate) fn is_magic(key: &str) -> bool {
    // Tests search for a sentinel where it must not be.
    key.starts_with("sentinel-")
        || matches!(
            key,
            "flaky" | "lost-claims" | "late-claims" | "lagging" | "skipping" | "odd-items"
        )
        || steps(key).is_some()
}

/// The fault that the key of a request asks for. `count` counts the requests of the same key, method
/// and list, from 0.
pub(crate) fn fault(key: &str, request: &Request, count: usize) -> Option<Fault> {
    let is_claim = request.method == "POST";
    let is_list = is_list(request, "/public-ips");
    match key {
        "lost-claims" if is_claim => Some(Fault::CarriedOut(Reply::Lost)),
        "late-claims" if is_claim => Some(Fault::Delayed {
            by: 3_000,
            answer: Reply::status(504),
        }),
        "lagging" if is_list => Some(Fault::Lagging(LAG)),
        "skipping" if is_list && count % 2 == 1 => {
            Some(Fault::Malformed(Malformed::WithoutItem(2)))
        }
        "odd-items" if is_list => Some(Fault::Malformed(Malformed::AllOdd)),
        _ => {
            let (is_meant, steps) = steps(key)?;
            is_meant(request)
                .then(|| magic_steps::at(steps, count))
                .flatten()
        }
    }
}

/// Whether a request is one of those that fail.
type IsMeant = fn(&Request) -> bool;

/// Reads a key such as `fail-claim-done-408`: the requests that fail, and how.
fn steps(key: &str) -> Option<(IsMeant, Steps)> {
    let (requests, steps) = key.strip_prefix("fail-")?.split_once('-')?;
    let is_meant: IsMeant = match requests {
        "claim" => |request| request.method == "POST",
        "assign" => |request| request.method == "PUT",
        "release" => |request| request.method == "DELETE",
        "list" => |request| is_list(request, "/public-ips"),
        "machines" => |request| is_list(request, "/machines"),
        _ => return None,
    };
    Some((is_meant, magic_steps::parse(steps)?))
}

fn is_list(request: &Request, path: &str) -> bool {
    request.method == "GET" && request.path == path
}
