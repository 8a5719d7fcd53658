//! Failures on demand, one step for each request (`docs/simulator.md`, Failures on demand).

use crate::fault::Fault;
use crate::refusal::Refusal;
use crate::reply::Reply;

/// The fault of each step; `None` is an answer without a fault.
pub(crate) type Steps = Vec<Option<Fault>>;

/// Reads steps such as `502-then-done-html-404`; `None` for any other text.
pub(crate) fn parse(text: &str) -> Option<Steps> {
    text.split("-then-").map(step).collect()
}

fn step(text: &str) -> Option<Option<Fault>> {
    let fault = match text {
        "ok" => return Some(None),
        "unsent" => Fault::NotCarriedOut(Reply::Lost),
        "lost" => Fault::CarriedOut(Reply::Lost),
        "slow" => Fault::CarriedOut(Reply::Late),
        "cut" => Fault::CarriedOut(Reply::CutOff),
        _ => match text.strip_prefix("done-") {
            Some(reply) => Fault::CarriedOut(self::reply(reply)?),
            None => Fault::NotCarriedOut(self::reply(text)?),
        },
    };
    Some(Some(fault))
}

fn reply(text: &str) -> Option<Reply> {
    let (of_status, digits): (fn(u16) -> Reply, _) = match text.split_once('-') {
        Some(("html", digits)) => (Reply::Html, digits),
        Some(("login", digits)) => (Reply::LoginPage, digits),
        _ => (refused, text),
    };
    let status = digits.parse().ok()?;
    let is_possible = if digits == text {
        Refusal::on_demand(status).is_some()
    } else {
        (200..600).contains(&status)
    };
    is_possible.then(|| of_status(status))
}

fn refused(status: u16) -> Reply {
    Reply::Refused {
        status,
        retry_after: (status == 429).then(|| "5".to_owned()),
    }
}

/// The fault of the request after `count` others; after the last step the first comes again.
pub(crate) fn at(mut steps: Steps, count: usize) -> Option<Fault> {
    let step = count.checked_rem(steps.len())?;
    steps.swap_remove(step)
}
