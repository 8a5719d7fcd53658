//! The panel's state against the simulator: whatever a person, somebody else and the
//! network do, what is shown and told is so.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking, in its helper functions too"
)]

#[path = "panel/change.rs"]
mod change;
#[path = "panel/claim.rs"]
mod claim;
#[path = "panel/flight.rs"]
mod flight;
#[path = "panel/network.rs"]
mod network;
#[path = "panel/run.rs"]
mod run;
#[path = "panel/state.rs"]
mod state;
mod test_rng;
#[path = "panel/told.rs"]
mod told;
#[path = "panel/truth.rs"]
mod truth;
#[path = "client/wire.rs"]
mod wire;

use told::Told;

#[test]
fn what_is_shown_and_told_is_so() {
    let mut told = Told::default();
    for seed in 0..1_000 {
        told.add(run::play(seed).told);
    }
    // The runs would prove little of what they hardly come to.
    assert!(told.least() >= 10, "{told:?}");
}
