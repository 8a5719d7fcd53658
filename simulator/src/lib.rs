//! A Paperspace account in memory, behind requests and responses.
//!
//! The demo in the page, the tests and `cargo xtask serve` talk to this crate
//! through the same bytes as to the live API, so status codes, decoding, 401
//! and cursors are the same code everywhere. It is pure: the time comes in as
//! an argument and nothing is random. It writes JSON with types of its own, so
//! that a wrong shape in the panel cannot hide in a shared struct.
//!
//! Each rule names the section of `docs/api.md` that it mirrors;
//! `docs/simulator.md` tells where it differs from the live API.

mod account;
mod address;
mod cursor;
mod date;
mod demo;
#[cfg(feature = "faults")]
mod fault;
mod generated;
mod json;
mod keys;
mod machine;
mod machine_list;
mod mixing;
#[cfg(feature = "faults")]
mod odd;
mod public_ip_list;
mod query;
mod refusal;
mod region;
mod routes;
mod rules;
#[cfg(feature = "faults")]
mod trouble;
mod typed;

pub use account::Account;
pub use address::Address;
#[cfg(feature = "faults")]
pub use fault::Fault;
pub use keys::Service;
pub use machine::Machine;
#[cfg(feature = "faults")]
pub use odd::Odd;
pub use refusal::Refusal;
pub use routes::handle;

/// One HTTP request as the API sees it, relative to the API base.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The method in capitals, such as `GET`.
    pub method: String,
    /// The path below the base, such as `/public-ips/203.0.113.7`.
    pub path: String,
    /// The query as sent, without the `?`; empty if there is none.
    pub query: String,
    /// The value of the `Authorization` header.
    pub authorization: Option<String>,
    /// The body; empty if there is none.
    pub body: String,
}

impl Request {
    /// The key that it came with.
    fn key(&self) -> Option<&str> {
        self.authorization.as_deref()?.strip_prefix("Bearer ")
    }
}

/// The answer to a [`Request`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// JSON, unless a fault made it something else.
    pub body: String,
    /// The value of the header `Retry-After`, where there is one.
    pub retry_after: Option<String>,
    /// Whether and when the answer reaches the client.
    pub arrival: Arrival,
}

/// What becomes of an answer on its way to the client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrival {
    /// It arrives.
    #[default]
    Prompt,
    /// It arrives later than a client waits.
    Late,
    /// It is lost: the connection ends without an answer.
    Never,
}

impl Response {
    fn new(status: u16, body: String) -> Self {
        Self {
            status,
            body,
            retry_after: None,
            arrival: Arrival::Prompt,
        }
    }
}
