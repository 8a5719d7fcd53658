//! Finds the address of a claim whose answer was lost.
//!
//! A claim is never sent twice, so the list has to tell: an address that was not known before
//! and is not older than the claim may be the one. The list is read four times, since the
//! service may be slow to show it.

mod sent_claim;

use crate::domain::PublicIp;
use crate::state::Ticket;
use crate::wire::{Cursor, Failure, LARGEST_PAGE, ListQuery, Next, Page, Request, list};

pub use sent_claim::SentClaim;

/// When the list is read, in milliseconds after the answer was lost.
const ATTEMPTS_AT: [u32; 4] = [0, 2_000, 5_000, 10_000];

/// Pages read in one attempt.
const MAX_PAGES: u8 = 5;

/// What the list shows of a claim whose answer was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// One new address appeared.
    Claimed(PublicIp),
    /// No new address appeared.
    NotSeen,
    /// Several appeared: claims made elsewhere, or earlier ones, are among them.
    Several(Vec<PublicIp>),
    /// The last attempt could not read the list to its end.
    Unknown(Failure),
}

/// The next step of the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LostClaimStep {
    /// Read another page now.
    NextPage,
    /// Start the next attempt after this many milliseconds.
    Wait(u32),
    /// The search is over.
    Done(Verdict),
}

/// A search of the list for a claimed address.
#[derive(Clone, Debug)]
pub struct LostClaim {
    sent: SentClaim,
    began: Ticket,
    attempt: usize,
    cursor: Option<Cursor>,
    pages: u8,
    candidates: Vec<PublicIp>,
}

impl LostClaim {
    /// A search before its first request.
    #[must_use]
    pub fn new(sent: SentClaim) -> Self {
        Self {
            sent,
            began: Ticket::latest(),
            attempt: 0,
            cursor: None,
            pages: 0,
            candidates: Vec::new(),
        }
    }

    /// The claim searched for.
    #[must_use]
    pub fn claim(&self) -> &SentClaim {
        &self.sent
    }

    /// The number of this attempt, from 1, and of all attempts.
    #[must_use]
    pub fn attempt(&self) -> (usize, usize) {
        (self.attempt + 1, ATTEMPTS_AT.len())
    }

    /// The newest ticket when this attempt began: changes made here later are newer than its findings.
    #[must_use]
    pub fn began(&self) -> Ticket {
        self.began
    }

    /// The page to read now, newest first, of all regions: the service may
    /// store a region under another name than the one asked for (`docs/api.md`, Regions).
    #[must_use]
    pub fn request(&self) -> Request {
        list(&ListQuery::default(), self.cursor.as_ref(), LARGEST_PAGE)
    }

    /// Takes in the answer to [`Self::request`].
    #[must_use]
    pub fn receive(&mut self, answer: Result<Page, Failure>) -> LostClaimStep {
        match answer {
            Ok(page) => self.read(page),
            Err(failure) => self.next_attempt(Verdict::Unknown(failure)),
        }
    }

    /// Prepares one more attempt, when the user asks for it.
    pub fn retry(&mut self) {
        self.attempt = ATTEMPTS_AT.len() - 1;
        self.begin_attempt();
    }

    fn read(&mut self, page: Page) -> LostClaimStep {
        self.pages += 1;
        let is_past = page
            .items
            .last()
            .is_some_and(|last| self.sent.predates(last));
        for ip in page.items {
            if self.sent.may_be(&ip) && !self.candidates.contains(&ip) {
                self.candidates.push(ip);
            }
        }
        match page.next {
            Next::Page(cursor) if !is_past && self.pages < MAX_PAGES => {
                self.cursor = Some(cursor);
                LostClaimStep::NextPage
            }
            Next::Page(_) | Next::End | Next::MissingCursor => {
                let mut candidates = std::mem::take(&mut self.candidates);
                match (candidates.pop(), candidates.is_empty()) {
                    (None, _) => self.next_attempt(Verdict::NotSeen),
                    (Some(one), true) => LostClaimStep::Done(Verdict::Claimed(one)),
                    (Some(last), false) => {
                        candidates.push(last);
                        LostClaimStep::Done(Verdict::Several(candidates))
                    }
                }
            }
        }
    }

    /// Waits for the next attempt; the verdict of the last one counts.
    fn next_attempt(&mut self, verdict: Verdict) -> LostClaimStep {
        let due = ATTEMPTS_AT
            .get(self.attempt)
            .zip(ATTEMPTS_AT.get(self.attempt + 1));
        let Some((this, next)) = due else {
            return LostClaimStep::Done(verdict);
        };
        self.attempt += 1;
        self.begin_attempt();
        LostClaimStep::Wait(next - this)
    }

    fn begin_attempt(&mut self) {
        self.began = Ticket::latest();
        self.cursor = None;
        self.pages = 0;
        self.candidates.clear();
    }
}

#[cfg(test)]
mod tests;
