//! The browser side of the panel in a browser: the API by fetch against a real
//! server, storage, `config.json`, dialogs, rows, and the crash and start screens. `cargo xtask test` starts the server.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helper functions too"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "a test compares what the panel does with the browser's own storage and address bar"
)]

#[path = "wasm/address_bar.rs"]
mod address_bar;
#[path = "wasm/allocations.rs"]
mod allocations;
#[path = "wasm/boot.rs"]
mod boot;
#[path = "wasm/config.rs"]
mod config;
#[path = "wasm/demo.rs"]
mod demo;
#[path = "wasm/device.rs"]
mod device;
#[path = "wasm/dialog.rs"]
mod dialog;
#[path = "wasm/events.rs"]
mod events;
#[path = "wasm/focus.rs"]
mod focus;
#[path = "wasm/live.rs"]
mod live;
#[path = "wasm/page.rs"]
mod page;
#[path = "wasm/requests.rs"]
mod requests;
#[path = "wasm/rows.rs"]
mod rows;
#[path = "wasm/scroll.rs"]
mod scroll;
#[path = "wasm/stage.rs"]
mod stage;
#[path = "wasm/storage.rs"]
mod storage;
#[path = "wasm/tabs.rs"]
mod tabs;
#[path = "wasm/time.rs"]
mod time;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
