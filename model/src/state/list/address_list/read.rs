//! Reading a list.

use super::{AddressList, Columns, ListEnd, Row, Tail, Ticket};
use crate::domain::{Address, PublicIp};
use crate::wire::ListQuery;

impl AddressList {
    /// The query of this list.
    #[must_use]
    pub fn query(&self) -> &ListQuery {
        &self.query
    }

    /// The loaded addresses, in the order of the service.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        self.rows.as_slice()
    }

    /// The columns that rows point into.
    #[must_use]
    pub fn columns(&self) -> &Columns {
        self.rows.columns()
    }

    /// The number of loaded addresses.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows().len()
    }

    /// Whether no address is loaded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows().is_empty()
    }

    /// The ticket of the last change: two lists with the same revision hold the same addresses.
    #[must_use]
    pub fn revision(&self) -> Ticket {
        self.rows.revision()
    }

    /// An address, if loaded.
    #[must_use]
    pub fn get(&self, address: Address) -> Option<PublicIp> {
        let row = self.columns().find(address)?;
        Some(self.columns().ip(row))
    }

    /// Whether to add an address found by a request that began at this ticket: not if it is shown,
    /// or was edited here since. Both may be an earlier claim of it, since released. Neither if it
    /// was released here, and the service is slow to show that.
    #[must_use]
    pub fn should_add(&self, ip: &PublicIp, began: Ticket) -> bool {
        let shown = self.rows.claimed(ip.address);
        let is_shown = shown.is_some_and(|claimed| !claimed.is_before(&ip.claimed));
        let newer = self.edits.since(began);
        let edit = self.edits.of(ip.address);
        let is_behind = edit.is_some_and(|it| it.now.is_none() && it.explains(Some(ip)));
        !is_shown && !is_behind && !newer.iter().any(|edit| edit.applies_to(ip))
    }

    /// Whether this list is loaded to its end and holds every address of another.
    #[must_use]
    pub fn covers(&self, other: &ListQuery) -> bool {
        let whole = self.tail == Tail::End(ListEnd::Complete) && self.skipped == 0;
        whole && (self.query.region.is_none() || self.query.region == other.region)
    }

    /// The end of the loaded part.
    #[must_use]
    pub fn tail(&self) -> &Tail {
        &self.tail
    }

    /// The number of unreadable items.
    #[must_use]
    pub fn skipped(&self) -> u32 {
        self.skipped
    }
}
