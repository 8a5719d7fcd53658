//! The panel's requests, answered by the simulator, read as the panel reads them.

mod wire;

use model::wire::{Failure, Request};
use simulator::Account;

pub(crate) use wire::NOW;

/// Sends a request at `now` and gives the body of a 200, or the failure.
pub(crate) fn send(account: &mut Account, request: &Request, now: i64) -> Result<String, Failure> {
    wire::outcome(simulator::handle(
        account,
        &wire::request(request, None),
        now,
    ))
}
