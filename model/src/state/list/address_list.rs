//! The address list, loaded page by page.

mod loaded_range;
mod local_edits;
mod merge;
mod page_cursors;
mod read;
mod remote_changes;
mod rows;
mod tail;

use crate::domain::{Address, Claimed, PublicIp, Region};
use crate::state::{Columns, Row};
use crate::wire::{Cursor, Failure, ListQuery, Next, Page};

use loaded_range::LoadedRange;
use local_edits::{LocalEdits, Source};
use page_cursors::PageCursors;
pub(crate) use page_cursors::PageNumber;
pub use page_cursors::{ListPage, RowPlace};
pub use remote_changes::RemoteChanges;
use rows::Rows;
pub use tail::{IncompleteReason, ListEnd, PageRequest, Tail, Ticket};

/// A list of addresses, as far as it is loaded.
///
/// Invariants: no address twice; every address is in the requested region; a page requested before
/// a change was answered does not undo that change.
#[derive(Clone, Debug)]
pub struct AddressList {
    query: ListQuery,
    rows: Rows,
    edits: LocalEdits,
    pages: PageCursors,
    tail: Tail,
    /// The ticket of its first request.
    began: Option<Ticket>,
    /// The date of the last item received, shown or not: everything before it is loaded.
    last_date: Option<Claimed>,
    span: LoadedRange,
    skipped: u32,
    empty_pages: u8,
}

impl AddressList {
    /// A list with nothing loaded yet.
    #[must_use]
    pub fn new(query: ListQuery) -> Self {
        Self {
            rows: Rows::new(query.order),
            query,
            edits: LocalEdits::default(),
            pages: PageCursors::default(),
            tail: Tail::Ready(None),
            began: None,
            last_date: None,
            span: LoadedRange::default(),
            skipped: 0,
            empty_pages: 0,
        }
    }

    /// Switches to another list. Requests under way are dropped; edits made here are remembered.
    pub fn switch_to(&mut self, query: ListQuery) {
        let edits = std::mem::take(&mut self.edits);
        *self = Self::new(query);
        self.edits = edits;
    }

    /// Replaces this list with a freshly loaded one of the same query. Edits made here since the
    /// fresh one began are applied to it, and all edits are remembered.
    pub fn replace(&mut self, fresh: Self) {
        let edits = std::mem::take(&mut self.edits);
        *self = fresh;
        self.edits = edits;
        let Some(began) = self.began else {
            return;
        };
        let columns = self.rows.columns();
        self.edits
            .observe(began, |address| Some(columns.ip(columns.find(address)?)));
        for edit in self.edits.since(began) {
            let row = self.get(edit.address);
            if row.is_some_and(|ip| !edit.applies_to(&ip)) {
                continue;
            }
            match edit.now {
                // An address that was there before, and that the fresh list lacks, was released
                // elsewhere.
                Some(ip) if edit.added >= Some(began) || self.contains(ip.address) => {
                    self.upsert(ip)
                }
                Some(_) => {}
                None => self.remove(edit.address),
            }
        }
    }

    /// Requests the next page, unless a request is in flight or has failed, or the list has ended.
    #[must_use]
    pub fn next_page(&mut self) -> Option<PageRequest> {
        let Tail::Ready(cursor) = &self.tail else {
            return None;
        };
        let cursor = cursor.clone();
        Some(self.request(cursor))
    }

    /// Requests the page that failed again.
    #[must_use]
    pub fn retry(&mut self) -> Option<PageRequest> {
        let Tail::Failed(cursor, _) = &self.tail else {
            return None;
        };
        let cursor = cursor.clone();
        Some(self.request(cursor))
    }

    /// Takes in the answer to a request; `false` for an outdated one, which is dropped.
    #[must_use]
    pub fn settle(&mut self, ticket: Ticket, answer: Result<Page, Failure>) -> bool {
        let Tail::Loading(newest, cursor) = &self.tail else {
            return false;
        };
        if *newest != ticket {
            return false;
        }
        match answer {
            Ok(page) => {
                let number = self.pages.add(self.query.order, cursor.clone());
                self.receive(ticket, page, number);
            }
            Err(failure) => self.tail = Tail::Failed(cursor.clone(), failure),
        }
        true
    }

    /// Shows an address as the service last described it: a changed one in its place, a new one
    /// where the order puts it. Beyond the loaded range it arrives with its page. An address
    /// released and claimed again is new.
    pub fn upsert(&mut self, ip: PublicIp) {
        self.show(Source::Change, ip);
    }

    /// As [`Self::upsert`], for an address claimed here, as requests that began at this ticket have
    /// found it.
    pub fn upsert_found(&mut self, ip: PublicIp, began: Ticket) {
        self.show(Source::Found(began), ip);
    }

    fn show(&mut self, source: Source, ip: PublicIp) {
        let before = self.get(ip.address);
        let mut claimed = self.rows.claimed(ip.address);
        if claimed.take_if(|it| it.is_before(&ip.claimed)).is_some() {
            self.rows.remove(ip.address);
        }
        let was_here = self.rows.update(&ip);
        let claimed = claimed.unwrap_or_else(|| ip.claimed.clone());
        let before = before.filter(|_| was_here);
        self.edits.record(
            source,
            ip.address,
            Some(claimed),
            Some(ip.clone()),
            was_here,
            before,
        );
        if !was_here {
            self.insert_by_date(&ip);
        }
    }

    /// Whether the first page of this list was requested after a ticket.
    #[must_use]
    pub fn is_begun_after(&self, ticket: Ticket) -> bool {
        self.began.is_some_and(|own| own > ticket)
    }

    /// As [`Self::upsert`], for an address read by requests that began at this ticket. `false` if
    /// more is known by now: the list was loaded since, or the address was changed here.
    pub fn upsert_read(&mut self, ip: PublicIp, began: Ticket) -> bool {
        let is_newer = self.knows_later(ip.address, began);
        if !is_newer {
            self.show(Source::Read(began), ip);
        }
        !is_newer
    }

    /// Whether more is known of an address by now than requests that began at this ticket say: the
    /// list was loaded since, or the address was changed here, or read.
    #[must_use]
    pub fn knows_later(&self, address: Address, began: Ticket) -> bool {
        let edits = self.edits.since(began);
        self.is_begun_after(began) || edits.iter().any(|edit| edit.address == address)
    }

    /// Reverts a change that was shown and not made, unless the address is known otherwise by
    /// now. It may have no row yet, only the edit.
    pub fn revert(&mut self, shown: &PublicIp, before: &PublicIp) {
        self.edits.revert(shown, before);
        let now = self.get(before.address);
        // The row may know by now what an earlier page left out, such as its date.
        let is_shown = now.is_some_and(|now| {
            let (one, other) = (&now.claimed, &shown.claimed);
            now.machine == shown.machine && !one.is_before(other) && !other.is_before(one)
        });
        if is_shown {
            self.rows.update(before);
        }
    }

    /// Removes a released address.
    pub fn remove(&mut self, address: Address) {
        let before = self.get(address);
        let claimed = before.as_ref().map(|ip| ip.claimed.clone());
        self.edits
            .record(Source::Change, address, claimed, None, true, before);
        self.rows.remove(address);
    }

    /// Addresses claimed or changed here, in any list, and not released.
    pub(crate) fn edited_here(&self) -> impl Iterator<Item = &PublicIp> {
        self.edits.current()
    }

    /// Requests the first page of a fresh list.
    pub(crate) fn first_page(&mut self) -> PageRequest {
        self.request(None)
    }

    fn request(&mut self, after: Option<Cursor>) -> PageRequest {
        let ticket = Ticket::draw();
        self.began = self.began.or(Some(ticket));
        self.tail = Tail::Loading(ticket, after.clone());
        PageRequest {
            ticket,
            query: self.query.clone(),
            after,
        }
    }

    fn receive(&mut self, ticket: Ticket, page: Page, number: PageNumber) {
        self.span.add_page(self.query.order, &page);
        self.skipped = self.skipped.saturating_add(page.skipped);
        // A page of known addresses leads no further than an empty one.
        let brings_no_new_address =
            page.skipped == 0 && page.items.iter().all(|ip| self.rows.contains(ip.address));
        self.empty_pages = if brings_no_new_address {
            self.empty_pages + 1
        } else {
            0
        };
        let newer = self.edits.since(ticket);
        if let Some(last) = page.items.last() {
            self.last_date = Some(last.claimed.clone());
        }
        for ip in page.items {
            let ip = match newer.iter().find(|edit| edit.applies_to(&ip)) {
                Some(edit) => edit.now.clone(),
                None => Some(ip),
            };
            if let Some(ip) = ip
                && self.is_in_region(&ip.region)
            {
                self.rows.push(&ip, number);
            }
        }
        let repeated = match &page.next {
            Next::Page(cursor) => self.pages.contains(cursor),
            Next::End | Next::MissingCursor => false,
        };
        self.tail = Tail::after(page.next, repeated, self.empty_pages);
        // An address claimed after the page was requested is not in it.
        for ip in newer.into_iter().filter_map(|edit| edit.now) {
            self.insert_by_date(&ip);
        }
    }

    fn insert_by_date(&mut self, ip: &PublicIp) {
        if self.is_in_region(&ip.region) {
            let ended = matches!(self.tail, Tail::End(_));
            self.rows.insert_by_date(ip, ended, self.last_date.as_ref());
        }
    }

    /// The service filters by region too, but may store a region under another name than the one
    /// asked for (`docs/api.md`, Regions), so each row is checked here.
    fn is_in_region(&self, region: &Region) -> bool {
        let wanted = self.query.region.as_ref();
        wanted.is_none_or(|wanted| wanted == region)
    }
}

#[cfg(test)]
mod race_tests;
#[cfg(test)]
mod tests;
