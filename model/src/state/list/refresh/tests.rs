use super::*;
use crate::domain::{Address, Claimed, PublicIp, Region, Timestamp};
use crate::state::{IncompleteReason, ListEnd};
use crate::wire::{Cursor, Diagnosis, ListQuery, Next, Order};

fn ip(last: u8) -> PublicIp {
    PublicIp {
        address: Address::new(203, 0, 113, last),
        region: Region::Ny2,
        claimed: Claimed::At(Timestamp::from_seconds(last.into())),
        machine: None,
    }
}

fn page(rows: &[u8], next: &str) -> Page {
    Page {
        items: rows.iter().map(|last| ip(*last)).collect(),
        skipped: 0,
        next: Cursor::parse(next).map_or(Next::End, Next::Page),
    }
}

/// A list of ny2, newest first, with these pages loaded.
fn shown(pages: &[Page]) -> AddressList {
    let mut list = AddressList::new(ListQuery {
        region: Some(Region::Ny2),
        order: Order::Desc,
    });
    for page in pages {
        let wanted = list.next_page().unwrap();
        assert!(list.settle(wanted.ticket, Ok(page.clone())));
    }
    list
}

fn lasts(list: &AddressList) -> Vec<u8> {
    list.rows()
        .iter()
        .map(|row| list.columns().address(*row).octets()[3])
        .collect()
}

fn more(refreshed: RefreshStep) -> PageRequest {
    let RefreshStep::Request(wanted) = refreshed else {
        panic!("{refreshed:?}")
    };
    wanted
}

fn done(refreshed: RefreshStep) -> AddressList {
    let RefreshStep::Done(list) = refreshed else {
        panic!("{refreshed:?}")
    };
    *list
}

#[test]
fn a_refresh_loads_as_much_as_was_shown_and_then_stops() {
    let mut list = shown(&[page(&[9, 8], "c1"), page(&[7, 6], "c2")]);
    let (mut refresh, wanted) = Refresh::start(&list);
    assert_eq!((&wanted.query, &wanted.after), (list.query(), &None));
    let wanted = more(refresh.settle(wanted.ticket, Ok(page(&[10, 9], "d1"))));
    assert_eq!(wanted.after, Cursor::parse("d1"));
    let wanted = more(refresh.settle(wanted.ticket, Ok(page(&[8], "d2"))));
    let fresh = done(refresh.settle(wanted.ticket, Ok(page(&[7], "d3"))));
    assert_eq!(lasts(&list), [9, 8, 7, 6], "nothing changed until the end");
    list.replace(fresh);
    assert_eq!(lasts(&list), [10, 9, 8, 7]);
    assert_eq!(list.tail(), &Tail::Ready(Cursor::parse("d3")));
    assert_eq!(list.next_page().unwrap().after, Cursor::parse("d3"));
}

#[test]
fn a_list_that_has_become_shorter_is_done_at_its_end() {
    let list = shown(&[page(&[9, 8, 7], "")]);
    let (mut refresh, wanted) = Refresh::start(&list);
    let fresh = done(refresh.settle(wanted.ticket, Ok(page(&[9], ""))));
    assert_eq!(lasts(&fresh), [9]);
    assert_eq!(fresh.tail(), &Tail::End(ListEnd::Complete));

    let (mut refresh, wanted) = Refresh::start(&list);
    let lost = Page {
        next: Next::MissingCursor,
        ..page(&[9], "")
    };
    let fresh = done(refresh.settle(wanted.ticket, Ok(lost)));
    assert_eq!(
        fresh.tail(),
        &Tail::End(ListEnd::Incomplete(IncompleteReason::NoCursor))
    );
}

#[test]
fn a_refresh_of_nothing_takes_one_page() {
    let list = shown(&[]);
    let (mut refresh, wanted) = Refresh::start(&list);
    let fresh = done(refresh.settle(wanted.ticket, Ok(page(&[9], "c1"))));
    assert_eq!(lasts(&fresh), [9]);
}

#[test]
fn a_failure_on_any_page_ends_the_refresh() {
    let list = shown(&[page(&[9, 8], "")]);
    let (mut refresh, wanted) = Refresh::start(&list);
    assert!(matches!(
        refresh.settle(wanted.ticket, Err(Failure::TimedOut)),
        RefreshStep::Failed(Failure::TimedOut)
    ));
    let (mut refresh, wanted) = Refresh::start(&list);
    let second = more(refresh.settle(wanted.ticket, Ok(page(&[9], "c1"))));
    assert!(matches!(
        refresh.settle(second.ticket, Err(Failure::Unreachable(Diagnosis::Unknown))),
        RefreshStep::Failed(Failure::Unreachable(Diagnosis::Unknown))
    ));
    assert!(matches!(
        refresh.settle(second.ticket, Ok(page(&[8], ""))),
        RefreshStep::Stale
    ));
}

#[test]
fn an_answer_of_an_older_refresh_is_stale_even_of_its_later_pages() {
    let mut list = shown(&[page(&[9, 8], "c1")]);
    let (mut older, wanted) = Refresh::start(&list);
    let late = more(older.settle(wanted.ticket, Ok(page(&[9], "old"))));
    list.switch_to(ListQuery::default());
    let first = list.next_page().unwrap();
    assert!(list.settle(first.ticket, Ok(page(&[9], "c1"))));
    let (mut newer, wanted) = Refresh::start(&list);
    for ticket in [late.ticket, first.ticket] {
        assert_ne!(wanted.ticket, ticket);
        assert!(matches!(
            newer.settle(ticket, Ok(page(&[1], "old"))),
            RefreshStep::Stale
        ));
    }
    assert_eq!(
        lasts(&done(newer.settle(wanted.ticket, Ok(page(&[9], ""))))),
        [9]
    );
}
