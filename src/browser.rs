//! What the panel needs of the browser, one file each. Nothing outside this
//! folder touches fetch, storage, the address bar, the clipboard or focus.

pub mod address_bar;
pub mod api;
pub mod config;
pub mod crash;
pub mod device;
pub mod events;
mod fetch;
pub mod focus;
pub mod height;
pub mod highlight;
pub mod keyboard;
pub mod locale;
pub mod page;
pub mod part;
pub mod ports;
pub mod random;
pub mod sentinel;
pub mod tabs;
pub mod task;
pub mod time;
pub mod upload;
pub mod viewport;
pub mod web_storage;
