//! The server over real sockets. The client is a few lines of raw HTTP/1.1, so
//! that nothing between a test and the bytes tidies them.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise, in its helper functions too"
)]

mod api;
mod binary;
mod config;
mod cors;
mod fault;
mod headers;
mod host;
mod pages;
mod proxy;
mod start;
mod support;
mod wire;
