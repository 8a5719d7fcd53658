//! The script of a test: what happens to requests that have not arrived yet.

use crate::fault::Fault;
use std::sync::{Mutex, PoisonError};
use tokio::sync::watch;

/// Where a request is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// Before it is carried out.
    Arrival,
    /// After it was carried out, before anything of its answer is sent.
    Answer,
    /// After the headers and half of the body were sent.
    Body,
}

/// A request that a test holds back. Dropping the gate lets it go as well.
#[derive(Debug)]
pub struct Gate {
    reached: watch::Receiver<bool>,
    release: watch::Sender<bool>,
}

impl Gate {
    /// Waits until the request has arrived. `false` if the server stopped first.
    pub async fn reached(&self) -> bool {
        self.reached.clone().wait_for(|yes| *yes).await.is_ok()
    }

    /// Lets the request go on; also before it has arrived.
    pub fn release(&self) {
        self.release.send_replace(true);
    }
}

/// The server's side of a gate.
#[derive(Debug)]
pub(crate) struct Barrier {
    reached: watch::Sender<bool>,
    released: watch::Receiver<bool>,
}

impl Barrier {
    /// Says that the request is here and waits until it may go on.
    async fn wait(mut self) {
        self.reached.send_replace(true);
        // An error means that the gate was dropped, which is a release too.
        self.released.wait_for(|yes| *yes).await.ok();
    }
}

/// What the script holds for one request.
#[derive(Debug, Default)]
pub(crate) struct Step {
    /// Where it is held, and until when.
    pub(crate) barrier: Option<(Point, Barrier)>,
    pub(crate) fault: Option<Fault>,
}

#[derive(Debug)]
struct Rule<T> {
    method: String,
    prefix: String,
    then: T,
}

/// Takes the oldest rule that matches out of its queue.
fn take<T>(rules: &mut Vec<Rule<T>>, method: &str, path: &str) -> Option<T> {
    let at = rules
        .iter()
        .position(|rule| rule.method == method && path.starts_with(&rule.prefix))?;
    Some(rules.remove(at).then)
}

#[derive(Debug, Default)]
struct Rules {
    gates: Vec<Rule<(Point, Barrier)>>,
    faults: Vec<Rule<Fault>>,
}

/// Two queues, gates and faults, so that one request can be held and then fail.
#[derive(Debug, Default)]
pub(crate) struct Script {
    rules: Mutex<Rules>,
    ended: watch::Sender<bool>,
}

impl Script {
    /// Ends all waiting, so that a held request does not keep a server from stopping.
    pub(crate) fn end(&self) {
        self.ended.send_replace(true);
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        *rules = Rules::default();
    }

    /// Waits at a barrier. `false` if the script ended first.
    pub(crate) async fn wait(&self, barrier: Barrier) -> bool {
        let mut ended = self.ended.subscribe();
        tokio::select! {
            () = barrier.wait() => true,
            _ = ended.wait_for(|yes| *yes) => false,
        }
    }

    /// Adds a fault for one request that is still to arrive.
    pub(crate) fn fault(&self, method: &str, prefix: &str, fault: Fault) {
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        rules.faults.push(Rule {
            method: method.to_owned(),
            prefix: prefix.to_owned(),
            then: fault,
        });
    }

    /// Adds a gate for one request that is still to arrive.
    pub(crate) fn hold(&self, method: &str, prefix: &str, point: Point) -> Gate {
        let (reached_sender, reached) = watch::channel(false);
        let (release, released) = watch::channel(false);
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        rules.gates.push(Rule {
            method: method.to_owned(),
            prefix: prefix.to_owned(),
            then: (
                point,
                Barrier {
                    reached: reached_sender,
                    released,
                },
            ),
        });
        Gate { reached, release }
    }

    /// What the script holds for a request that arrives now.
    pub(crate) fn next(&self, method: &str, path: &str) -> Step {
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        Step {
            barrier: take(&mut rules.gates, method, path),
            fault: take(&mut rules.faults, method, path),
        }
    }
}
