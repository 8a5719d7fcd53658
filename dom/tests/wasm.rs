//! Elements in a browser. `cargo xtask test` runs them in Chromium.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking, in its helper functions too"
)]

#[path = "wasm/attributes.rs"]
mod attributes;
#[path = "wasm/children.rs"]
mod children;
#[path = "wasm/content.rs"]
mod content;
#[path = "wasm/lifetimes.rs"]
mod lifetimes;
#[path = "wasm/stage.rs"]
mod stage;
#[path = "wasm/tracking.rs"]
mod tracking;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
