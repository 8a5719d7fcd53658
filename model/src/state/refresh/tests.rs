use super::*;
use crate::domain::{Address, Claimed, PublicIp, Region, Timestamp};
use crate::state::{Ending, Gap};
use crate::wire::{Cursor, ListQuery, Next, Order, Reach};

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

/// A list of ny2, newest first, of which these pages are loaded.
fn shown(pages: &[Page]) -> Feed {
    let mut feed = Feed::new(ListQuery {
        region: Some(Region::Ny2),
        order: Order::Desc,
    });
    for page in pages {
        let wanted = feed.want_more().unwrap();
        assert!(feed.settle(wanted.ticket, Ok(page.clone())));
    }
    feed
}

fn lasts(feed: &Feed) -> Vec<u8> {
    feed.rows()
        .iter()
        .map(|row| feed.columns().address(*row).octets()[3])
        .collect()
}

fn more(refreshed: Refreshed) -> Wanted {
    let Refreshed::More(wanted) = refreshed else {
        panic!("{refreshed:?}")
    };
    wanted
}

fn done(refreshed: Refreshed) -> Feed {
    let Refreshed::Done(feed) = refreshed else {
        panic!("{refreshed:?}")
    };
    *feed
}

#[test]
fn a_refresh_loads_as_much_as_was_shown_and_then_stops() {
    let mut feed = shown(&[page(&[9, 8], "c1"), page(&[7, 6], "c2")]);
    let (mut refresh, wanted) = Refresh::of(&feed);
    assert_eq!((&wanted.query, &wanted.after), (feed.query(), &None));
    let wanted = more(refresh.settle(wanted.ticket, Ok(page(&[10, 9], "d1"))));
    assert_eq!(wanted.after, Cursor::parse("d1"));
    let wanted = more(refresh.settle(wanted.ticket, Ok(page(&[8], "d2"))));
    let fresh = done(refresh.settle(wanted.ticket, Ok(page(&[7], "d3"))));
    assert_eq!(lasts(&feed), [9, 8, 7, 6], "nothing changed until the end");
    feed.replace(fresh);
    assert_eq!(lasts(&feed), [10, 9, 8, 7]);
    assert_eq!(feed.tail(), &Tail::Ready(Cursor::parse("d3")));
    assert_eq!(feed.want_more().unwrap().after, Cursor::parse("d3"));
}

#[test]
fn a_list_that_has_become_shorter_is_done_at_its_end() {
    let feed = shown(&[page(&[9, 8, 7], "")]);
    let (mut refresh, wanted) = Refresh::of(&feed);
    let fresh = done(refresh.settle(wanted.ticket, Ok(page(&[9], ""))));
    assert_eq!(lasts(&fresh), [9]);
    assert_eq!(fresh.tail(), &Tail::End(Ending::Complete));

    let (mut refresh, wanted) = Refresh::of(&feed);
    let lost = Page {
        next: Next::Lost,
        ..page(&[9], "")
    };
    let fresh = done(refresh.settle(wanted.ticket, Ok(lost)));
    assert_eq!(fresh.tail(), &Tail::End(Ending::Incomplete(Gap::NoCursor)));
}

#[test]
fn a_refresh_of_nothing_takes_one_page() {
    let feed = shown(&[]);
    let (mut refresh, wanted) = Refresh::of(&feed);
    let fresh = done(refresh.settle(wanted.ticket, Ok(page(&[9], "c1"))));
    assert_eq!(lasts(&fresh), [9]);
}

#[test]
fn a_failure_on_any_page_ends_the_refresh() {
    let feed = shown(&[page(&[9, 8], "")]);
    let (mut refresh, wanted) = Refresh::of(&feed);
    assert_eq!(
        refresh.settle(wanted.ticket, Err(Failure::TimedOut)),
        Refreshed::Failed(Failure::TimedOut)
    );
    let (mut refresh, wanted) = Refresh::of(&feed);
    let second = more(refresh.settle(wanted.ticket, Ok(page(&[9], "c1"))));
    assert_eq!(
        refresh.settle(second.ticket, Err(Failure::Unreachable(Reach::Unknown))),
        Refreshed::Failed(Failure::Unreachable(Reach::Unknown))
    );
    assert_eq!(
        refresh.settle(second.ticket, Ok(page(&[8], ""))),
        Refreshed::Stale
    );
}

#[test]
fn an_answer_of_an_older_refresh_is_stale_even_of_its_later_pages() {
    let mut feed = shown(&[page(&[9, 8], "c1")]);
    let (mut older, wanted) = Refresh::of(&feed);
    let late = more(older.settle(wanted.ticket, Ok(page(&[9], "old"))));
    feed.turn_to(ListQuery::default());
    let first = feed.want_more().unwrap();
    assert!(feed.settle(first.ticket, Ok(page(&[9], "c1"))));
    let (mut newer, wanted) = Refresh::of(&feed);
    for ticket in [late.ticket, first.ticket] {
        assert_ne!(wanted.ticket, ticket);
        assert_eq!(
            newer.settle(ticket, Ok(page(&[1], "old"))),
            Refreshed::Stale
        );
    }
    assert_eq!(
        lasts(&done(newer.settle(wanted.ticket, Ok(page(&[9], ""))))),
        [9]
    );
}
