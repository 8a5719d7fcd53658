//! The cursors of the loaded pages, so that a row can be read again with one request.
//!
//! Two bytes a row and one cursor a page. A cursor says where a row was, not where it is: claims and
//! releases move the others.

use super::AddressList;
use crate::domain::{Address, Claimed};
use crate::wire::{Cursor, ListQuery, Order};

/// A loaded page, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PageNumber(pub(crate) u16);

impl PageNumber {
    /// No page brought the row, or one of too many.
    pub(crate) const NONE: Self = Self(u16::MAX);

    /// The number of the page behind this many others.
    pub(crate) fn behind(self, others: usize) -> Self {
        let number = usize::from(self.0) + others;
        u16::try_from(number).map_or(Self::NONE, Self)
    }
}

/// The order and the cursor of each loaded page; no cursor for the first one.
#[derive(Clone, Debug, Default)]
pub(crate) struct PageCursors(Vec<(Order, Option<Cursor>)>);

impl PageCursors {
    /// Adds a page that has arrived.
    pub(crate) fn add(&mut self, order: Order, after: Option<Cursor>) -> PageNumber {
        self.0.push((order, after));
        PageNumber(0).behind(self.0.len() - 1)
    }

    /// Whether the page that begins at a cursor has arrived.
    pub(crate) fn contains(&self, cursor: &Cursor) -> bool {
        let mut pages = self.0.iter();
        pages.any(|(_, after)| after.as_ref() == Some(cursor))
    }

    /// Appends the pages of another list, and returns how many there were before.
    pub(crate) fn append(&mut self, other: &Self) -> usize {
        let before = self.0.len();
        self.0.extend_from_slice(&other.0);
        before
    }
}

/// A page of a list, to be read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPage {
    /// The list.
    pub query: ListQuery,
    /// The cursor the page begins at; `None` for the first page.
    pub after: Option<Cursor>,
}

/// Where a row is probably found: a hint, since pages shift as addresses come and go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowPlace {
    /// The page that brought it.
    pub page: Option<ListPage>,
    /// The order that reaches it sooner.
    pub order: Order,
}

impl AddressList {
    /// Where an address is probably found.
    #[must_use]
    pub fn place(&self, address: Address) -> RowPlace {
        let own = self.query.order;
        let Some(row) = self.columns().find(address) else {
            return RowPlace {
                page: None,
                order: own,
            };
        };
        let number = usize::from(self.columns().page(row).0);
        let page = self.pages.0.get(number).map(|(order, after)| ListPage {
            query: ListQuery {
                region: self.query.region.clone(),
                order: *order,
            },
            after: after.clone(),
        });
        RowPlace {
            page,
            order: if self.is_in_far_half(&self.columns().claimed_date(row)) {
                own.reversed()
            } else {
                own
            },
        }
    }

    /// Whether a date stands behind that of the middle of a complete list.
    fn is_in_far_half(&self, date: &Claimed) -> bool {
        let middle = self.rows().get(self.len() / 2);
        let middle = middle.map(|row| self.columns().claimed_date(*row));
        self.covers(&self.query)
            && middle.is_some_and(|middle| match self.query.order {
                Order::Desc => date.is_before(&middle),
                Order::Asc => middle.is_before(date),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{PublicIp, Region, Timestamp};
    use crate::state::test_support::fixtures;
    use crate::state::{LoadAll, LoadAllStep, Refresh, RefreshStep};
    use crate::wire::{Next, Page};

    fn ip(last: u8) -> PublicIp {
        PublicIp {
            address: Address::new(203, 0, 113, last),
            region: Region::Ny2,
            claimed: Claimed::At(Timestamp::from_seconds(1_000 - u32::from(last))),
            machine: None,
        }
    }

    fn page(lasts: &[u8], next: &str) -> Page {
        Page {
            items: lasts.iter().copied().map(ip).collect(),
            skipped: 0,
            next: Cursor::parse(next).map_or(Next::End, Next::Page),
        }
    }

    /// A list of three pages of two addresses.
    fn three_pages() -> AddressList {
        let mut list = AddressList::new(ListQuery::default());
        for (lasts, next) in [([1, 2], "b"), ([3, 4], "c"), ([5, 6], "")] {
            let wanted = list.next_page().unwrap();
            assert!(list.settle(wanted.ticket, Ok(page(&lasts, next))));
        }
        list
    }

    /// The order and the cursor of an address's page.
    fn found_at(list: &AddressList, last: u8) -> Option<(Order, Option<String>)> {
        let page = list.place(ip(last).address).page?;
        let after = page.after.map(|cursor| cursor.as_str().to_owned());
        Some((page.query.order, after))
    }

    fn cursor(text: &str) -> Option<(Order, Option<String>)> {
        let after = Some(text).filter(|text| !text.is_empty());
        Some((Order::Desc, after.map(str::to_owned)))
    }

    #[test]
    fn each_row_knows_the_cursor_of_its_page_and_the_nearer_end() {
        let list = three_pages();
        let at = |last| found_at(&list, last);
        assert_eq!([at(1), at(2)], [cursor(""), cursor("")]);
        assert_eq!([at(3), at(6)], [cursor("b"), cursor("c")]);
        let order = |last| list.place(ip(last).address).order;
        assert_eq!(
            [1, 4, 5, 6].map(order),
            [Order::Desc, Order::Desc, Order::Asc, Order::Asc]
        );
        assert_eq!(list.place(ip(9).address), RowPlace::default());
    }

    #[test]
    fn what_no_page_brought_has_no_cursor_and_what_a_page_brought_keeps_it() {
        let mut list = three_pages();
        list.upsert(ip(0));
        assert_eq!(found_at(&list, 0), None);
        list.upsert(ip(3));
        assert_eq!(found_at(&list, 3), cursor("b"));
        list.remove(ip(3).address);
        list.upsert(ip(3));
        assert_eq!(found_at(&list, 3), None);
    }

    #[test]
    fn a_refreshed_list_has_the_cursors_of_its_own_pages() {
        let mut list = three_pages();
        let (mut refresh, first) = Refresh::start(&list);
        let RefreshStep::Request(second) = refresh.settle(first.ticket, Ok(page(&[1], "x"))) else {
            panic!("a second page");
        };
        let answer = Ok(page(&[2, 3, 4, 5, 6], ""));
        let RefreshStep::Done(fresh) = refresh.settle(second.ticket, answer) else {
            panic!("the end");
        };
        list.replace(*fresh);
        assert_eq!(
            [1, 2].map(|last| found_at(&list, last)),
            [cursor(""), cursor("x")]
        );
    }

    #[test]
    fn after_load_all_each_half_has_the_order_it_was_loaded_in() {
        let mut list = AddressList::new(ListQuery::default());
        let first = list.next_page().unwrap();
        assert!(list.settle(first.ticket, Ok(page(&[1, 2], "b"))));
        let mut all = LoadAll::new(&list);
        let now = Timestamp(0);
        let requests = [(); 2].map(|()| match all.next_step(&mut list, now) {
            LoadAllStep::Request(wanted) => wanted.ticket,
            LoadAllStep::Wait { .. } | LoadAllStep::Idle | LoadAllStep::Done => {
                panic!("no request")
            }
        });
        let answers = [page(&[3, 4], "c"), page(&[6, 5, 4, 3], "f")];
        for (ticket, answer) in requests.into_iter().zip(answers) {
            assert!(all.settle(&mut list, ticket, Ok(answer), now));
        }
        assert!(matches!(all.next_step(&mut list, now), LoadAllStep::Done));
        assert_eq!(list.len(), 6);
        assert_eq!(found_at(&list, 4), cursor("b"));
        assert_eq!(found_at(&list, 5), Some((Order::Asc, None)));
    }

    #[test]
    fn a_page_beyond_those_that_can_be_numbered_is_none() {
        assert_eq!(PageNumber(7).behind(3), PageNumber(10));
        assert_eq!(PageNumber(7).behind(65_528), PageNumber::NONE);
        assert_eq!(PageNumber::NONE.behind(1), PageNumber::NONE);
        let list = fixtures::list(vec![ip(1)]);
        assert_eq!(list.pages.0.get(usize::from(PageNumber::NONE.0)), None);
    }
}
