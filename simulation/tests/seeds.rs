//! A share of the simulation in every test run.

#![cfg(not(target_arch = "wasm32"))]

use simulation::{ENOUGH, fault_names, play_until};

/// What the runs are to come to, besides the faults: they would prove little of what they hardly reach.
const OUTCOMES: [&str; 32] = [
    "refreshed",
    "loaded all",
    "retried",
    "done",
    "confirmed by the list",
    "gone already",
    "nothing changed",
    "not sent",
    "not seen",
    "unknown",
    "swapped",
    "not swapped",
    "swap taken back or left halfway",
    "undone",
    "not undone",
    "done in bulk",
    "failed in bulk",
    "claimed",
    "claimed and assigned",
    "lost claim found",
    "several found",
    "lost claim not found",
    "lost claim unknown",
    "more claimed than asked for",
    "signed out",
    "reloaded",
    "slept",
    "clock set",
    "two tabs",
    "answers that lag",
    "changed by a colleague",
    "two different faults in a row",
];

#[test]
fn what_is_shown_and_reported_is_so() {
    let summary = play_until(ENOUGH, 0..10_000);
    let failed: Vec<String> = summary
        .failed
        .iter()
        .map(|(seed, violation)| format!("`cargo xtask simulate --replay {seed}`: {violation}\n"))
        .collect();
    assert!(failed.is_empty(), "\n{}", failed.concat());
    for name in OUTCOMES.into_iter().chain(fault_names()) {
        let times = summary.coverage.of(name);
        assert!(times >= 10, "{name}: only {times} times");
    }
}
