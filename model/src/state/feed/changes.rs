//! What was done here to the addresses of a list, for pages that do not know it yet.

use super::Ticket;
use crate::domain::{Address, PublicIp};

/// The changes, each address once, the newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Changes(Vec<Change>);

/// What was done to an address while the list was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// The address.
    pub(super) address: Address,
    /// The newest ticket then: a page of it, or of an older one, may not know of the change.
    at: Ticket,
    /// The address since then; none when it was released.
    pub(super) now: Option<PublicIp>,
}

impl Changes {
    /// Notes what an address is from now on.
    pub(super) fn note(&mut self, address: Address, now: Option<PublicIp>) {
        self.0.retain(|change| change.address != address);
        self.0.push(Change {
            address,
            at: Ticket::latest(),
            now,
        });
    }

    /// The changes that an answer to this request may not know of.
    pub(super) fn since(&self, ticket: Ticket) -> Vec<Change> {
        self.0
            .iter()
            .filter(|change| change.at >= ticket)
            .cloned()
            .collect()
    }
}
