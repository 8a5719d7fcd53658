//! Faults and gates that a test plans for requests before they arrive.

mod fault;
mod gate;

pub use fault::Fault;
pub(crate) use fault::truncate;
pub(crate) use gate::Barrier;
pub use gate::{Gate, Point};

use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// The plan for one request. A gate holds it first, then it ends in the fault.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) barrier: Option<(Point, Barrier)>,
    pub(crate) fault: Option<Fault>,
}

/// A planned effect on the next request with this method and a path that begins with `prefix`.
#[derive(Debug)]
struct Rule<T> {
    method: String,
    prefix: String,
    effect: T,
}

/// Removes the oldest rule that matches.
fn take<T>(rules: &mut Vec<Rule<T>>, method: &str, path: &str) -> Option<T> {
    let at = rules
        .iter()
        .position(|rule| rule.method == method && path.starts_with(&rule.prefix))?;
    Some(rules.remove(at).effect)
}

#[derive(Debug, Default)]
struct Rules {
    gates: Vec<Rule<(Point, Barrier)>>,
    faults: Vec<Rule<Fault>>,
}

/// The planned faults and gates, in two queues: a request can meet one of each.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    rules: Mutex<Rules>,
    ended: watch::Sender<bool>,
}

impl Faults {
    /// Ends all waiting: a held request must not keep the server from stopping.
    pub(crate) fn end(&self) {
        self.ended.send_replace(true);
        *self.rules() = Rules::default();
    }

    /// Waits at a barrier; `false` if the server stops first.
    pub(crate) async fn wait(&self, barrier: Barrier) -> bool {
        let mut ended = self.ended.subscribe();
        tokio::select! {
            () = barrier.wait() => true,
            _ = ended.wait_for(|yes| *yes) => false,
        }
    }

    /// Plans a fault for one request.
    pub(crate) fn add(&self, method: &str, prefix: &str, fault: Fault) {
        self.rules().faults.push(Rule {
            method: method.to_owned(),
            prefix: prefix.to_owned(),
            effect: fault,
        });
    }

    /// Plans a gate for one request.
    pub(crate) fn hold(&self, method: &str, prefix: &str, point: Point) -> Gate {
        let (gate, barrier) = gate::gate();
        self.rules().gates.push(Rule {
            method: method.to_owned(),
            prefix: prefix.to_owned(),
            effect: (point, barrier),
        });
        gate
    }

    /// Takes the plan for a request that arrives now.
    pub(crate) fn take(&self, method: &str, path: &str) -> Plan {
        let mut rules = self.rules();
        Plan {
            barrier: take(&mut rules.gates, method, path),
            fault: take(&mut rules.faults, method, path),
        }
    }

    fn rules(&self) -> MutexGuard<'_, Rules> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
