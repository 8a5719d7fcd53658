//! Tools of the browser tests.
//!
//! A test acts and looks as a user does, by roles and accessible names. Each test has its own browser, and its own server
//! in this process. No fixed waits: each expectation is checked until it holds, for ten seconds at most.

#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod actions;
mod axe;
mod browser;
mod browser_tabs;
mod certificate;
mod computed_role;
mod console;
mod console_errors;
mod driver;
mod emulation;
mod evaluate;
mod expect;
mod firefox;
mod key_leaks;
mod keyboard;
mod layout;
mod live_regions;
mod locator;
mod page;
mod page_text;
mod panel;
mod resolve;
mod role;
mod runner;
mod static_host;
mod subfolder;
mod wait;
mod web_server;
mod webkit;

pub use axe::Axe;
pub use locator::Locator;
pub use page::Page;
pub use panel::{
    Panel, dist, firefox_test, free_address, now, options, panel_test, panel_test_with, start,
    tls_panel_test, webkit_test,
};
pub use role::Role;
pub use runner::page_test;
pub use server::{Config, Fault, Gate, Options};
pub use static_host::{FileFault, StaticHost};
pub use subfolder::Subfolder;
pub use thirtyfour::Key;
pub use wait::DEADLINE;
pub use web_server::{Software, WebServer};
