//! Simulates a Paperspace account in memory, behind requests and responses.
//!
//! The demo in the page, the tests and `cargo xtask serve` send it the same bytes as the live
//! API, so that status codes, decoding, 401 and cursors are the same code everywhere. It is pure:
//! time is an argument and nothing is random. It shares no type with the panel, so that a wrong
//! shape cannot hide in a shared struct.
//!
//! Each rule names the section of `docs/api.md` that it mirrors; `docs/simulator.md` lists the
//! differences from the live API.

mod account;
mod accounts;
mod address;
mod cursor;
mod date;
mod demo;
#[cfg(feature = "faults")]
mod fault;
mod generated;
mod machine;
mod machine_list;
#[cfg(feature = "faults")]
mod magic_keys;
mod magic_machine_ids;
#[cfg(feature = "faults")]
mod magic_steps;
#[cfg(feature = "faults")]
mod malformed;
mod mixing;
#[cfg(feature = "faults")]
mod odd;
mod page;
#[cfg(feature = "faults")]
mod past;
mod public_ip_list;
mod query;
mod refusal;
mod region;
#[cfg(feature = "faults")]
mod reply;
mod routes;
mod rules;
#[cfg(feature = "faults")]
mod scheduled_faults;

pub use account::Account;
pub use accounts::Service;
pub use address::Address;
#[cfg(feature = "faults")]
pub use fault::Fault;
pub use machine::Machine;
#[cfg(feature = "faults")]
pub use malformed::Malformed;
#[cfg(feature = "faults")]
pub use odd::Odd;
pub use refusal::Refusal;
#[cfg(feature = "faults")]
pub use reply::Reply;
pub use routes::handle;

/// One HTTP request as the API sees it, relative to the API base.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// In capitals, such as `GET`.
    pub method: String,
    /// Below the base, such as `/public-ips/203.0.113.7`.
    pub path: String,
    /// As sent, without the `?`; empty if there is none.
    pub query: String,
    /// The value of the `Authorization` header.
    pub authorization: Option<String>,
    /// Empty if there is none.
    pub body: String,
}

impl Request {
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
    /// The value of the `Retry-After` header.
    pub retry_after: Option<String>,
    /// Whether and when the client gets it.
    pub arrival: Arrival,
}

/// The way of a [`Response`] to the client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrival {
    /// It arrives at once.
    #[default]
    Prompt,
    /// It arrives later than a client waits.
    Late,
    /// Half of its body arrives, and the connection ends.
    CutOff,
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

    fn json(status: u16, body: &impl serde::Serialize) -> Self {
        // Writing these structs to a string cannot fail.
        Self::new(status, serde_json::to_string(body).unwrap_or_default())
    }
}
