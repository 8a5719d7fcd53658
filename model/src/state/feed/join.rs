//! Two halves of one list, read from its two ends, become one.

use super::{Ending, Feed, Tail, Ticket};
use crate::domain::{Address, Timestamp};
use crate::wire::Order;

impl Feed {
    /// Takes in what was loaded of the same addresses in the opposite order,
    /// no address twice, and comes to its end. Both lists were told of every
    /// change made here (`put` and `remove`), so neither undoes one.
    pub(in crate::state) fn join(&mut self, far: &Self, ending: Ending) {
        self.tail = Tail::End(ending);
        let theirs = far.columns();
        self.rows.reserve(theirs.len());
        for row in far.rows().iter().rev() {
            if self.holds(theirs.address(*row)) {
                continue;
            }
            let last = self.rows().last().map(|row| self.columns().claimed(*row));
            let is_earlier = match (theirs.claimed(*row), last.flatten(), self.query.order) {
                (Some(new), Some(last), Order::Desc) => new > last,
                (Some(new), Some(last), Order::Asc) => new < last,
                (None, _, _) | (_, None, _) => false,
            };
            // Somebody else may have claimed it after this end of the list was
            // read; all others go on where this half ends.
            if is_earlier {
                self.place(&theirs.ip(*row));
            } else {
                self.rows.copy(theirs, *row);
            }
        }
    }

    /// Whether an address is loaded.
    pub(in crate::state) fn holds(&self, address: Address) -> bool {
        self.rows.contains(address)
    }

    /// Whether this is the request that the list waits for.
    pub(in crate::state) fn awaits(&self, ticket: Ticket) -> bool {
        matches!(&self.tail, Tail::Loading(newest, _) if *newest == ticket)
    }

    /// Whether an item could not be read, a date neither, or one stood out of order.
    pub(in crate::state) fn is_doubtful(&self) -> bool {
        self.span.is_doubtful()
    }

    /// The date down to which (or up to which, oldest first) the list is
    /// certainly loaded, that date itself left out.
    pub(in crate::state) fn proven(&self) -> Option<Timestamp> {
        self.span.proven()
    }
}
