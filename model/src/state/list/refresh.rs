//! Loading a list again beside the one that is shown.

use crate::state::{AddressList, PageRequest, Tail, Ticket};
use crate::wire::{Failure, Page};

/// A list being loaded again. It takes the place of the shown one as a whole,
/// once it is at least as long or has come to its end; never half of it.
#[derive(Clone, Debug)]
pub struct Refresh {
    list: AddressList,
    length: usize,
}

/// How far a refresh has come.
#[derive(Debug)]
pub enum RefreshStep {
    /// Another page is needed.
    Request(PageRequest),
    /// The new list, to be shown in place of the old one.
    Done(Box<AddressList>),
    /// It failed; the old list stays.
    Failed(Failure),
    /// The answer was of an older request, and was dropped.
    Stale,
}

impl Refresh {
    /// Starts again with what the shown list asks for.
    #[must_use]
    pub fn start(shown: &AddressList) -> (Self, PageRequest) {
        let mut list = AddressList::new(shown.query().clone());
        let wanted = list.first_page();
        (
            Self {
                list,
                length: shown.rows().len(),
            },
            wanted,
        )
    }

    /// Takes the answer to a request.
    #[must_use]
    pub fn settle(&mut self, ticket: Ticket, answer: Result<Page, Failure>) -> RefreshStep {
        if !self.list.settle(ticket, answer) {
            return RefreshStep::Stale;
        }
        match self.list.tail() {
            Tail::Failed(_, failure) => RefreshStep::Failed(failure.clone()),
            Tail::Ready(_) if self.list.rows().len() < self.length => match self.list.next_page() {
                Some(wanted) => RefreshStep::Request(wanted),
                None => RefreshStep::Stale,
            },
            Tail::Ready(_) | Tail::Loading(..) | Tail::End(_) => {
                let query = self.list.query().clone();
                RefreshStep::Done(Box::new(std::mem::replace(
                    &mut self.list,
                    AddressList::new(query),
                )))
            }
        }
    }
}

#[cfg(test)]
mod tests;
