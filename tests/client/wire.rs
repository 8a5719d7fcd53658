//! Between the panel's requests and failures and the simulator's requests and responses.

use model::wire::{Diagnosis, Failure, Request};
use simulator::{Arrival, Response};

/// A time to open an account at, in ms since the epoch.
pub(crate) const NOW: i64 = 1_795_000_000_000;

/// A request as the simulator takes it, with this key.
pub(crate) fn request(request: &Request, key: Option<&str>) -> simulator::Request {
    let target = &request.target;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    simulator::Request {
        method: request.method.name().to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        authorization: key.map(|key| ["Bearer ", key].concat()),
        body: request.body.clone().unwrap_or_default(),
    }
}

/// The body of a 200, or the failure that the panel makes of it.
pub(crate) fn outcome(answer: Response) -> Result<String, Failure> {
    match (answer.arrival, answer.status) {
        (Arrival::Prompt, 200) => Ok(answer.body),
        (Arrival::Prompt, status) => {
            let asked = answer.retry_after.and_then(|text| text.parse().ok());
            Err(Failure::from_answer(status, &answer.body).with_retry_after(asked))
        }
        (Arrival::Late, _) => Err(Failure::TimedOut),
        (Arrival::CutOff | Arrival::Never, _) => Err(Failure::Unreachable(Diagnosis::Unknown)),
    }
}
