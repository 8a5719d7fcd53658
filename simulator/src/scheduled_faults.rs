//! Keys whose requests fail by themselves, and requests that are carried out after their answer
//! (`docs/simulator.md`, Failures on demand).

use crate::Request;
use crate::fault::Fault;

/// The state of the faults of earlier requests.
#[derive(Clone, Debug, Default)]
pub(crate) struct ScheduledFaults {
    /// Delayed requests in the order of arrival, each with its time in ms since the epoch.
    delayed: Vec<(i64, Request)>,
    /// How many requests the key `flaky` has made.
    flaky: u32,
}

impl ScheduledFaults {
    /// The fault that the key of a request asks for.
    pub(crate) fn fault_of_key(&mut self, request: &Request) -> Option<Fault> {
        let is_claim = request.method == "POST";
        match request.key()? {
            "flaky" => {
                self.flaky = self.flaky.wrapping_add(1);
                let fails = self.flaky.is_multiple_of(3);
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

    /// Keeps a request until it is `due` (ms since the epoch).
    pub(crate) fn delay(&mut self, request: &Request, due: i64) {
        self.delayed.push((due, request.clone()));
    }

    /// Takes out the delayed requests that are due at `now`, each with its own time.
    pub(crate) fn take_due(&mut self, now: i64) -> Vec<(i64, Request)> {
        let delayed = self.take_delayed();
        let (due, waiting) = delayed.into_iter().partition(|(due, _)| *due <= now);
        self.delayed = waiting;
        due
    }

    /// Takes out all delayed requests, due or not.
    pub(crate) fn take_delayed(&mut self) -> Vec<(i64, Request)> {
        std::mem::take(&mut self.delayed)
    }
}
