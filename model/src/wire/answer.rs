//! Reading answers: tolerant of what the contract leaves open, so that one
//! strange field never blanks a page (`docs/api.md`, List and Regions).
//!
//! Every field is first taken as raw JSON and then read for what it should be;
//! `null`, absent, `""` and a value of another type all mean "not there".

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Failure;
use crate::domain::{Address, Claimed, MachineId, PublicIp, Region};

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
    Lost,
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

#[derive(Deserialize)]
struct RawPage<'a> {
    #[serde(default, borrow, rename = "hasMore")]
    has_more: Option<&'a RawValue>,
    #[serde(borrow)]
    items: Vec<&'a RawValue>,
    #[serde(default, borrow, rename = "nextPage")]
    next_page: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct RawAddress<'a> {
    #[serde(default, borrow)]
    ip: Option<&'a RawValue>,
    #[serde(default, borrow)]
    region: Option<&'a RawValue>,
    #[serde(default, borrow, rename = "dtCreated")]
    created: Option<&'a RawValue>,
    #[serde(default, borrow, rename = "assignedMachineId")]
    machine: Option<&'a RawValue>,
}

/// Reads the answer of a list (`docs/api.md`, List).
///
/// # Errors
/// [`Failure::Unreadable`] when it is not JSON or has no `items`.
pub fn decode_page(body: &str) -> Result<Page, Failure> {
    let raw: RawPage<'_> = object(body).ok_or_else(|| Failure::unreadable(200, body))?;
    let items: Vec<PublicIp> = raw
        .items
        .iter()
        .filter_map(|item| address(item.get()))
        .collect();
    let skipped = u32::try_from(raw.items.len() - items.len()).unwrap_or(u32::MAX);
    let has_more = raw
        .has_more
        .and_then(|raw| serde_json::from_str::<bool>(raw.get()).ok());
    let cursor = string(raw.next_page).and_then(|text| Cursor::parse(&text));
    let next = match (has_more, cursor) {
        (Some(false), _) | (None, None) => Next::End,
        (Some(true), None) => Next::Lost,
        (_, Some(cursor)) => Next::Page(cursor),
    };
    Ok(Page {
        items,
        skipped,
        next,
    })
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
    object::<RawAddress<'_>>(body)
        .and_then(|raw| text(raw.ip)?.parse().ok())
        .ok_or_else(|| Failure::unreadable(200, body))
}

/// One item. Only the address itself is indispensable.
fn address(json: &str) -> Option<PublicIp> {
    let raw: RawAddress<'_> = object(json)?;
    Some(PublicIp {
        address: text(raw.ip)?.parse().ok()?,
        region: Region::parse(&text(raw.region).unwrap_or_default()),
        claimed: Claimed::parse(&text(raw.created).unwrap_or_default()),
        machine: text(raw.machine).and_then(|text| MachineId::parse(&text).ok()),
    })
}

/// An object, and nothing else: serde would also read a struct from an array,
/// field by field, which is no answer of this API.
pub(super) fn object<'a, T: Deserialize<'a>>(json: &'a str) -> Option<T> {
    json.trim_start()
        .starts_with('{')
        .then(|| serde_json::from_str(json).ok())
        .flatten()
}

/// A text that says something, without outer white space, or nothing.
pub(super) fn text(raw: Option<&RawValue>) -> Option<String> {
    string(raw)
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
}

/// A string just as it came: a cursor is opaque, its white space included.
fn string(raw: Option<&RawValue>) -> Option<String> {
    raw.and_then(|raw| serde_json::from_str(raw.get()).ok())
}

#[cfg(test)]
mod tests;
