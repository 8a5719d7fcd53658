//! Reads answers, tolerant of what the contract leaves open: one strange field never blanks a page
//! (`docs/api.md`, List and Regions).
//!
//! Every field is [`Lenient`]. An unreadable field counts as missing, except the machine: an address
//! whose machine cannot be read is not idle.

mod machines;

use serde::Deserialize;

use super::Failure;
use super::lenient::{Lenient, Object, Reading, object};
use crate::domain::{Address, Assignee, Claimed, NoAddress, PublicIp, Region};

pub use machines::{CurrentUser, MachinePage, decode_machines, decode_session};

/// The start of the next page. Opaque: only the service knows its meaning.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor(String);

impl Cursor {
    /// A cursor as the service sent it; `None` for an empty one.
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

/// What follows a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing: this was the last page.
    End,
    /// Another page.
    Page(Cursor),
    /// No cursor, though the service does not say that this was the last page.
    MissingCursor,
}

/// One page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The readable addresses, in the service's order.
    pub items: Vec<PublicIp>,
    /// The number of unreadable items, missing from `items`.
    pub skipped: u32,
    /// What follows.
    pub next: Next,
}

/// A list as sent (`docs/api.md`, List).
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct List<'a, T> {
    #[serde(borrow)]
    has_more: Lenient<'a, bool>,
    items: Lenient<'a, Vec<Lenient<'a, Object<T>>>>,
    next_page: Lenient<'a, String>,
}

/// An address as sent (`docs/api.md`, List).
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Item<'a> {
    #[serde(borrow)]
    ip: Lenient<'a, String>,
    region: Lenient<'a, String>,
    dt_created: Lenient<'a, String>,
    assigned_machine_id: Lenient<'a, String>,
}

/// The answer of a release (`docs/api.md`, Release).
#[derive(Default, Deserialize)]
#[serde(default)]
struct Released<'a> {
    #[serde(borrow)]
    ip: Lenient<'a, String>,
}

/// Reads the answer of a list (`docs/api.md`, List).
///
/// # Errors
/// [`Failure::Unreadable`] if it is not JSON or has no `items`.
pub fn decode_page(body: &str) -> Result<Page, Failure> {
    let (items, skipped, next) = decode_list(body, Item::read)?;
    Ok(Page {
        items,
        skipped,
        next,
    })
}

/// The items of a list that `read` accepts, the number of others, and what follows.
fn decode_list<'a, F, T>(
    body: &'a str,
    read: impl Fn(F) -> Option<T>,
) -> Result<(Vec<T>, u32, Next), Failure>
where
    F: Default + Deserialize<'a> + 'a,
{
    let unreadable = || Failure::unreadable(200, body);
    let list: List<'a, F> = object(body).ok_or_else(unreadable)?;
    let sent = list.items.value().ok_or_else(unreadable)?;
    let count = sent.len();
    let items: Vec<T> = sent
        .into_iter()
        .filter_map(|item| read(item.value()?.0))
        .collect();
    let refused = u32::try_from(count - items.len()).unwrap_or(u32::MAX);
    // A cursor is opaque, its white space included.
    let cursor = list.next_page.value().and_then(|text| Cursor::parse(&text));
    let next = match (list.has_more.value(), cursor) {
        (Some(false), _) => Next::End,
        (_, Some(cursor)) => Next::Page(cursor),
        // A page that does not say that it is the last one proves nothing of what it lacks.
        (Some(true) | None, None) => Next::MissingCursor,
    };
    Ok((items, refused, next))
}

/// Reads the answer of a claim (`docs/api.md`, Claim).
///
/// # Errors
/// [`Failure::Unreadable`] without an address.
pub fn decode_address(body: &str) -> Result<PublicIp, Failure> {
    object(body)
        .and_then(Item::read)
        .ok_or_else(|| Failure::unreadable(200, body))
}

/// Reads the answer of an assign or an unassign (`docs/api.md`, Assign and unassign).
///
/// # Errors
/// [`Failure::Unreadable`] without an address, and with a machine that cannot be read: such an
/// answer does not say what the address was assigned to.
pub fn decode_assignment(body: &str) -> Result<PublicIp, Failure> {
    decode_address(body).and_then(|ip| match ip.machine {
        Some(Assignee::Unreadable) => Err(Failure::unreadable(200, body)),
        Some(Assignee::Machine(_)) | None => Ok(ip),
    })
}

/// Reads the answer of a release (`docs/api.md`, Release).
///
/// # Errors
/// [`Failure::Unreadable`] without an address.
pub fn decode_released(body: &str) -> Result<Address, Failure> {
    object(body)
        .and_then(|Released { ip }| ip.parse(read_address).value())
        .ok_or_else(|| Failure::unreadable(200, body))
}

fn read_address(text: &str) -> Result<Address, NoAddress> {
    Address::read(text).ok_or(NoAddress)
}

impl Item<'_> {
    /// Only the address itself is required.
    fn read(self) -> Option<PublicIp> {
        Some(PublicIp {
            address: self.ip.parse(read_address).value()?,
            region: Region::parse(&self.region.text().unwrap_or_default()),
            claimed: Claimed::parse(&self.dt_created.text().unwrap_or_default()),
            machine: match self.assigned_machine_id.read() {
                Reading::Missing => None,
                Reading::Unreadable => Some(Assignee::Unreadable),
                Reading::Value(text) => Assignee::parse(&text),
            },
        })
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
