//! What a list tells.

use super::{AddressList, Columns, ListEnd, Row, Tail, Ticket};
use crate::domain::{Address, PublicIp};
use crate::wire::ListQuery;

impl AddressList {
    /// The list this is.
    #[must_use]
    pub fn query(&self) -> &ListQuery {
        &self.query
    }

    /// The loaded addresses, in the order of the service.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        self.rows.as_slice()
    }

    /// What is known of them.
    #[must_use]
    pub fn columns(&self) -> &Columns {
        self.rows.columns()
    }

    /// How many addresses are loaded.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows().len()
    }

    /// Whether none is loaded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows().is_empty()
    }

    /// The mark of the last change of what is loaded: two lists with the same
    /// mark hold the same addresses, and no other list ever has it.
    #[must_use]
    pub fn revision(&self) -> Ticket {
        self.rows.revision()
    }

    /// One address, if it is loaded.
    #[must_use]
    pub fn get(&self, address: Address) -> Option<PublicIp> {
        let row = self.columns().find(address)?;
        Some(self.columns().ip(row))
    }

    /// Whether an address that a request begun at this mark has found is still
    /// to be shown: not if it is shown already, or was changed here since. What
    /// is shown or was changed may be an earlier claim of it, since released.
    #[must_use]
    pub fn should_add(&self, ip: &PublicIp, began: Ticket) -> bool {
        let shown = self.rows.claimed(ip.address);
        let is_shown = shown.is_some_and(|claimed| !claimed.is_before(&ip.claimed));
        let newer = self.changes.since(began);
        !is_shown && !newer.iter().any(|change| change.is_of(ip))
    }

    /// Whether this list, loaded to its end, holds every address of another.
    #[must_use]
    pub fn covers(&self, other: &ListQuery) -> bool {
        let whole = self.tail == Tail::End(ListEnd::Complete) && self.skipped == 0;
        whole && (self.query.region.is_none() || self.query.region == other.region)
    }

    /// How the list goes on.
    #[must_use]
    pub fn tail(&self) -> &Tail {
        &self.tail
    }

    /// How many items of the service could not be read.
    #[must_use]
    pub fn skipped(&self) -> u32 {
        self.skipped
    }
}
