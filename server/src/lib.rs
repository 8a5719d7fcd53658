//! Serves a built panel with the security headers, and `/v1` from the simulator or, by reverse proxy, from a live API.
//!
//! The binary adds command-line flags to [`start`]. Browser tests call [`start`] themselves, plan faults and read the
//! journal of requests.

mod access_log;
mod api;
mod banner;
mod base_url;
mod check;
mod config;
mod connections;
mod cors;
mod endpoints;
mod faults;
mod headers;
mod host_check;
mod journal;
mod options;
mod panel;
mod path;
mod proxy;
mod reply;
mod request;
mod simulator_backend;
mod split_body;
mod start;
mod start_error;
mod state;
mod static_files;
mod tls;

pub use check::check;
pub use faults::{Fault, Gate, Point};
pub use journal::Entry;
pub use options::{Backend, Config, Limits, LogFormat, Options, Tls};
pub use panel::{EmbeddedFile, Panel};
pub use start::{Server, start, start_within};
pub use start_error::StartError;
