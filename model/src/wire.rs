//! What is sent, how an answer is read, and the words for every failure.

mod answer;
mod failure;
mod percent;
mod request;

pub use answer::{Cursor, Next, Page, decode_address, decode_page, decode_released};
pub use failure::{Effect, Failure, Words};
pub use percent::{decode as percent_decode, encode as percent_encode};
pub use request::{
    ListQuery, Method, Order, PAGE_SIZE, Request, assign, claim, list, release, unassign, verify,
};
