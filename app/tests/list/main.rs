//! The list against the simulator: pages, refreshes, loading all, what is
//! shown of it, selection and exports.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, in its helper functions too"
)]

mod edits;
mod export;
mod load_all;
mod pages;
mod panel;
mod refresh;
mod selection;
#[allow(
    dead_code,
    unused_imports,
    reason = "these tests need no random network"
)]
#[path = "../support/mod.rs"]
mod support;
#[allow(dead_code, reason = "only the ports draw from it")]
#[path = "../../../tests/test_rng/mod.rs"]
mod test_rng;
mod view;
#[path = "../../../tests/client/wire.rs"]
mod wire;
