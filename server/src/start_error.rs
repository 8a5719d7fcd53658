//! Errors of the start.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// The reason why a server did not start, with the remedy in its text.
#[derive(Debug)]
pub enum StartError {
    /// The folder holds no `index.html`.
    NoPanel(PathBuf),
    /// Another program has the port.
    Busy(SocketAddr),
    /// Listening failed for another reason.
    Listen(SocketAddr, io::Error),
    /// The upstream URL and its problem.
    Upstream(String, &'static str),
    /// The CORS origin and its problem.
    Cors(String, &'static str),
    /// The problem of the certificate or its key.
    Tls(String),
    /// Keys would travel in clear to this address.
    KeysInClear(SocketAddr),
    /// The API base and its problem.
    ApiBase(String, &'static str),
}

impl std::fmt::Display for StartError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoPanel(dist) => write!(
                f,
                "{} has no index.html: build the panel with `cargo xtask dist`, or name its folder with --dist.",
                dist.display()
            ),
            Self::Busy(address) => write!(
                f,
                "Port {} of {} is in use: stop the other program, or choose another port with --port.",
                address.port(),
                address.ip()
            ),
            Self::Listen(address, error) => write!(
                f,
                "Cannot listen on {address} ({error}): choose another address with --host or --port."
            ),
            Self::Upstream(text, why) => write!(
                f,
                "The upstream `{text}` {why}: give a base URL such as https://api.paperspace.com/v1."
            ),
            Self::Cors(text, why) => write!(
                f,
                "The CORS origin `{text}` {why}: give scheme, host and port only, such as https://panel.example."
            ),
            Self::Tls(why) => write!(
                f,
                "{why}: give a certificate with its key in PEM, by --tls-cert and --tls-key."
            ),
            Self::KeysInClear(address) => write!(
                f,
                "Beyond this machine an API key would travel in clear to {address}: give --tls-cert and --tls-key, or --behind-tls-proxy if a proxy in front of this server speaks https."
            ),
            Self::ApiBase(text, why) => write!(
                f,
                "The API base `{text}` {why}: give an https URL, an http URL on this machine, or a path such as /v1."
            ),
        }
    }
}

impl std::error::Error for StartError {}
