//! What a user does to addresses, against the simulator: forms, swaps, undo,
//! bulk operations, claims, links and commands.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, in its helper functions too"
)]

#[path = "acting/bulk.rs"]
mod bulk;
#[path = "acting/changes.rs"]
mod changes;
#[path = "acting/claim.rs"]
mod claim;
#[path = "acting/commands.rs"]
mod commands;
#[path = "acting/desk.rs"]
mod desk;
#[path = "acting/elsewhere.rs"]
mod elsewhere;
#[path = "acting/evidence.rs"]
mod evidence;
#[path = "acting/links.rs"]
mod links;
#[path = "acting/open_work.rs"]
mod open_work;
#[path = "acting/sign_in.rs"]
mod sign_in;
#[allow(
    dead_code,
    unused_imports,
    reason = "these tests need no random network"
)]
mod support;
#[path = "acting/swap.rs"]
mod swap;
#[path = "acting/tabs.rs"]
mod tabs;
#[allow(dead_code, reason = "these tests draw nothing themselves")]
#[path = "../../tests/test_rng/mod.rs"]
mod test_rng;
#[path = "acting/undo.rs"]
mod undo;
#[path = "../../tests/client/wire.rs"]
mod wire;
