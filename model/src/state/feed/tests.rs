use super::*;
use crate::domain::{MachineId, Timestamp};
use crate::wire::{Order, Reach};

fn query(region: Option<Region>, order: Order) -> ListQuery {
    ListQuery { region, order }
}

fn all() -> Feed {
    Feed::new(ListQuery::default())
}

fn address(last: u8) -> Address {
    Address::new(203, 0, 113, last)
}

/// The address 203.0.113.`last` in ny2, claimed at the time `last`.
fn ip(last: u8) -> PublicIp {
    PublicIp {
        address: address(last),
        region: Region::Ny2,
        claimed: Claimed::At(Timestamp::from_seconds(last.into())),
        machine: None,
    }
}

fn assigned(last: u8) -> PublicIp {
    PublicIp {
        machine: Some(MachineId::parse("ps1").unwrap()),
        ..ip(last)
    }
}

fn page(rows: &[u8], next: &str) -> Page {
    Page {
        items: rows.iter().map(|last| ip(*last)).collect(),
        skipped: 0,
        next: Cursor::parse(next).map_or(Next::End, Next::Page),
    }
}

fn cursor(text: &str) -> Option<Cursor> {
    Cursor::parse(text)
}

/// Asks for the next page and answers it.
fn load(feed: &mut Feed, page: Page) {
    let wanted = feed.want_more().expect("a page can be asked for");
    assert!(feed.settle(wanted.ticket, Ok(page)));
}

fn lasts(feed: &Feed) -> Vec<u8> {
    feed.rows()
        .iter()
        .map(|row| feed.columns().address(*row).octets()[3])
        .collect()
}

#[test]
fn a_new_list_asks_for_its_first_page_once() {
    let mut feed = Feed::new(query(Some(Region::Ca1), Order::Asc));
    assert_eq!(feed.tail(), &Tail::Ready(None));
    let wanted = feed.want_more().unwrap();
    assert_eq!(wanted.query, query(Some(Region::Ca1), Order::Asc));
    assert_eq!(wanted.after, None);
    assert_eq!(feed.tail(), &Tail::Loading(wanted.ticket, None));
    for _ in 0..20 {
        assert_eq!(feed.want_more(), None);
    }
    assert_eq!(feed.retry(), None);
}

#[test]
fn pages_follow_their_cursors_to_the_end() {
    let mut feed = all();
    load(&mut feed, page(&[9, 8], "c1"));
    assert_eq!(feed.tail(), &Tail::Ready(cursor("c1")));
    let wanted = feed.want_more().unwrap();
    assert_eq!(wanted.after, cursor("c1"));
    assert!(feed.settle(wanted.ticket, Ok(page(&[7], ""))));
    assert_eq!(lasts(&feed), [9, 8, 7]);
    assert_eq!(feed.tail(), &Tail::End(Ending::Complete));
    assert_eq!(feed.want_more(), None);
    assert_eq!(feed.retry(), None);
    assert_eq!(feed.get(address(8)), Some(ip(8)));
    assert_eq!(feed.get(address(6)), None);
}

#[test]
fn an_answer_settles_once_and_only_the_newest_does() {
    let mut feed = all();
    let first = feed.want_more().unwrap().ticket;
    assert!(feed.settle(first, Err(Failure::TimedOut)));
    let second = feed.retry().unwrap().ticket;
    assert!(second > first);
    assert!(!feed.settle(first, Ok(page(&[1], ""))));
    assert_eq!(lasts(&feed), [0; 0]);
    assert!(feed.settle(second, Ok(page(&[2], "c1"))));
    assert!(!feed.settle(second, Ok(page(&[3], "c2"))));
    assert_eq!(lasts(&feed), [2]);
    assert_eq!(feed.tail(), &Tail::Ready(cursor("c1")));
}

#[test]
fn a_row_that_comes_twice_is_shown_once_where_it_was() {
    let mut feed = all();
    load(&mut feed, page(&[9, 9, 8], "c1"));
    let wanted = feed.want_more().unwrap();
    let mut second = page(&[8, 7, 9], "");
    second.items[0] = assigned(8);
    assert!(feed.settle(wanted.ticket, Ok(second)));
    assert_eq!(lasts(&feed), [9, 8, 7]);
    assert_eq!(feed.get(address(8)), Some(ip(8)));
}

#[test]
fn a_page_that_failed_is_asked_for_again_from_the_same_cursor() {
    let mut feed = all();
    load(&mut feed, page(&[9], "c1"));
    let wanted = feed.want_more().unwrap();
    assert!(feed.settle(wanted.ticket, Err(Failure::Unreachable(Reach::Unknown))));
    assert_eq!(
        feed.tail(),
        &Tail::Failed(cursor("c1"), Failure::Unreachable(Reach::Unknown))
    );
    assert_eq!(lasts(&feed), [9], "what was loaded stays");
    assert_eq!(
        feed.want_more(),
        None,
        "only a person asks for a failed page"
    );
    let again = feed.retry().unwrap();
    assert_eq!(again.after, cursor("c1"));
    assert_ne!(again.ticket, wanted.ticket);
    assert!(feed.settle(again.ticket, Ok(page(&[8], ""))));
    assert_eq!(lasts(&feed), [9, 8]);

    let mut feed = all();
    let first = feed.want_more().unwrap();
    assert!(feed.settle(first.ticket, Err(Failure::TimedOut)));
    assert_eq!(feed.retry().unwrap().after, None);
}

#[test]
fn a_repeated_cursor_ends_the_list_as_incomplete() {
    let incomplete = Tail::End(Ending::Incomplete(Gap::RepeatedCursor));
    for cursors in [&["c1", "c1"][..], &["c1", "c2", "c1"]] {
        let mut feed = all();
        for (row, cursor) in (1..).zip(cursors) {
            load(&mut feed, page(&[row], cursor));
        }
        assert_eq!(feed.tail(), &incomplete);
        assert_eq!(feed.rows().len(), cursors.len(), "its rows are kept");
        feed.turn_to(ListQuery::default());
        load(&mut feed, page(&[1], "c1"));
        assert_eq!(
            feed.tail(),
            &Tail::Ready(cursor("c1")),
            "another list starts anew"
        );
    }
}

#[test]
fn more_without_a_cursor_ends_the_list_as_incomplete() {
    let mut feed = all();
    let lost = Page {
        next: Next::Lost,
        ..page(&[9], "")
    };
    load(&mut feed, lost);
    assert_eq!(feed.tail(), &Tail::End(Ending::Incomplete(Gap::NoCursor)));
    assert_eq!(lasts(&feed), [9]);
}

#[test]
fn five_empty_pages_in_a_row_end_the_list_as_incomplete() {
    let mut feed = all();
    for name in ["a1", "a2", "a3", "a4"] {
        load(&mut feed, page(&[], name));
    }
    // One page that is not empty starts the count again.
    load(&mut feed, page(&[1], "b0"));
    for name in ["b1", "b2", "b3", "b4"] {
        load(&mut feed, page(&[], name));
        assert_eq!(feed.tail(), &Tail::Ready(cursor(name)));
    }
    load(&mut feed, page(&[], "b5"));
    assert_eq!(feed.tail(), &Tail::End(Ending::Incomplete(Gap::EmptyPages)));

    let mut feed = all();
    for name in ["a1", "a2", "a3", "a4"] {
        load(&mut feed, page(&[], name));
    }
    load(&mut feed, page(&[], ""));
    assert_eq!(feed.tail(), &Tail::End(Ending::Complete));
}

#[test]
fn a_page_of_unreadable_items_is_not_an_empty_one() {
    let mut feed = all();
    for name in ["a1", "a2", "a3", "a4", "a5", "a6"] {
        let page = Page {
            skipped: 2,
            ..page(&[], name)
        };
        load(&mut feed, page);
    }
    assert_eq!(feed.tail(), &Tail::Ready(cursor("a6")));
    assert_eq!(feed.skipped(), 12);
    feed.turn_to(ListQuery::default());
    assert_eq!(feed.skipped(), 0);
}

#[test]
fn a_row_of_another_region_is_left_out() {
    let mut feed = Feed::new(query(Some(Region::Ny2), Order::Desc));
    let mut answer = page(&[9, 8, 7], "");
    answer.items[1].region = Region::Ca1;
    load(&mut feed, answer);
    assert_eq!(lasts(&feed), [9, 7]);
    let other = PublicIp {
        region: Region::Other("tyo9".into()),
        ..ip(10)
    };
    feed.put(other.clone());
    assert_eq!(lasts(&feed), [9, 7]);

    let mut feed = Feed::new(query(Some(other.region.clone()), Order::Desc));
    let mut answer = page(&[9], "");
    answer.items.push(other);
    load(&mut feed, answer);
    assert_eq!(lasts(&feed), [10]);
}

#[test]
fn a_changed_row_stays_in_its_place() {
    let mut feed = Feed::new(query(Some(Region::Ny2), Order::Desc));
    load(&mut feed, page(&[9, 8, 7], ""));
    // An answer that leaves the region out changes the machine all the same.
    feed.put(PublicIp {
        region: Region::Other(String::new()),
        ..assigned(8)
    });
    assert_eq!(lasts(&feed), [9, 8, 7]);
    assert_eq!(feed.get(address(8)), Some(assigned(8)));
}

#[test]
fn a_new_row_stands_where_the_order_puts_it() {
    for (order, rows, expected) in [
        (Order::Desc, [8, 6, 4], [[9, 8, 6, 4], [8, 6, 5, 4]]),
        (Order::Asc, [4, 6, 8], [[4, 6, 8, 9], [4, 5, 6, 8]]),
    ] {
        for (new, expected) in [9, 5].into_iter().zip(expected) {
            let mut feed = Feed::new(query(None, order));
            load(&mut feed, page(&rows, ""));
            feed.put(ip(new));
            assert_eq!(lasts(&feed), expected);
            feed.put(ip(new));
            assert_eq!(lasts(&feed), expected, "once");
        }
    }
}

#[test]
fn a_new_row_of_the_same_moment_is_the_newer_one() {
    for (order, expected) in [(Order::Desc, [9, 5]), (Order::Asc, [5, 9])] {
        let mut feed = Feed::new(query(None, order));
        load(&mut feed, page(&[5], ""));
        feed.put(PublicIp {
            claimed: ip(5).claimed,
            ..ip(9)
        });
        assert_eq!(lasts(&feed), expected);
    }
}

#[test]
fn a_new_row_without_a_date_counts_as_the_newest() {
    for (order, rows, expected) in [
        (Order::Desc, [8, 6], [5, 8, 6]),
        (Order::Asc, [6, 8], [6, 8, 5]),
    ] {
        let undated = PublicIp {
            claimed: Claimed::parse("?"),
            ..ip(5)
        };
        let mut feed = Feed::new(query(None, order));
        load(&mut feed, page(&rows, ""));
        feed.put(undated.clone());
        assert_eq!(lasts(&feed), expected);

        // And a row that has none does not stop a claim from being the newest.
        let mut feed = Feed::new(query(None, order));
        let mut answer = page(&[], "");
        answer.items.push(undated);
        load(&mut feed, answer);
        feed.put(ip(9));
        let newest = match order {
            Order::Desc => feed.rows().first(),
            Order::Asc => feed.rows().last(),
        };
        assert_eq!(newest.map(|row| feed.columns().ip(*row)), Some(ip(9)));
    }
}

#[test]
fn the_first_row_of_an_empty_list_is_shown() {
    for order in [Order::Desc, Order::Asc] {
        let mut feed = Feed::new(query(Some(Region::Ny2), order));
        load(&mut feed, page(&[], ""));
        feed.put(ip(1));
        assert_eq!(lasts(&feed), [1]);
        assert_eq!(feed.get(address(1)), Some(ip(1)));
    }
}

#[test]
fn a_new_row_beyond_what_is_loaded_comes_with_its_page() {
    let mut feed = Feed::new(query(None, Order::Asc));
    load(&mut feed, page(&[1, 2], "c1"));
    feed.put(ip(9));
    assert_eq!(lasts(&feed), [1, 2]);
    load(&mut feed, page(&[3, 4], "c2"));
    load(&mut feed, page(&[5, 9], ""));
    assert_eq!(lasts(&feed), [1, 2, 3, 4, 5, 9]);
}

#[test]
fn a_page_in_flight_does_not_undo_what_was_done_meanwhile() {
    let mut feed = Feed::new(query(None, Order::Asc));
    load(&mut feed, page(&[1, 2], "c1"));
    let wanted = feed.want_more().unwrap();
    feed.remove(address(1));
    feed.remove(address(4));
    feed.put(assigned(5));
    feed.put(ip(9));
    assert_eq!(lasts(&feed), [2]);
    assert_eq!(feed.get(address(1)), None);
    // The answer was written before any of it happened.
    assert!(feed.settle(wanted.ticket, Ok(page(&[1, 3, 4, 5], ""))));
    assert_eq!(lasts(&feed), [2, 3, 5, 9]);
    assert_eq!(feed.get(address(5)), Some(assigned(5)));
}

#[test]
fn a_page_asked_for_after_a_release_tells_the_truth() {
    let mut feed = all();
    load(&mut feed, page(&[9, 8], "c1"));
    feed.remove(address(8));
    // Somebody claimed the address again in between.
    load(&mut feed, page(&[8], ""));
    assert_eq!(lasts(&feed), [9, 8]);
    feed.remove(address(8));
    feed.put(ip(8));
    assert_eq!(lasts(&feed), [9, 8]);
}

#[test]
fn a_claim_that_somebody_else_released_does_not_come_back() {
    let mut feed = Feed::new(query(None, Order::Asc));
    load(&mut feed, page(&[1], "c1"));
    feed.put(ip(9));
    load(&mut feed, page(&[2], ""));
    assert_eq!(lasts(&feed), [1, 2]);
}

#[test]
fn another_list_begins_empty_and_drops_every_late_answer() {
    let mut feed = all();
    let old = feed.want_more().unwrap();
    feed.turn_to(query(Some(Region::Ca1), Order::Asc));
    assert!(!feed.settle(old.ticket, Ok(page(&[1], ""))));
    let new = feed.want_more().unwrap();
    assert!(!feed.settle(old.ticket, Ok(page(&[1], ""))));
    assert!(!feed.settle(old.ticket, Err(Failure::TimedOut)));
    assert_eq!(feed.tail(), &Tail::Loading(new.ticket, None));
    assert_eq!(feed.rows(), []);
    assert_eq!(feed.query(), &query(Some(Region::Ca1), Order::Asc));
}

#[test]
fn tickets_stay_unique_over_lists_and_replacements() {
    let mut feed = all();
    let mut tickets = BTreeSet::new();
    for _ in 0..5 {
        assert!(tickets.insert(feed.want_more().unwrap().ticket));
        let mut fresh = all();
        assert!(tickets.insert(fresh.first().ticket));
        feed.replace(all());
        assert!(tickets.insert(feed.want_more().unwrap().ticket));
        feed.turn_to(ListQuery::default());
    }
    assert_eq!(tickets.len(), 15);
}

#[test]
fn a_replaced_list_keeps_what_was_changed_since_it_was_begun() {
    let mut shown = all();
    load(&mut shown, page(&[9, 8, 7, 6], ""));
    shown.put(assigned(9));
    shown.remove(address(8));
    let mut fresh = all();
    let wanted = fresh.want_more().unwrap();
    shown.put(assigned(7));
    shown.remove(address(6));
    shown.put(ip(10));
    // Unassigned by somebody else: 9. Claimed again by somebody else: 8.
    assert!(fresh.settle(wanted.ticket, Ok(page(&[9, 8, 7, 6], ""))));
    shown.replace(fresh);
    assert_eq!(lasts(&shown), [10, 9, 8, 7]);
    assert_eq!(shown.get(address(9)), Some(ip(9)));
    assert_eq!(shown.get(address(7)), Some(assigned(7)));
}

#[test]
fn a_new_row_is_shown_where_only_rows_of_other_regions_came() {
    let mut feed = Feed::new(query(Some(Region::Ca1), Order::Desc));
    load(&mut feed, page(&[8, 7], "c1"));
    assert_eq!(feed.rows(), []);
    feed.put(PublicIp {
        region: Region::Ca1,
        ..ip(9)
    });
    assert_eq!(lasts(&feed), [9]);
}

#[test]
fn the_mark_of_the_last_change_is_new_whenever_an_address_comes_changes_or_goes() {
    let mut feed = all();
    let mut marks = vec![feed.changed()];
    let mut note = |feed: &Feed, changes: bool| {
        assert_eq!(!marks.contains(&feed.changed()), changes);
        marks.push(feed.changed());
    };
    load(&mut feed, page(&[9, 7], "c1"));
    note(&feed, true);
    load(&mut feed, page(&[9, 7], "c2"));
    note(&feed, false);
    feed.put(assigned(9));
    note(&feed, true);
    feed.put(ip(8));
    note(&feed, true);
    feed.remove(address(1));
    note(&feed, false);
    feed.remove(address(8));
    note(&feed, true);
    feed.turn_to(query(None, Order::Asc));
    note(&feed, true);
}

#[test]
fn a_list_that_took_in_another_one_has_changed() {
    let mut near = all();
    load(&mut near, page(&[9, 8], "c1"));
    let mut far = Feed::new(query(None, Order::Asc));
    load(&mut far, page(&[6, 7, 8], "c2"));
    let before = near.changed();
    near.join(&far, Ending::Complete);
    assert_eq!(lasts(&near), [9, 8, 7, 6]);
    assert_ne!(near.changed(), before);
}

#[test]
fn a_change_does_not_bring_back_what_a_new_list_shows_to_be_gone() {
    let mut shown = all();
    load(&mut shown, page(&[9, 8], ""));
    let mut fresh = all();
    let wanted = fresh.want_more().unwrap();
    // Released by somebody else: 8. Claimed and changed here: 10.
    shown.put(assigned(8));
    shown.put(ip(10));
    shown.put(assigned(10));
    assert!(fresh.settle(wanted.ticket, Ok(page(&[9], ""))));
    shown.replace(fresh);
    assert_eq!(lasts(&shown), [10, 9]);
    assert_eq!(shown.get(address(10)), Some(assigned(10)));
}

#[test]
fn what_was_found_is_shown_unless_more_is_known_of_it() {
    let mut feed = all();
    load(&mut feed, page(&[9, 8], ""));
    let began = Ticket::latest();
    assert!(feed.lacks(address(10), began) && !feed.lacks(address(9), began));
    feed.remove(address(8));
    feed.turn_to(query(None, Order::Asc));
    assert!(!feed.lacks(address(8), began) && feed.lacks(address(9), began));
    assert!(feed.lacks(address(8), Ticket::draw()));
}

#[test]
fn a_whole_list_covers_each_that_it_holds_all_of() {
    let regions = [None, Some(Region::Ny2), Some(Region::Ca1)];
    for of in &regions {
        let mut feed = Feed::new(query(of.clone(), Order::Desc));
        load(&mut feed, page(&[9, 8], "x"));
        assert_eq!(
            (feed.len(), feed.is_empty()),
            (feed.rows().len(), feed.rows().is_empty())
        );
        let covered = |feed: &Feed, order| {
            let each = regions.iter();
            each.map(|region| feed.covers(&query(region.clone(), order)))
                .collect::<Vec<_>>()
        };
        assert_eq!(covered(&feed, Order::Desc), [false; 3], "more exist");
        let mut skips = feed.clone();
        load(&mut feed, page(&[7], ""));
        let held: Vec<_> = regions
            .iter()
            .map(|region| of.is_none() || region == of)
            .collect();
        assert_eq!(covered(&feed, Order::Desc), held);
        assert_eq!(covered(&feed, Order::Asc), held, "in whichever order");
        let mut last = page(&[7], "");
        last.skipped = 1;
        load(&mut skips, last);
        assert_eq!(covered(&skips, Order::Desc), [false; 3], "one is not known");
    }
}
