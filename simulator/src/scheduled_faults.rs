//! Faults of requests to come, and requests that are carried out after their answer
//! (`docs/simulator.md`, Failures on demand).

use crate::fault::Fault;
use crate::magic_machine_ids::MagicId;
use crate::past::Past;
use crate::{Arrival, Request, magic_keys, magic_steps};

/// The state of the faults of earlier requests.
#[derive(Clone, Debug, Default)]
pub(crate) struct ScheduledFaults {
    /// Delayed requests in the order of arrival, each with its time in ms since the epoch.
    delayed: Vec<(i64, Request)>,
    /// Faults with their method and the beginning of their path, in order.
    scheduled: Vec<(String, String, Fault)>,
    /// How many requests there were of each key, method and list or machine id.
    counts: Vec<(String, usize)>,
    /// What lists that lag behind show.
    pub(crate) past: Past,
}

impl ScheduledFaults {
    /// The fault of a request: one that is scheduled, or that its key or machine id asks for.
    pub(crate) fn fault_of(&mut self, request: &Request) -> Option<Fault> {
        let key = request.key()?;
        let count = self.count(format!("{key} {} {}", request.method, list(request)));
        self.take_scheduled(request)
            .or_else(|| match key {
                // Every third request of all.
                "flaky" => (self.count(key.to_owned()) % 3 == 2).then(unavailable),
                _ => magic_keys::fault(key, request, count),
            })
            .or_else(|| self.of_machine(key, request))
    }

    pub(crate) fn schedule(&mut self, method: &str, path_prefix: &str, fault: Fault) {
        let (method, prefix) = (method.to_owned(), path_prefix.to_owned());
        self.scheduled.push((method, prefix, fault));
    }

    fn take_scheduled(&mut self, request: &Request) -> Option<Fault> {
        let at = self.scheduled.iter().position(|(method, prefix, _)| {
            *method == request.method && request.path.starts_with(prefix)
        })?;
        Some(self.scheduled.remove(at).2)
    }

    /// The fault that the machine id of an assignment asks for, unless every account answers it.
    fn of_machine(&mut self, key: &str, request: &Request) -> Option<Fault> {
        let body: serde_json::Value = serde_json::from_str(&request.body).ok()?;
        let id = body.get("machineId")?.as_str()?;
        let MagicId::CarryOut(Arrival::Prompt) = MagicId::parse(id)? else {
            return None;
        };
        let steps = magic_steps::parse(id.strip_prefix("fail-")?)?;
        let count = self.count(format!("{key} {id} {}", request.path));
        magic_steps::at(steps, count)
    }

    /// Counts up, and returns the count before.
    fn count(&mut self, name: String) -> usize {
        match self.counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => {
                *count = count.wrapping_add(1);
                count.wrapping_sub(1)
            }
            None => {
                self.counts.push((name, 1));
                0
            }
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

/// The list of a read; one name for all changes of a method.
fn list(request: &Request) -> &str {
    if request.method == "GET" {
        &request.path
    } else {
        ""
    }
}

fn unavailable() -> Fault {
    Fault::NotCarriedOut(crate::Reply::status(503))
}
