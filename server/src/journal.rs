//! The journal: what arrived at `/v1`, in order, for tests that count requests
//! and look for a key where none belongs.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// The newest entries that are kept.
const KEPT: usize = 10_000;

/// One request to `/v1`.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// Counts from 1 in the order of arrival.
    pub order: u64,
    /// Such as `GET`; a preflight is `OPTIONS`.
    pub method: String,
    /// As sent, with `/v1` and the query: `/v1/public-ips?limit=60`.
    pub path: String,
    /// The body as text, empty if there was none.
    pub body: String,
    /// The whole `Authorization` header, `Bearer ` included; `None` if there was none.
    pub authorization: Option<String>,
    /// The status answered; `None` while it waits, and when the connection
    /// was closed without an answer.
    pub status: Option<u16>,
}

impl std::fmt::Debug for Entry {
    // A failed assertion prints entries, so the key stays out of them.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entry")
            .field("order", &self.order)
            .field("method", &self.method)
            .field("path", &self.path)
            .field("body", &self.body)
            .field("authorized", &self.authorization.is_some())
            .field("status", &self.status)
            .finish()
    }
}

#[derive(Debug, Default)]
struct Pages {
    last: u64,
    entries: VecDeque<Entry>,
}

/// All entries, or nothing at all when it is off.
#[derive(Debug)]
pub(crate) struct Journal {
    on: bool,
    pages: Mutex<Pages>,
}

impl Journal {
    /// A journal that is off keeps nothing: a real key does not stay in memory.
    pub(crate) fn new(on: bool) -> Self {
        Self {
            on,
            pages: Mutex::default(),
        }
    }

    /// Writes a request down as it arrives and gives its order.
    pub(crate) fn open(&self, mut entry: Entry) -> u64 {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.last += 1;
        entry.order = pages.last;
        if self.on {
            pages.entries.push_back(entry);
            if pages.entries.len() > KEPT {
                pages.entries.pop_front();
            }
        }
        pages.last
    }

    /// Adds the status once the answer is known.
    pub(crate) fn close(&self, order: u64, status: u16) {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = pages.entries.iter_mut().rev().find(|e| e.order == order) {
            entry.status = Some(status);
        }
    }

    /// All entries so far, oldest first.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        let pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.entries.iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            order: 0,
            method: "GET".into(),
            path: "/v1/public-ips".into(),
            body: String::new(),
            authorization: Some("Bearer sentinel".into()),
            status: None,
        }
    }

    #[test]
    fn an_entry_printed_holds_no_key() {
        let text = format!("{:?}", entry());
        assert!(!text.contains("sentinel"));
        assert!(text.contains("authorized: true"));
    }

    #[test]
    fn a_journal_that_is_off_keeps_nothing() {
        let journal = Journal::new(false);
        journal.open(entry());
        assert!(journal.entries().is_empty());
    }

    #[test]
    fn the_oldest_entries_go_first() {
        let journal = Journal::new(true);
        for _ in 0..=KEPT {
            journal.open(entry());
        }
        let entries = journal.entries();
        assert_eq!(entries.len(), KEPT);
        assert_eq!(entries[0].order, 2);
    }
}
