//! Public IPs: an admin panel for Paperspace public IPs, in the browser.
//!
//! The application is the crate `app`. Here [`browser`] implements its ports, and the views draw
//! what its slices hold and call their verbs. See `docs/architecture.md`.

#![cfg(target_arch = "wasm32")]
#![allow(
    missing_docs,
    reason = "a program, not a library: an item is public for its own tests"
)]

pub mod browser;
mod components;
mod dialogs;
mod pages;
mod parts;
mod start;
mod ui;

// Drawn by the wasm tests.
pub use components::Rows;
pub use pages::config_error_page;
pub use start::start;
pub use ui::dialog;
