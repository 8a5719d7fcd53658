//! Reloads a list beside the one shown.

use crate::state::{AddressList, ListEnd, PageRequest, Tail, Ticket};
use crate::wire::{Failure, Page};

/// A list being reloaded. It replaces the shown one as a whole, once it is as long or has ended;
/// never in part. A complete list is reloaded to its end, so it still serves every tab and order.
#[derive(Clone, Debug)]
pub struct Refresh {
    list: AddressList,
    length: usize,
}

/// The result of a step.
#[derive(Debug)]
pub enum RefreshStep {
    /// Another page is needed.
    Request(PageRequest),
    /// The new list, to replace the shown one.
    Done(Box<AddressList>),
    /// The refresh failed; the shown list stays.
    Failed(Failure),
    /// The answer belonged to an older request and was dropped.
    Stale,
}

impl Refresh {
    /// Starts a refresh of the shown list, with its first request.
    #[must_use]
    pub fn start(shown: &AddressList) -> (Self, PageRequest) {
        let mut list = AddressList::new(shown.query().clone());
        let wanted = list.first_page();
        let is_complete = *shown.tail() == Tail::End(ListEnd::Complete);
        let length = if is_complete { usize::MAX } else { shown.len() };
        (Self { list, length }, wanted)
    }

    /// Takes in the answer to a request.
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
