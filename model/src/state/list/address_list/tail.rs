//! Pagination: the next request of a list, and its end.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::wire::{Cursor, Failure, ListQuery, Next};

/// After this many pages in a row without a new address, the service is taken to loop.
const EMPTY_PAGES: u8 = 5;

/// Names one request for a page. Only the newest request of a list settles.
///
/// One count serves all lists and refreshes: a late answer never passes for one of another list,
/// and a larger ticket was requested later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(u32);

static LATEST: AtomicU32 = AtomicU32::new(0);

impl Ticket {
    /// Draws a fresh ticket.
    pub(crate) fn draw() -> Self {
        Self(LATEST.fetch_add(1, Ordering::Relaxed) + 1)
    }

    /// The newest ticket drawn, which stands for the present moment.
    #[must_use]
    pub fn latest() -> Self {
        Self(LATEST.load(Ordering::Relaxed))
    }
}

/// A request for a page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRequest {
    /// Comes back with the answer.
    pub ticket: Ticket,
    /// The list.
    pub query: ListQuery,
    /// The cursor the page begins at; `None` for the first page.
    pub after: Option<Cursor>,
}

/// The end of the loaded part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tail {
    /// The next page can be requested from here.
    Ready(Option<Cursor>),
    /// The next page is requested.
    Loading(Ticket, Option<Cursor>),
    /// The next page failed; a retry requests the same page.
    Failed(Option<Cursor>, Failure),
    /// There are no more pages.
    End(ListEnd),
}

impl Tail {
    /// The tail after a page: as the service says, unless it `repeated` a cursor or sent too many
    /// `empty_pages` in a row.
    pub(crate) fn after(next: Next, repeated: bool, empty_pages: u8) -> Self {
        match next {
            Next::End => Self::End(ListEnd::Complete),
            Next::MissingCursor => Self::End(ListEnd::Incomplete(IncompleteReason::NoCursor)),
            Next::Page(_) if repeated => {
                Self::End(ListEnd::Incomplete(IncompleteReason::RepeatedCursor))
            }
            Next::Page(_) if empty_pages >= EMPTY_PAGES => {
                Self::End(ListEnd::Incomplete(IncompleteReason::EmptyPages))
            }
            Next::Page(cursor) => Self::Ready(Some(cursor)),
        }
    }
}

/// The end of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListEnd {
    /// The service said that there is no more.
    Complete,
    /// The service stopped or looped: addresses may be missing.
    Incomplete(IncompleteReason),
}

/// The reason a list may be incomplete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IncompleteReason {
    /// The service said that there is more, without a cursor.
    NoCursor,
    /// The service repeated a cursor.
    RepeatedCursor,
    /// Five pages in a row brought no new address.
    EmptyPages,
}
