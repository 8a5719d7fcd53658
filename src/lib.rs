//! Public IPs: an admin panel for Paperspace public IPs, in the browser.
//!
//! The modules in reading order. Data goes one way: an event calls a verb of
//! the [`store`]; a state machine of `model` says what to send; the transport
//! in [`browser`] sends it; the answer settles the state machine; the views
//! follow its signals. See `docs/architecture.md`.

#![cfg(target_arch = "wasm32")]

mod app;
pub mod browser;
mod components;
mod dialogs;
mod forms;
mod pages;
mod store;
mod ui;

pub use app::start;
// Drawn by the wasm tests.
pub use components::{Listing, Rows};
pub use pages::config_error_page;
pub use ui::dialog;
