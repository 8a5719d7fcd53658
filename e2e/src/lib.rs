//! Browser tests of the panel: the tools.
//!
//! A test says what a person does, by the roles and names that a screen reader
//! would say, and what the person then sees. Each test has a browser of its own
//! and a server of its own in this process. Nothing here waits for a fixed time:
//! each look at the page is repeated until it fits or ten seconds are over.

#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise: that is how it fails"
)]

mod act;
mod axe;
mod browser;
mod computed;
mod console;
mod driver;
mod expect;
mod firefox;
mod heard;
mod inside;
mod keys;
mod layout;
mod locate;
mod modes;
mod nginx;
mod page;
mod panel;
mod plain_host;
mod resolve;
mod role;
mod run;
mod see;
mod sentinel;
mod wait;
mod windows;

pub use axe::Axe;
pub use locate::Locator;
pub use nginx::Nginx;
pub use page::Page;
pub use panel::{
    Panel, firefox_test, free_address, now, options, panel_test, panel_test_with, start,
};
pub use plain_host::{Mishap, PlainHost};
pub use role::Role;
pub use run::page_test;
pub use server::{Config, Fault, Gate, Options};
pub use thirtyfour::Key;
pub use wait::DEADLINE;
