//! The panel's requests, answered by the simulator, read as the panel reads them.

use model::wire::{Failure, Request};
use simulator::Account;

/// A time to open an account at, in ms since the epoch.
pub(crate) const NOW: i64 = 1_795_000_000_000;

/// Sends a request at `now` and gives the body of a 200, or the failure.
pub(crate) fn send(account: &mut Account, request: &Request, now: i64) -> Result<String, Failure> {
    let target = &request.target;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let request = simulator::Request {
        method: request.method.name().to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        authorization: None,
        body: request.body.clone().unwrap_or_default(),
    };
    let answer = simulator::handle(account, &request, now);
    match answer.status {
        200 => Ok(answer.body),
        status => Err(Failure::from_answer(status, &answer.body)),
    }
}
