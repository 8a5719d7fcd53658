//! The simulator as a client sees it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, in its helper functions too"
)]

mod client;

mod accounts;
mod changes;
mod demo;
mod faults;
mod large;
mod list;
mod lists_that_lie;
mod machines;
mod magic_machine_ids;
mod refusals;
mod replies;
mod walk;
