//! Requests, answers, and the words for every failure.

mod answer;
mod api_base;
mod config;
mod curl;
mod failure;
mod lenient;
mod percent;
mod request;

pub use answer::{
    CurrentUser, Cursor, MachinePage, Next, Page, decode_address, decode_assignment,
    decode_machines, decode_page, decode_released, decode_session,
};
pub use api_base::ApiBase;
pub use config::{Config, ConfigProblem};
pub use curl::Preview;
pub(crate) use failure::MAX_WAIT_SECONDS;
pub use failure::{Diagnosis, Effect, Evidence, Failure, FailureText, ListGap, Outcome};
pub use lenient::{Lenient, Object, Reading, object};
pub use percent::{decode as percent_decode, encode as percent_encode};
pub(crate) use percent::{decode_address as stored_address, encode_address as address_to_store};
pub use request::{
    LARGEST_PAGE, ListQuery, Method, Order, PAGE_SIZE, Rechecked, Request, assign, claim, list,
    machines, release, session, unassign, verify,
};
