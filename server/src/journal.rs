//! The journal of requests to `/v1`, for tests that count requests and search for leaked keys.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// Number of entries kept, the newest.
const KEPT: usize = 10_000;

/// One request to `/v1`.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// Order of arrival, from 1.
    pub order: u64,
    /// Such as `GET`; a preflight is `OPTIONS`.
    pub method: String,
    /// With `/v1` and the query: `/v1/public-ips?limit=60`.
    pub path: String,
    /// Empty if there was none.
    pub body: String,
    /// The whole `Authorization` header, `Bearer ` included.
    pub authorization: Option<String>,
    /// `None` until the answer, and when the connection closes without one.
    pub status: Option<u16>,
}

impl std::fmt::Debug for Entry {
    // A failed assertion prints entries, and must not print a key.
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
struct Entries {
    last: u64,
    entries: VecDeque<Entry>,
}

/// The journal. Off, it keeps no entry.
#[derive(Debug)]
pub(crate) struct Journal {
    on: bool,
    entries: Mutex<Entries>,
}

impl Journal {
    /// `on` is false for a live API: a real key must not stay in memory.
    pub(crate) fn new(on: bool) -> Self {
        Self {
            on,
            entries: Mutex::default(),
        }
    }

    /// Adds a request as it arrives, and returns its order.
    pub(crate) fn add(&self, mut entry: Entry) -> u64 {
        let mut journal = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        journal.last += 1;
        entry.order = journal.last;
        if self.on {
            journal.entries.push_back(entry);
            if journal.entries.len() > KEPT {
                journal.entries.pop_front();
            }
        }
        journal.last
    }

    /// Sets the status of the answer.
    pub(crate) fn set_status(&self, order: u64, status: u16) {
        let mut journal = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = journal.entries.iter_mut().rev().find(|e| e.order == order) {
            entry.status = Some(status);
        }
    }

    /// Entries, oldest first.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        let journal = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        journal.entries.iter().cloned().collect()
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
        journal.add(entry());
        assert!(journal.entries().is_empty());
    }

    #[test]
    fn the_oldest_entries_go_first() {
        let journal = Journal::new(true);
        for _ in 0..=KEPT {
            journal.add(entry());
        }
        let entries = journal.entries();
        assert_eq!(entries.len(), KEPT);
        assert_eq!(entries[0].order, 2);
    }
}
