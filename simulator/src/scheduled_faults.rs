//! Keys whose requests fail by themselves, and requests that are carried out after their answer
//! (`docs/simulator.md`, Failures on demand).

use crate::accounts::Service;
use crate::fault::Fault;
use crate::{Request, Response};

/// The state of the faults of earlier requests.
#[derive(Clone, Debug, Default)]
pub(crate) struct ScheduledFaults {
    /// Delayed requests in the order of arrival, each with its time in ms since the epoch.
    delayed: Vec<(i64, Request)>,
    /// How many requests the key `flaky` has made.
    flaky: u32,
}

impl Service {
    /// The fault that the key of a request asks for.
    pub(crate) fn fault_of_key(&mut self, request: &Request) -> Option<Fault> {
        let is_claim = request.method == "POST";
        match request.key()? {
            "flaky" => {
                self.faults.flaky = self.faults.flaky.wrapping_add(1);
                let fails = self.faults.flaky.is_multiple_of(3);
                fails.then_some(Fault::Refused {
                    status: 503,
                    retry_after: None,
                })
            }
            "lost-claims" if is_claim => Some(Fault::AnswerLost),
            "late-claims" if is_claim => Some(Fault::Delayed {
                by: 3_000,
                answer: Some(504),
            }),
            _ => None,
        }
    }

    /// Carries a request out once it is `due` (ms since the epoch).
    pub(crate) fn delay(&mut self, request: &Request, due: i64) {
        self.faults.delayed.push((due, request.clone()));
    }

    /// Carries out the delayed requests that are due at `now`, each as of its own time.
    pub(crate) fn run_due(&mut self, now: i64) {
        let delayed = std::mem::take(&mut self.faults.delayed);
        let (due, waiting): (Vec<_>, Vec<_>) =
            delayed.into_iter().partition(|(due, _)| *due <= now);
        self.faults.delayed = waiting;
        for (time, request) in due {
            self.carry_out(&request, time);
        }
    }

    /// Carries out all delayed requests at `now` (ms since the epoch), due or not, and returns
    /// the answers, which reach no client.
    pub fn run_delayed(&mut self, now: i64) -> Vec<Response> {
        let delayed = std::mem::take(&mut self.faults.delayed);
        delayed
            .iter()
            .map(|(_, request)| self.carry_out(request, now))
            .collect()
    }
}
