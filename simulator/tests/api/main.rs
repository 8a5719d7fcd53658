//! The simulator as a client sees it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, in its helper functions too"
)]

mod client;

mod changes;
mod demo;
mod faults;
mod keys;
mod large;
mod list;
mod machines;
mod refusals;
mod typed;
mod walk;
