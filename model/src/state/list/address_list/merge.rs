//! Merges two halves of a list, read from its two ends.

use super::{AddressList, ListEnd, Tail, Ticket};
use crate::domain::{Address, Timestamp};
use crate::wire::Order;

impl AddressList {
    /// Takes in the addresses loaded in the opposite order, and ends. Both lists received every
    /// edit made here ([`Self::upsert`], [`Self::remove`]), so neither undoes one.
    pub(crate) fn merge(&mut self, far: &Self, ending: ListEnd) {
        self.tail = Tail::End(ending);
        let theirs = far.columns();
        self.rows.reserve(theirs.len());
        let pages_before = self.pages.append(&far.pages);
        for row in far.rows().iter().rev() {
            if self.contains(theirs.address(*row)) {
                continue;
            }
            let last = self.rows().last().map(|row| self.columns().claimed(*row));
            let is_earlier = match (theirs.claimed(*row), last.flatten(), self.query.order) {
                (Some(new), Some(last), Order::Desc) => new > last,
                (Some(new), Some(last), Order::Asc) => new < last,
                (None, _, _) | (_, None, _) => false,
            };
            // Claimed elsewhere after this end of the list was read. All others continue where this
            // half ends.
            if is_earlier {
                self.insert_by_date(&theirs.ip(*row));
            } else {
                let page = theirs.page(*row).behind(pages_before);
                self.rows.copy(theirs, *row, page);
            }
        }
    }

    pub(crate) fn contains(&self, address: Address) -> bool {
        self.rows.contains(address)
    }

    /// Whether this ticket names the request in flight.
    pub(crate) fn is_waiting_for(&self, ticket: Ticket) -> bool {
        matches!(&self.tail, Tail::Loading(newest, _) if *newest == ticket)
    }

    /// Whether an item or a date was unreadable, or out of order.
    pub(crate) fn has_unreliable_dates(&self) -> bool {
        self.span.is_unreliable()
    }

    /// The date down to which (oldest first: up to which) the list is certainly loaded, without
    /// that date itself.
    pub(crate) fn loaded_up_to(&self) -> Option<Timestamp> {
        self.span.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Claimed, PublicIp, Region};
    use crate::state::test_support::fixtures;
    use crate::wire::{Cursor, ListQuery, Next};

    /// A half of the list: the last number of each address and the day of its claim.
    fn half(order: Order, items: &[(u8, u8)], next: Next) -> AddressList {
        let items = items.iter().map(|(last, day)| PublicIp {
            address: Address::new(203, 0, 113, *last),
            region: Region::Ny2,
            claimed: Claimed::parse(&format!("2026-11-0{day}T00:00:00Z")),
            machine: None,
        });
        let query = ListQuery {
            region: None,
            order,
        };
        fixtures::list_of(query, items.collect(), next)
    }

    fn joined(order: Order, near: &[(u8, u8)], far: &[(u8, u8)]) -> Vec<u8> {
        let more = Next::Page(Cursor::parse("more").unwrap());
        let mut list = half(order, near, more);
        list.merge(&half(order.reversed(), far, Next::End), ListEnd::Complete);
        let columns = list.columns();
        let rows = list.rows().iter();
        rows.map(|row| columns.address(*row).octets()[3]).collect()
    }

    #[test]
    fn the_other_half_goes_on_where_this_one_ends() {
        let newest_first = joined(Order::Desc, &[(1, 9), (2, 5)], &[(5, 1), (4, 2), (2, 5)]);
        assert_eq!(newest_first, [1, 2, 4, 5]);
        let oldest_first = joined(Order::Asc, &[(1, 2), (2, 5)], &[(5, 9), (4, 6), (2, 5)]);
        assert_eq!(oldest_first, [1, 2, 4, 5]);
    }

    #[test]
    fn what_was_claimed_since_this_half_was_read_stands_by_its_date() {
        let newest_first = joined(Order::Desc, &[(1, 9), (2, 5)], &[(4, 1), (3, 7)]);
        assert_eq!(newest_first, [1, 3, 2, 4]);
        let oldest_first = joined(Order::Asc, &[(1, 2), (2, 5)], &[(4, 9), (3, 3)]);
        assert_eq!(oldest_first, [1, 3, 2, 4]);
    }

    #[test]
    fn of_one_date_what_comes_later_stands_later() {
        for order in [Order::Desc, Order::Asc] {
            assert_eq!(
                joined(order, &[(1, 5), (2, 5)], &[(4, 5), (3, 5)]),
                [1, 2, 3, 4]
            );
        }
    }
}
