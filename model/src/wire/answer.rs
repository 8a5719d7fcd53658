//! Reading answers: tolerant of what the contract leaves open, so that one
//! strange field never blanks a page (`docs/api.md`, List and Regions).
//!
//! Every field is first taken as JSON text and then read for what it should be;
//! `null`, absent, `""` and a value of another type all mean "not there".

mod machines;

use super::Failure;
use crate::domain::{Address, Claimed, MachineId, PublicIp, Region};

pub use machines::{CurrentUser, MachinePage, decode_machines, decode_session};

/// Where the next page begins. Opaque: the service alone knows what it means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor(String);

impl Cursor {
    /// A cursor as the service sent it; `None` when it is empty.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// The text to send back unchanged.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What comes after a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing: this was the last page.
    End,
    /// Another page.
    Page(Cursor),
    /// More, says the service, but it did not say where.
    MissingCursor,
}

/// One page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The addresses that could be read, in the service's order.
    pub items: Vec<PublicIp>,
    /// How many items could not be read and are missing from `items`.
    pub skipped: u32,
    /// What comes after.
    pub next: Next,
}

/// Reads the answer of a list (`docs/api.md`, List).
///
/// # Errors
/// [`Failure::Unreadable`] when it is not JSON or has no `items`.
pub fn decode_page(body: &str) -> Result<Page, Failure> {
    let (sent, next) = page(body)?;
    let items: Vec<PublicIp> = sent.iter().filter_map(|item| address(item)).collect();
    let skipped = u32::try_from(sent.len() - items.len()).unwrap_or(u32::MAX);
    Ok(Page {
        items,
        skipped,
        next,
    })
}

/// What every list has: its items as JSON text, and what comes after them.
fn page(body: &str) -> Result<(Vec<&str>, Next), Failure> {
    let unreadable = || Failure::unreadable(200, body);
    let [has_more, items, next_page] =
        json::members(body, ["hasMore", "items", "nextPage"]).ok_or_else(unreadable)?;
    let sent = items.and_then(json::items).ok_or_else(unreadable)?;
    // A cursor is opaque, its white space included.
    let cursor = next_page
        .and_then(json::string)
        .and_then(|text| Cursor::parse(&text));
    let next = match (has_more, cursor) {
        (Some("false"), _) => Next::End,
        (_, Some(cursor)) => Next::Page(cursor),
        (Some("true"), None) => Next::MissingCursor,
        (_, None) => Next::End,
    };
    Ok((sent, next))
}

/// Reads the answer of a claim, an assign or an unassign (`docs/api.md`, Claim).
///
/// # Errors
/// [`Failure::Unreadable`] when it holds no address.
pub fn decode_address(body: &str) -> Result<PublicIp, Failure> {
    address(body).ok_or_else(|| Failure::unreadable(200, body))
}

/// Reads the answer of a release (`docs/api.md`, Release).
///
/// # Errors
/// [`Failure::Unreadable`] when it holds no address.
pub fn decode_released(body: &str) -> Result<Address, Failure> {
    json::members(body, ["ip"])
        .and_then(|[ip]| text(ip)?.parse().ok())
        .ok_or_else(|| Failure::unreadable(200, body))
}

/// One item. Only the address itself is indispensable.
fn address(item: &str) -> Option<PublicIp> {
    let [ip, region, created, machine] =
        json::members(item, ["ip", "region", "dtCreated", "assignedMachineId"])?;
    Some(PublicIp {
        address: text(ip)?.parse().ok()?,
        region: Region::parse(&text(region).unwrap_or_default()),
        claimed: Claimed::parse(&text(created).unwrap_or_default()),
        machine: text(machine).and_then(|text| MachineId::parse(&text).ok()),
    })
}

/// A text that says something, without outer white space, or nothing.
pub(super) fn text(value: Option<&str>) -> Option<String> {
    value
        .and_then(json::string)
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
