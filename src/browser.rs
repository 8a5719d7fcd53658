//! What the panel needs of the browser, one file each. Nothing outside this
//! folder touches fetch, storage, the address bar, the clipboard or focus.

pub mod activity;
pub mod channel;
pub mod clipboard;
pub mod clock;
pub mod crash;
pub mod download;
pub mod focus;
pub mod highlight;
pub mod keyboard;
pub mod locale;
pub mod location;
pub mod network;
pub mod page;
pub mod sentinel;
pub mod storage;
pub mod task;
pub mod transport;
pub mod upload;
pub mod viewport;
