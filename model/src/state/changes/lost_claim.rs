//! Finds the address of a claim whose answer was lost.
//!
//! A claim is never sent twice, so the list has to tell: what it has beyond the [`Baseline`] that
//! was read right before the claim, in the region claimed in, may be the address. The list is read
//! four times, since the service may be slow to show it, and what one read alone shows proves
//! nothing: another claim may have been sooner.

mod baseline;
mod sent_claim;

use crate::domain::PublicIp;
use crate::state::Ticket;
use crate::state::changes::newest_pages::{NewestPages, ReadStep};
use crate::wire::{Failure, ListGap, Page, Request};

pub use baseline::{Baseline, BaselineRead, BaselineStep, News};
pub use sent_claim::SentClaim;

/// When the list is read, in milliseconds after the answer was lost.
const ATTEMPTS_AT: [u32; 4] = [0, 2_000, 5_000, 10_000];

/// What the list shows of a claim whose answer was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// One new address appeared.
    Claimed(PublicIp),
    /// No new address appeared.
    NotSeen,
    /// Several appeared: claims made elsewhere, or earlier ones, are among them.
    Several(Vec<PublicIp>),
    /// The list does not tell.
    Unknown {
        /// Why not.
        why: Failure,
        /// Addresses that may be the claimed one.
        candidates: Vec<PublicIp>,
    },
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
    pages: NewestPages,
    /// What was new in an earlier attempt.
    seen: Vec<PublicIp>,
}

impl LostClaim {
    /// A search before its first request.
    #[must_use]
    pub fn new(sent: SentClaim) -> Self {
        Self {
            sent,
            began: Ticket::latest(),
            attempt: 0,
            pages: NewestPages::default(),
            seen: Vec::new(),
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

    /// The page to read now, newest first.
    #[must_use]
    pub fn request(&self) -> Request {
        self.pages.request()
    }

    /// Takes in the answer to [`Self::request`].
    #[must_use]
    pub fn receive(&mut self, answer: Result<Page, Failure>) -> LostClaimStep {
        let baseline = &self.sent.baseline;
        let has_older = |items: &[PublicIp]| items.iter().any(|ip| baseline.is_older(ip));
        let gap = match answer.map(|page| self.pages.receive(page, has_older)) {
            Ok(ReadStep::NextPage) => return LostClaimStep::NextPage,
            Ok(ReadStep::Done(gap)) => gap.map(Failure::IncompleteList),
            Err(failure) => Some(failure),
        };
        self.end_attempt(gap)
    }

    /// Prepares one more attempt, when the user asks for it.
    pub fn retry(&mut self) {
        self.attempt = ATTEMPTS_AT.len() - 1;
        self.begin_attempt();
    }

    /// Concludes from the items read, or waits for the next attempt; the verdict of the last one
    /// counts.
    fn end_attempt(&mut self, gap: Option<Failure>) -> LostClaimStep {
        let items = &self.pages.items;
        let baseline = &self.sent.baseline;
        let News { new, doubtful } = baseline.news(items, &self.sent.region);
        let is_listed = |ip: &PublicIp| items.iter().any(|it| it.address == ip.address);
        let gone = self.seen.iter().filter(|ip| !is_listed(ip)).cloned();
        let others: Vec<_> = doubtful.into_iter().chain(gone).collect();
        let verdict = match (new.as_slice(), gap) {
            ([], None) if others.is_empty() => Verdict::NotSeen,
            ([], gap) => Verdict::Unknown {
                why: gap.unwrap_or(Failure::IncompleteList(ListGap::Contradiction)),
                candidates: others,
            },
            ([ip], None) if !baseline.has_unreadable() => Verdict::Claimed(ip.clone()),
            ([_], gap) => Verdict::Unknown {
                why: gap.unwrap_or(Failure::IncompleteList(ListGap::UnreadableItems)),
                candidates: new.clone(),
            },
            (_, _) => Verdict::Several(new.clone()),
        };
        for ip in new {
            if !self.seen.iter().any(|seen| seen.address == ip.address) {
                self.seen.push(ip);
            }
        }
        let is_conclusive = matches!(verdict, Verdict::Claimed(_) | Verdict::Several(_));
        let due = ATTEMPTS_AT
            .get(self.attempt)
            .zip(ATTEMPTS_AT.get(self.attempt + 1));
        match due {
            Some((this, next)) if self.attempt == 0 || !is_conclusive => {
                self.attempt += 1;
                self.begin_attempt();
                LostClaimStep::Wait(next - this)
            }
            Some(_) | None => LostClaimStep::Done(verdict),
        }
    }

    fn begin_attempt(&mut self) {
        self.began = Ticket::latest();
        self.pages = NewestPages::default();
    }
}

#[cfg(test)]
mod tests;
