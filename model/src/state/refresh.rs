//! Loading a list again beside the one that is shown.

use super::{Feed, Tail, Ticket, Wanted};
use crate::wire::{Failure, Page};

/// A list being loaded again. It takes the place of the shown one as a whole,
/// once it is at least as long or has come to its end; never half of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refresh {
    feed: Feed,
    length: usize,
}

/// How far a refresh has come.
#[derive(Debug, PartialEq, Eq)]
pub enum Refreshed {
    /// Another page is needed.
    More(Wanted),
    /// The new list, to be shown in place of the old one.
    Done(Box<Feed>),
    /// It failed; the old list stays.
    Failed(Failure),
    /// The answer was of an older request, and was dropped.
    Stale,
}

impl Refresh {
    /// Starts again with what the shown list asks for.
    #[must_use]
    pub fn of(shown: &Feed) -> (Self, Wanted) {
        let mut feed = Feed::new(shown.query().clone());
        let wanted = feed.first();
        (
            Self {
                feed,
                length: shown.rows().len(),
            },
            wanted,
        )
    }

    /// Takes the answer to a request.
    #[must_use]
    pub fn settle(&mut self, ticket: Ticket, answer: Result<Page, Failure>) -> Refreshed {
        if !self.feed.settle(ticket, answer) {
            return Refreshed::Stale;
        }
        match self.feed.tail() {
            Tail::Failed(_, failure) => Refreshed::Failed(failure.clone()),
            Tail::Ready(_) if self.feed.rows().len() < self.length => match self.feed.want_more() {
                Some(wanted) => Refreshed::More(wanted),
                None => Refreshed::Stale,
            },
            Tail::Ready(_) | Tail::Loading(..) | Tail::End(_) => {
                let query = self.feed.query().clone();
                Refreshed::Done(Box::new(std::mem::replace(
                    &mut self.feed,
                    Feed::new(query),
                )))
            }
        }
    }
}

#[cfg(test)]
mod tests;
