//! Requests that are carried out after they were answered, and keys whose requests fail by
//! themselves (`docs/simulator.md`, Failures on demand).

use crate::fault::Fault;
use crate::keys::Service;
use crate::{Request, Response};

/// With the key `flaky`, every request of this many fails.
const FLAKY: u32 = 3;
/// With the key `late-claims`, a claim is carried out this many milliseconds after its answer.
const LATE: i64 = 3_000;

/// What the faults of earlier requests left behind.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trouble {
    /// Requests that wait, each with its time in ms since the epoch, in the order of arrival.
    late: Vec<(i64, Request)>,
    /// How many requests the key `flaky` has made.
    flaky: u32,
}

impl Service {
    /// The fault that a request meets because of its key.
    pub(crate) fn fault_of_key(&mut self, request: &Request) -> Option<Fault> {
        let claim = request.method == "POST";
        match request.key()? {
            "flaky" => {
                self.trouble.flaky = self.trouble.flaky.wrapping_add(1);
                let fails = self.trouble.flaky.is_multiple_of(FLAKY);
                fails.then_some(Fault::Refused {
                    status: 503,
                    retry_after: None,
                })
            }
            "lost-claims" if claim => Some(Fault::Lost),
            "late-claims" if claim => Some(Fault::Delayed {
                by: LATE,
                answer: Some(504),
            }),
            _ => None,
        }
    }

    /// Carries a request out once it is `due` (ms since the epoch).
    pub(crate) fn delay(&mut self, request: &Request, due: i64) {
        self.trouble.late.push((due, request.clone()));
    }

    /// Carries out what was delayed and is due at `now`, each as of its own time.
    pub(crate) fn catch_up(&mut self, now: i64) {
        let late = std::mem::take(&mut self.trouble.late);
        let (due, waiting): (Vec<_>, Vec<_>) = late.into_iter().partition(|(due, _)| *due <= now);
        self.trouble.late = waiting;
        for (time, request) in due {
            self.carry_out(&request, time);
        }
    }

    /// Carries out all that was delayed, at `now` (ms since the epoch), whenever it was due, and
    /// gives the answers that nobody gets.
    pub fn settle(&mut self, now: i64) -> Vec<Response> {
        let late = std::mem::take(&mut self.trouble.late);
        late.iter()
            .map(|(_, request)| self.carry_out(request, now))
            .collect()
    }
}
