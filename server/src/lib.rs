//! Serves a built panel with the headers of a release, and `/v1` beside it:
//! from the simulator, or by reverse proxy from a live API.
//!
//! The binary is a thin layer of flags over [`start`]; browser tests call
//! [`start`] themselves, script faults and read the journal of requests.

mod api;
mod base;
mod config;
mod connections;
mod cors;
mod fault;
mod greeting;
mod headers;
mod host;
mod journal;
mod log;
mod options;
mod pages;
mod paths;
mod proxy;
mod refusal;
mod reply;
mod script;
mod shared;
mod simulated;
mod slow;
mod start;

pub use fault::Fault;
pub use journal::Entry;
pub use options::{Backend, Config, Limits, Options};
pub use refusal::StartError;
pub use script::{Gate, Point};
pub use start::{Server, start, start_within};
