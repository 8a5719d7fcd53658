//! The list as it arrives, page by page.

use std::collections::BTreeSet;

use crate::domain::{Address, PublicIp, Region};
use crate::wire::{Cursor, Failure, ListQuery, Next, Order, Page};

/// After so many empty pages in a row the service is taken to go in circles.
const EMPTY_PAGES: u8 = 5;

/// Names one request for a page. Only the newest settles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(u32);

/// What to ask the API for: the page of this list after this cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
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
    End(Ending),
}

/// How a list ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The service said that there is no more.
    Complete,
    /// It went on without telling where, or in circles: some may be missing.
    Incomplete(Gap),
}

/// Why a list may be incomplete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// It said that there is more, without a cursor.
    NoCursor,
    /// It sent a cursor that it had sent before.
    RepeatedCursor,
    /// It sent five empty pages in a row.
    EmptyPages,
}

/// A list of addresses: those that came, and how it goes on.
///
/// Invariants: no address twice; every address is in the region asked for;
/// an address that was released here does not come back with a late page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    query: ListQuery,
    rows: Vec<PublicIp>,
    known: BTreeSet<Address>,
    released: BTreeSet<Address>,
    cursors: BTreeSet<Cursor>,
    tail: Tail,
    skipped: u32,
    empty_pages: u8,
    tickets: u32,
}

impl Feed {
    /// A list of which nothing is loaded yet.
    #[must_use]
    pub fn new(query: ListQuery) -> Self {
        Self {
            query,
            rows: Vec::new(),
            known: BTreeSet::new(),
            released: BTreeSet::new(),
            cursors: BTreeSet::new(),
            tail: Tail::Ready(None),
            skipped: 0,
            empty_pages: 0,
            tickets: 0,
        }
    }

    /// Turns to another list. Whatever was asked for before falls away.
    pub fn turn_to(&mut self, query: ListQuery) {
        *self = Self {
            tickets: self.tickets,
            ..Self::new(query)
        };
    }

    /// Takes a whole new list in place of this one. Tickets go on from the
    /// higher count, so that no answer still on its way can pass for a newer one.
    pub fn replace(&mut self, fresh: Self) {
        *self = Self {
            tickets: self.tickets.max(fresh.tickets),
            ..fresh
        };
    }

    /// The list this is.
    #[must_use]
    pub fn query(&self) -> &ListQuery {
        &self.query
    }

    /// The addresses, in order.
    #[must_use]
    pub fn rows(&self) -> &[PublicIp] {
        &self.rows
    }

    /// One address, if it is loaded.
    #[must_use]
    pub fn get(&self, address: Address) -> Option<&PublicIp> {
        self.known
            .contains(&address)
            .then(|| self.rows.iter().find(|ip| ip.address == address))
            .flatten()
    }

    /// How the list goes on.
    #[must_use]
    pub fn tail(&self) -> &Tail {
        &self.tail
    }

    /// How many items of the service could not be read.
    #[must_use]
    pub fn skipped(&self) -> u32 {
        self.skipped
    }

    /// Asks for the next page, unless one is under way, failed, or there is none.
    #[must_use]
    pub fn want_more(&mut self) -> Option<Wanted> {
        match &self.tail {
            Tail::Ready(cursor) => {
                let cursor = cursor.clone();
                Some(self.ask(cursor))
            }
            Tail::Loading(..) | Tail::Failed(..) | Tail::End(_) => None,
        }
    }

    /// Asks again for the page that failed.
    #[must_use]
    pub fn retry(&mut self) -> Option<Wanted> {
        match &self.tail {
            Tail::Failed(cursor, _) => {
                let cursor = cursor.clone();
                Some(self.ask(cursor))
            }
            Tail::Ready(_) | Tail::Loading(..) | Tail::End(_) => None,
        }
    }

    /// Takes the answer to a request. `false` when it is not the newest, and
    /// so was dropped.
    #[must_use]
    pub fn settle(&mut self, ticket: Ticket, answer: Result<Page, Failure>) -> bool {
        let Tail::Loading(newest, cursor) = &self.tail else {
            return false;
        };
        if *newest != ticket {
            return false;
        }
        match answer {
            Ok(page) => self.take(page),
            Err(failure) => self.tail = Tail::Failed(cursor.clone(), failure),
        }
        true
    }

    /// Shows an address as the service last described it: a changed one in
    /// its place, a new one where the order puts it.
    pub fn put(&mut self, ip: PublicIp) {
        if self.known.contains(&ip.address) {
            if let Some(row) = self.rows.iter_mut().find(|row| row.address == ip.address) {
                *row = ip;
            }
        } else if self.is_of_this_list(&ip.region) {
            self.known.insert(ip.address);
            self.released.remove(&ip.address);
            match self.query.order {
                Order::Desc => self.rows.insert(0, ip),
                Order::Asc => self.rows.push(ip),
            }
        }
    }

    /// Takes a released address out of the list.
    pub fn remove(&mut self, address: Address) {
        self.known.remove(&address);
        self.released.insert(address);
        self.rows.retain(|ip| ip.address != address);
    }

    /// Asks for the first page of a list that was just turned to.
    pub(super) fn first(&mut self) -> Wanted {
        self.ask(None)
    }

    fn ask(&mut self, after: Option<Cursor>) -> Wanted {
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        self.tail = Tail::Loading(ticket, after.clone());
        Wanted {
            ticket,
            query: self.query.clone(),
            after,
        }
    }

    fn take(&mut self, page: Page) {
        self.skipped = self.skipped.saturating_add(page.skipped);
        let came_empty = page.items.is_empty() && page.skipped == 0;
        self.empty_pages = if came_empty { self.empty_pages + 1 } else { 0 };
        for ip in page.items {
            if self.is_of_this_list(&ip.region)
                && !self.released.contains(&ip.address)
                && self.known.insert(ip.address)
            {
                self.rows.push(ip);
            }
        }
        self.tail = match page.next {
            Next::End => Tail::End(Ending::Complete),
            Next::Lost => Tail::End(Ending::Incomplete(Gap::NoCursor)),
            Next::Page(cursor) if !self.cursors.insert(cursor.clone()) => {
                Tail::End(Ending::Incomplete(Gap::RepeatedCursor))
            }
            Next::Page(_) if self.empty_pages >= EMPTY_PAGES => {
                Tail::End(Ending::Incomplete(Gap::EmptyPages))
            }
            Next::Page(cursor) => Tail::Ready(Some(cursor)),
        };
    }

    /// The service filters by region too, but may store one under another name
    /// than it was asked for (`docs/api.md`, Regions), so each row is checked here.
    fn is_of_this_list(&self, region: &Region) -> bool {
        self.query
            .region
            .as_ref()
            .is_none_or(|wanted| wanted == region)
    }
}
