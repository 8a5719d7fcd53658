//! The server over real sockets. The client writes raw HTTP/1.1: a library would tidy the bytes.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise, in its helper functions too"
)]

mod api;
mod binary;
mod check;
mod config;
mod cors;
mod embedded;
mod fault;
mod headers;
mod host;
mod load;
mod pages;
mod proxy;
mod start;
mod support;
mod tls;
mod wire;
