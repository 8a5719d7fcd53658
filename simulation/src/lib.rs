//! The whole application under a seed: the real panel against the simulator, with a person, a
//! colleague, a network and an API that do anything at any time. After every step what is
//! shown and reported is held against the account and its history.
//!
//! A run is drawn from its seed and has its own time, so it is the same on every machine.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "a run fails by panicking"
)]

mod actors;
mod checks;
mod coverage;
#[allow(
    dead_code,
    reason = "a run looks at less of the page than the tests do"
)]
#[path = "../../app/tests/support/page.rs"]
mod page;
mod play;
mod record;
mod rules;
mod run;
mod runner;
mod tab;
#[path = "../../tests/test_rng/mod.rs"]
mod test_rng;
#[path = "../../tests/client/wire.rs"]
mod wire;
mod world;

pub use actors::faults::fault_names;
pub use coverage::Coverage;
pub use play::{Played, play};
pub use rules::Rule;
pub use runner::{ENOUGH, Summary, play_until};
