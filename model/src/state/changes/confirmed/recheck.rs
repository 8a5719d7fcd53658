//! Reads confirmed addresses again, right before they are changed.

use super::{Confirmed, Difference};
use crate::domain::{Claimed, PublicIp, Timestamp};
use crate::state::{ListPage, RowPlace, Ticket};
use crate::wire::{
    Cursor, Failure, LARGEST_PAGE, ListQuery, Next, Order, Page, Rechecked, Request, list,
};

/// Pages of a region read at most for an address that is no longer on its page.
const MAX_PAGES: u8 = 5;

/// A check of confirmed addresses against the list. Each page that brought one of them is read once,
/// so the length of the list does not matter; an address that has moved on is looked for in its
/// region, from the end that reaches it sooner.
#[derive(Clone, Debug)]
pub struct Recheck {
    began: Ticket,
    rows: Vec<RecheckRow>,
    read: Option<Read>,
}

/// What a check says of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecheckOutcome {
    /// It is as confirmed, by a page that arrived then.
    Unchanged(Rechecked, Timestamp),
    /// It is not.
    Differs(Difference),
    /// It could not be read.
    Failed(Failure),
}

#[derive(Clone, Debug)]
struct RecheckRow {
    confirmed: Confirmed,
    place: RowPlace,
    outcome: Option<RecheckOutcome>,
}

/// The read under way.
#[derive(Clone, Debug)]
struct Read {
    page: ListPage,
    /// The pages of a region read so far; `None` for the page that brought a row.
    scanned: Option<u8>,
}

impl Recheck {
    /// A check of addresses, each with the place where the list has it.
    #[must_use]
    pub fn new(rows: impl IntoIterator<Item = (Confirmed, RowPlace)>) -> Self {
        let row = |(confirmed, place)| RecheckRow {
            confirmed,
            place,
            outcome: None,
        };
        Self {
            began: Ticket::draw(),
            rows: rows.into_iter().map(row).collect(),
            read: None,
        }
    }

    /// The ticket of its beginning: what was learned under a later one is newer.
    #[must_use]
    pub fn began(&self) -> Ticket {
        self.began
    }

    /// The next page to read; `None` once all is known.
    #[must_use]
    pub fn next_read(&mut self) -> Option<Request> {
        if self.read.is_none() {
            let mut open = self.rows.iter().filter(|row| row.outcome.is_none());
            let hinted = open.clone().find_map(|row| row.place.page.clone());
            let read = match hinted {
                Some(page) => Read {
                    page,
                    scanned: None,
                },
                None => Read {
                    page: ListPage {
                        query: open.next()?.region(),
                        after: None,
                    },
                    scanned: Some(0),
                },
            };
            self.read = Some(read);
        }
        let page = &self.read.as_ref()?.page;
        Some(list(&page.query, page.after.as_ref(), LARGEST_PAGE))
    }

    /// Takes in the answer to [`Self::next_read`], and when it arrived.
    pub fn receive(&mut self, answer: Result<Page, Failure>, now: Timestamp) {
        let Some(Read { page, scanned }) = self.read.take() else {
            return;
        };
        match answer {
            Ok(answer) => self.receive_page(&page, scanned, answer, now),
            // A cursor may have ended (`docs/api.md`, Unknown).
            Err(failure) if page.after.is_some() && is_refused(&failure) && scanned.is_none() => {
                self.forget_page(&page);
            }
            Err(failure) => {
                for row in &mut self.rows {
                    let failed = || RecheckOutcome::Failed(failure.clone());
                    row.outcome.get_or_insert_with(failed);
                }
            }
        }
    }

    /// The addresses and what is known of them, once [`Self::next_read`] is `None`.
    pub fn outcomes(self) -> impl Iterator<Item = (Confirmed, RecheckOutcome)> {
        let rows = self.rows.into_iter();
        rows.map(|row| {
            let outcome = row.outcome.unwrap_or_else(|| row.confirmed.not_found());
            (row.confirmed, outcome)
        })
    }

    fn receive_page(&mut self, page: &ListPage, scanned: Option<u8>, answer: Page, now: Timestamp) {
        let is_whole = page.after.is_none() && answer.next == Next::End && answer.skipped == 0;
        let last = answer.items.last().map(|ip| ip.claimed.clone());
        for ip in answer.items {
            let mut rows = self.rows.iter_mut();
            let row = rows.find(|row| row.outcome.is_none() && row.is_of(&ip));
            if let Some(row) = row {
                row.outcome = Some(match row.confirmed.difference(&ip) {
                    None => {
                        let proof = Rechecked::new(row.confirmed.ip().clone());
                        RecheckOutcome::Unchanged(proof, now)
                    }
                    Some(difference) => RecheckOutcome::Differs(difference),
                });
            }
        }
        let query = &page.query;
        if is_whole {
            let is_within = |row: &RecheckRow| {
                query.region.is_none() || query.region.as_ref() == Some(&row.confirmed.ip().region)
            };
            self.give_up(is_within);
        }
        let Some(before) = scanned else {
            return self.forget_page(page);
        };
        let scanned = before + 1;
        let is_past = |row: &RecheckRow| {
            let own = &row.confirmed.ip().claimed;
            last.as_ref()
                .is_some_and(|last| is_past(last, own, query.order))
        };
        let next = match answer.next {
            Next::Page(cursor) if scanned < MAX_PAGES => Some(cursor),
            Next::Page(_) | Next::End | Next::MissingCursor => None,
        };
        let ends = next.is_none();
        self.give_up(|row| row.region() == *query && (ends || is_past(row)));
        if let Some(cursor) = next {
            self.read_on(query, cursor, scanned);
        }
    }

    /// Reads on in a region, while an address of it is open.
    fn read_on(&mut self, query: &ListQuery, cursor: Cursor, scanned: u8) {
        let is_open = |row: &RecheckRow| row.outcome.is_none() && row.region() == *query;
        if self.rows.iter().any(is_open) {
            self.read = Some(Read {
                page: ListPage {
                    query: query.clone(),
                    after: Some(cursor),
                },
                scanned: Some(scanned),
            });
        }
    }

    /// No longer expects an address on this page.
    fn forget_page(&mut self, page: &ListPage) {
        for row in &mut self.rows {
            row.place.page.take_if(|other| other == page);
        }
    }

    /// Looks no further for the open addresses of which something holds.
    fn give_up(&mut self, holds: impl Fn(&RecheckRow) -> bool) {
        for row in &mut self.rows {
            if row.outcome.is_none() && holds(row) {
                row.outcome = Some(row.confirmed.not_found());
            }
        }
    }
}

impl Confirmed {
    fn not_found(&self) -> RecheckOutcome {
        RecheckOutcome::Differs(Difference::NotFound(self.address()))
    }
}

impl RecheckRow {
    fn is_of(&self, ip: &PublicIp) -> bool {
        self.confirmed.address() == ip.address
    }

    /// The list of its region, from the nearer end; of all regions where its own is not named.
    fn region(&self) -> ListQuery {
        let region = &self.confirmed.ip().region;
        ListQuery {
            region: Some(region.clone()).filter(|region| !region.code().is_empty()),
            order: self.place.order,
        }
    }
}

/// Whether the API itself refused to read on, for good.
fn is_refused(failure: &Failure) -> bool {
    matches!(failure.status(), Some(400 | 404 | 410 | 422))
}

/// Whether an item with this date stands behind the place of another one.
fn is_past(last: &Claimed, own: &Claimed, order: Order) -> bool {
    match order {
        Order::Desc => last.is_before(own),
        Order::Asc => own.is_before(last),
    }
}

#[cfg(test)]
mod tests;
