//! How a list goes on: what is asked for, and how it ends.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::wire::{Cursor, Failure, ListQuery, Next};

/// After so many pages in a row without a new address the service is taken to go in circles.
const EMPTY_PAGES: u8 = 5;

/// Names one request for a page. Only the newest of a list settles.
///
/// One count serves all lists and refreshes: a late answer can never pass for
/// one of another list, and a larger ticket was asked for later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(u32);

static LATEST: AtomicU32 = AtomicU32::new(0);

impl Ticket {
    /// A ticket that no request has had yet.
    pub(crate) fn draw() -> Self {
        Self(LATEST.fetch_add(1, Ordering::Relaxed) + 1)
    }

    /// The newest ticket drawn so far: the mark of what happens now.
    pub(crate) fn latest() -> Self {
        Self(LATEST.load(Ordering::Relaxed))
    }
}

/// What to ask the API for: the page of this list after this cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRequest {
    /// To be handed back with the answer.
    pub ticket: Ticket,
    /// The list.
    pub query: ListQuery,
    /// Where the page begins; none means at the beginning.
    pub after: Option<Cursor>,
}

/// The end of what has been loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tail {
    /// More can be asked for, from here.
    Ready(Option<Cursor>),
    /// Asked for, not answered.
    Loading(Ticket, Option<Cursor>),
    /// The page could not be had; a retry asks for the same page.
    Failed(Option<Cursor>, Failure),
    /// No more pages.
    End(ListEnd),
}

impl Tail {
    /// How a list goes on after a page: by what the service said comes next,
    /// unless it `repeated` a cursor or sent too many `empty_pages` in a row.
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

/// How a list ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListEnd {
    /// The service said that there is no more.
    Complete,
    /// It went on without telling where, or in circles: some may be missing.
    Incomplete(IncompleteReason),
}

/// Why a list may be incomplete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IncompleteReason {
    /// It said that there is more, without a cursor.
    NoCursor,
    /// It sent a cursor that it had sent before.
    RepeatedCursor,
    /// It sent five pages in a row without a new address.
    EmptyPages,
}
