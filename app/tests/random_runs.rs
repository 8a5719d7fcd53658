//! The whole application against the simulator: whatever two users and the
//! network do, what the panel shows and reports is so.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking, in its helper functions too"
)]

#[path = "random_runs/changes.rs"]
mod changes;
#[path = "random_runs/checks.rs"]
mod checks;
#[path = "random_runs/claims.rs"]
mod claims;
#[path = "random_runs/coverage.rs"]
mod coverage;
#[path = "random_runs/observe.rs"]
mod observe;
#[path = "random_runs/refreshes.rs"]
mod refreshes;
#[path = "random_runs/run.rs"]
mod run;
#[allow(dead_code, reason = "these tests neither reload nor save")]
mod support;
#[path = "../../tests/test_rng/mod.rs"]
mod test_rng;
#[path = "random_runs/travel.rs"]
mod travel;
#[path = "random_runs/truth.rs"]
mod truth;
#[path = "random_runs/user.rs"]
mod user;
#[path = "../../tests/client/wire.rs"]
mod wire;

use coverage::Coverage;

/// Plays 1,000 runs, or the one that `SEED` names.
#[test]
fn what_is_shown_and_reported_is_so() {
    if let Ok(seed) = std::env::var("SEED") {
        run::play(seed.parse().unwrap());
        return;
    }
    let mut coverage = Coverage::default();
    for seed in 0..1_000 {
        coverage.add(run::play(seed));
    }
    // The runs would prove little of what they hardly come to.
    assert!(coverage.least() >= 10, "{coverage:?}");
}
