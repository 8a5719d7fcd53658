use std::collections::BTreeSet;

use super::*;
use crate::domain::{Assignee, Timestamp};
use crate::state::test_support::fixtures;
use crate::wire::{Diagnosis, Order};

fn query(region: Option<Region>, order: Order) -> ListQuery {
    ListQuery { region, order }
}

fn all() -> AddressList {
    AddressList::new(ListQuery::default())
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
        machine: Assignee::parse("ps1"),
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

/// Requests the next page and answers it.
fn load(list: &mut AddressList, page: Page) {
    let wanted = list.next_page().expect("a page can be asked for");
    assert!(list.settle(wanted.ticket, Ok(page)));
}

fn lasts(list: &AddressList) -> Vec<u8> {
    list.rows()
        .iter()
        .map(|row| list.columns().address(*row).octets()[3])
        .collect()
}

#[test]
fn a_new_list_asks_for_its_first_page_once() {
    let mut list = AddressList::new(query(Some(Region::Ca1), Order::Asc));
    assert_eq!(list.tail(), &Tail::Ready(None));
    let wanted = list.next_page().unwrap();
    assert_eq!(wanted.query, query(Some(Region::Ca1), Order::Asc));
    assert_eq!(wanted.after, None);
    assert_eq!(list.tail(), &Tail::Loading(wanted.ticket, None));
    for _ in 0..20 {
        assert_eq!(list.next_page(), None);
    }
    assert_eq!(list.retry(), None);
}

#[test]
fn pages_follow_their_cursors_to_the_end() {
    let mut list = all();
    load(&mut list, page(&[9, 8], "c1"));
    assert_eq!(list.tail(), &Tail::Ready(cursor("c1")));
    let wanted = list.next_page().unwrap();
    assert_eq!(wanted.after, cursor("c1"));
    assert!(list.settle(wanted.ticket, Ok(page(&[7], ""))));
    assert_eq!(lasts(&list), [9, 8, 7]);
    assert_eq!(list.tail(), &Tail::End(ListEnd::Complete));
    assert_eq!(list.next_page(), None);
    assert_eq!(list.retry(), None);
    assert_eq!(list.get(address(8)), Some(ip(8)));
    assert_eq!(list.get(address(6)), None);
}

#[test]
fn an_answer_settles_once_and_only_the_newest_does() {
    let mut list = all();
    let first = list.next_page().unwrap().ticket;
    assert!(list.settle(first, Err(Failure::TimedOut)));
    let second = list.retry().unwrap().ticket;
    assert!(second > first);
    assert!(!list.settle(first, Ok(page(&[1], ""))));
    assert_eq!(lasts(&list), [0; 0]);
    assert!(list.settle(second, Ok(page(&[2], "c1"))));
    assert!(!list.settle(second, Ok(page(&[3], "c2"))));
    assert_eq!(lasts(&list), [2]);
    assert_eq!(list.tail(), &Tail::Ready(cursor("c1")));
}

#[test]
fn a_row_that_comes_twice_is_shown_once_where_it_was() {
    let mut list = all();
    load(&mut list, page(&[9, 9, 8], "c1"));
    let wanted = list.next_page().unwrap();
    let mut second = page(&[8, 7, 9], "");
    second.items[0] = assigned(8);
    assert!(list.settle(wanted.ticket, Ok(second)));
    assert_eq!(lasts(&list), [9, 8, 7]);
    assert_eq!(list.get(address(8)), Some(ip(8)));
}

#[test]
fn a_page_that_failed_is_asked_for_again_from_the_same_cursor() {
    let mut list = all();
    load(&mut list, page(&[9], "c1"));
    let wanted = list.next_page().unwrap();
    assert!(list.settle(wanted.ticket, Err(Failure::Unreachable(Diagnosis::Unknown))));
    assert_eq!(
        list.tail(),
        &Tail::Failed(cursor("c1"), Failure::Unreachable(Diagnosis::Unknown))
    );
    assert_eq!(lasts(&list), [9], "what was loaded stays");
    assert_eq!(
        list.next_page(),
        None,
        "only a person asks for a failed page"
    );
    let again = list.retry().unwrap();
    assert_eq!(again.after, cursor("c1"));
    assert_ne!(again.ticket, wanted.ticket);
    assert!(list.settle(again.ticket, Ok(page(&[8], ""))));
    assert_eq!(lasts(&list), [9, 8]);

    let mut list = all();
    let first = list.next_page().unwrap();
    assert!(list.settle(first.ticket, Err(Failure::TimedOut)));
    assert_eq!(list.retry().unwrap().after, None);
}

#[test]
fn a_repeated_cursor_ends_the_list_as_incomplete() {
    let incomplete = Tail::End(ListEnd::Incomplete(IncompleteReason::RepeatedCursor));
    for cursors in [&["c1", "c1"][..], &["c1", "c2", "c1"]] {
        let mut list = all();
        for (row, cursor) in (1..).zip(cursors) {
            load(&mut list, page(&[row], cursor));
        }
        assert_eq!(list.tail(), &incomplete);
        assert_eq!(list.rows().len(), cursors.len(), "its rows are kept");
        list.switch_to(ListQuery::default());
        load(&mut list, page(&[1], "c1"));
        assert_eq!(
            list.tail(),
            &Tail::Ready(cursor("c1")),
            "another list starts anew"
        );
    }
}

#[test]
fn more_without_a_cursor_ends_the_list_as_incomplete() {
    let mut list = all();
    let lost = Page {
        next: Next::MissingCursor,
        ..page(&[9], "")
    };
    load(&mut list, lost);
    assert_eq!(
        list.tail(),
        &Tail::End(ListEnd::Incomplete(IncompleteReason::NoCursor))
    );
    assert_eq!(lasts(&list), [9]);
}

#[test]
fn five_empty_pages_in_a_row_end_the_list_as_incomplete() {
    let mut list = all();
    for name in ["a1", "a2", "a3", "a4"] {
        load(&mut list, page(&[], name));
    }
    // One page with a new address starts the count again.
    load(&mut list, page(&[1], "b0"));
    for name in ["b1", "b2", "b3", "b4"] {
        load(&mut list, page(&[], name));
        assert_eq!(list.tail(), &Tail::Ready(cursor(name)));
    }
    load(&mut list, page(&[], "b5"));
    assert_eq!(
        list.tail(),
        &Tail::End(ListEnd::Incomplete(IncompleteReason::EmptyPages))
    );

    let mut list = all();
    for name in ["a1", "a2", "a3", "a4"] {
        load(&mut list, page(&[], name));
    }
    load(&mut list, page(&[], ""));
    assert_eq!(list.tail(), &Tail::End(ListEnd::Complete));
}

#[test]
fn a_page_of_unreadable_items_is_not_an_empty_one() {
    let mut list = all();
    for name in ["a1", "a2", "a3", "a4", "a5", "a6"] {
        let page = Page {
            skipped: 2,
            ..page(&[], name)
        };
        load(&mut list, page);
    }
    assert_eq!(list.tail(), &Tail::Ready(cursor("a6")));
    assert_eq!(list.skipped(), 12);
    list.switch_to(ListQuery::default());
    assert_eq!(list.skipped(), 0);
}

#[test]
fn a_row_of_another_region_is_left_out() {
    let mut list = AddressList::new(query(Some(Region::Ny2), Order::Desc));
    let mut answer = page(&[9, 8, 7], "");
    answer.items[1].region = Region::Ca1;
    load(&mut list, answer);
    assert_eq!(lasts(&list), [9, 7]);
    let other = PublicIp {
        region: Region::Other("tyo9".into()),
        ..ip(10)
    };
    list.upsert(other.clone());
    assert_eq!(lasts(&list), [9, 7]);

    let mut list = AddressList::new(query(Some(other.region.clone()), Order::Desc));
    let mut answer = page(&[9], "");
    answer.items.push(other);
    load(&mut list, answer);
    assert_eq!(lasts(&list), [10]);
}

#[test]
fn a_changed_row_stays_in_its_place() {
    let mut list = AddressList::new(query(Some(Region::Ny2), Order::Desc));
    load(&mut list, page(&[9, 8, 7], ""));
    // An answer without a region changes the machine all the same.
    list.upsert(PublicIp {
        region: Region::Other(String::new()),
        ..assigned(8)
    });
    assert_eq!(lasts(&list), [9, 8, 7]);
    assert_eq!(list.get(address(8)), Some(assigned(8)));
}

#[test]
fn a_new_row_stands_where_the_order_puts_it() {
    for (order, rows, expected) in [
        (Order::Desc, [8, 6, 4], [[9, 8, 6, 4], [8, 6, 5, 4]]),
        (Order::Asc, [4, 6, 8], [[4, 6, 8, 9], [4, 5, 6, 8]]),
    ] {
        for (new, expected) in [9, 5].into_iter().zip(expected) {
            let mut list = AddressList::new(query(None, order));
            load(&mut list, page(&rows, ""));
            list.upsert(ip(new));
            assert_eq!(lasts(&list), expected);
            list.upsert(ip(new));
            assert_eq!(lasts(&list), expected, "once");
        }
    }
}

#[test]
fn a_new_row_of_the_same_moment_is_the_newer_one() {
    for (order, expected) in [(Order::Desc, [9, 5]), (Order::Asc, [5, 9])] {
        let mut list = AddressList::new(query(None, order));
        load(&mut list, page(&[5], ""));
        list.upsert(PublicIp {
            claimed: ip(5).claimed,
            ..ip(9)
        });
        assert_eq!(lasts(&list), expected);
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
        let mut list = AddressList::new(query(None, order));
        load(&mut list, page(&rows, ""));
        list.upsert(undated.clone());
        assert_eq!(lasts(&list), expected);

        // A row without a date does not stop a claim from being the newest.
        let mut list = AddressList::new(query(None, order));
        let mut answer = page(&[], "");
        answer.items.push(undated);
        load(&mut list, answer);
        list.upsert(ip(9));
        let newest = match order {
            Order::Desc => list.rows().first(),
            Order::Asc => list.rows().last(),
        };
        assert_eq!(newest.map(|row| list.columns().ip(*row)), Some(ip(9)));
    }
}

#[test]
fn the_first_row_of_an_empty_list_is_shown() {
    for order in [Order::Desc, Order::Asc] {
        let mut list = AddressList::new(query(Some(Region::Ny2), order));
        load(&mut list, page(&[], ""));
        list.upsert(ip(1));
        assert_eq!(lasts(&list), [1]);
        assert_eq!(list.get(address(1)), Some(ip(1)));
    }
}

#[test]
fn a_new_row_beyond_what_is_loaded_comes_with_its_page() {
    let mut list = AddressList::new(query(None, Order::Asc));
    load(&mut list, page(&[1, 2], "c1"));
    list.upsert(ip(9));
    assert_eq!(lasts(&list), [1, 2]);
    load(&mut list, page(&[3, 4], "c2"));
    load(&mut list, page(&[5, 9], ""));
    assert_eq!(lasts(&list), [1, 2, 3, 4, 5, 9]);
}

#[test]
fn a_page_in_flight_does_not_undo_what_was_done_meanwhile() {
    let mut list = AddressList::new(query(None, Order::Asc));
    load(&mut list, page(&[1, 2], "c1"));
    let wanted = list.next_page().unwrap();
    list.remove(address(1));
    list.remove(address(4));
    list.upsert(assigned(5));
    list.upsert(ip(9));
    assert_eq!(lasts(&list), [2]);
    assert_eq!(list.get(address(1)), None);
    // The answer was written before any of it happened.
    assert!(list.settle(wanted.ticket, Ok(page(&[1, 3, 4, 5], ""))));
    assert_eq!(lasts(&list), [2, 3, 5, 9]);
    assert_eq!(list.get(address(5)), Some(assigned(5)));
}

#[test]
fn a_page_asked_for_after_a_release_tells_the_truth() {
    let mut list = all();
    load(&mut list, page(&[9, 8], "c1"));
    list.remove(address(8));
    // Claimed again elsewhere in between.
    load(&mut list, page(&[8], ""));
    assert_eq!(lasts(&list), [9, 8]);
    list.remove(address(8));
    list.upsert(ip(8));
    assert_eq!(lasts(&list), [9, 8]);
}

#[test]
fn a_claim_that_somebody_else_released_does_not_come_back() {
    let mut list = AddressList::new(query(None, Order::Asc));
    load(&mut list, page(&[1], "c1"));
    list.upsert(ip(9));
    load(&mut list, page(&[2], ""));
    assert_eq!(lasts(&list), [1, 2]);
}

#[test]
fn another_list_begins_empty_and_drops_every_late_answer() {
    let mut list = all();
    let old = list.next_page().unwrap();
    list.switch_to(query(Some(Region::Ca1), Order::Asc));
    assert!(!list.settle(old.ticket, Ok(page(&[1], ""))));
    let new = list.next_page().unwrap();
    assert!(!list.settle(old.ticket, Ok(page(&[1], ""))));
    assert!(!list.settle(old.ticket, Err(Failure::TimedOut)));
    assert_eq!(list.tail(), &Tail::Loading(new.ticket, None));
    assert_eq!(list.rows(), []);
    assert_eq!(list.query(), &query(Some(Region::Ca1), Order::Asc));
}

#[test]
fn tickets_stay_unique_over_lists_and_replacements() {
    let mut list = all();
    let mut tickets = BTreeSet::new();
    for _ in 0..5 {
        assert!(tickets.insert(list.next_page().unwrap().ticket));
        let mut fresh = all();
        assert!(tickets.insert(fresh.first_page().ticket));
        list.replace(all());
        assert!(tickets.insert(list.next_page().unwrap().ticket));
        list.switch_to(ListQuery::default());
    }
    assert_eq!(tickets.len(), 15);
}

#[test]
fn a_replaced_list_keeps_what_was_changed_since_it_was_begun() {
    let mut shown = all();
    load(&mut shown, page(&[9, 8, 7, 6], ""));
    shown.upsert(assigned(9));
    shown.remove(address(8));
    let mut fresh = all();
    let wanted = fresh.next_page().unwrap();
    shown.upsert(assigned(7));
    shown.remove(address(6));
    shown.upsert(ip(10));
    // Unassigned elsewhere: 9. Claimed again elsewhere: 8.
    assert!(fresh.settle(wanted.ticket, Ok(page(&[9, 8, 7, 6], ""))));
    shown.replace(fresh);
    assert_eq!(lasts(&shown), [10, 9, 8, 7]);
    assert_eq!(shown.get(address(9)), Some(ip(9)));
    assert_eq!(shown.get(address(7)), Some(assigned(7)));
}

#[test]
fn a_new_row_is_shown_where_only_rows_of_other_regions_came() {
    let mut list = AddressList::new(query(Some(Region::Ca1), Order::Desc));
    load(&mut list, page(&[8, 7], "c1"));
    assert_eq!(list.rows(), []);
    list.upsert(PublicIp {
        region: Region::Ca1,
        ..ip(9)
    });
    assert_eq!(lasts(&list), [9]);
}

#[test]
fn the_mark_of_the_last_change_is_new_whenever_an_address_comes_changes_or_goes() {
    let mut list = all();
    let mut marks = vec![list.revision()];
    let mut note = |list: &AddressList, changes: bool| {
        assert_eq!(!marks.contains(&list.revision()), changes);
        marks.push(list.revision());
    };
    load(&mut list, page(&[9, 7], "c1"));
    note(&list, true);
    load(&mut list, page(&[9, 7], "c2"));
    note(&list, false);
    list.upsert(assigned(9));
    note(&list, true);
    list.upsert(ip(8));
    note(&list, true);
    list.remove(address(1));
    note(&list, false);
    list.remove(address(8));
    note(&list, true);
    list.switch_to(query(None, Order::Asc));
    note(&list, true);
}

#[test]
fn a_list_that_took_in_another_one_has_changed() {
    let mut near = all();
    load(&mut near, page(&[9, 8], "c1"));
    let mut far = AddressList::new(query(None, Order::Asc));
    load(&mut far, page(&[6, 7, 8], "c2"));
    let before = near.revision();
    near.merge(&far, ListEnd::Complete);
    assert_eq!(lasts(&near), [9, 8, 7, 6]);
    assert_ne!(near.revision(), before);
}

#[test]
fn a_change_does_not_bring_back_what_a_new_list_shows_to_be_gone() {
    let mut shown = all();
    load(&mut shown, page(&[9, 8], ""));
    let mut fresh = all();
    let wanted = fresh.next_page().unwrap();
    // Released elsewhere: 8. Claimed and changed here: 10.
    shown.upsert(assigned(8));
    shown.upsert(ip(10));
    shown.upsert(assigned(10));
    assert!(fresh.settle(wanted.ticket, Ok(page(&[9], ""))));
    shown.replace(fresh);
    assert_eq!(lasts(&shown), [10, 9]);
    assert_eq!(shown.get(address(10)), Some(assigned(10)));
}

#[test]
fn what_was_found_is_shown_unless_more_is_known_of_it() {
    let mut list = all();
    load(&mut list, page(&[9, 8], ""));
    let began = Ticket::latest();
    assert!(list.should_add(&ip(10), began) && !list.should_add(&ip(9), began));
    list.remove(address(8));
    list.switch_to(query(None, Order::Asc));
    assert!(!list.should_add(&ip(8), began) && list.should_add(&ip(9), began));
    assert!(
        !list.should_add(&ip(8), Ticket::draw()),
        "the service is slow"
    );
}

#[test]
fn a_change_that_was_not_made_is_taken_back_unless_more_is_known() {
    let mut list = all();
    let wanted = list.next_page().unwrap();
    // Claimed and assigned before the first page came, which knows of neither.
    list.upsert(ip(9));
    list.upsert(assigned(9));
    list.revert(&assigned(9), &ip(9));
    assert!(list.settle(wanted.ticket, Ok(page(&[8, 7], "more"))));
    assert_eq!(list.get(address(9)), Some(ip(9)));

    list.upsert(assigned(8));
    list.revert(&assigned(8), &ip(8));
    assert_eq!(list.get(address(8)), Some(ip(8)));

    // An earlier page had left out its date.
    let bare = |ip: PublicIp| PublicIp {
        claimed: Claimed::parse(""),
        ..ip
    };
    list.upsert(bare(assigned(8)));
    list.revert(&bare(assigned(8)), &bare(ip(8)));
    assert_eq!(list.get(address(8)), Some(ip(8)));

    // A refresh has brought it assigned to another machine, or not at all.
    let mut other = assigned(7);
    other.machine = Assignee::parse("ps2");
    list.upsert(assigned(7));
    list.upsert(other.clone());
    list.revert(&assigned(7), &ip(7));
    assert_eq!(list.get(address(7)), Some(other));
    list.revert(&assigned(6), &ip(6));
    assert_eq!(list.get(address(6)), None);
}

/// The address 203.0.113.`last`, claimed later than [`ip`] has it.
fn claimed_again(last: u8) -> PublicIp {
    PublicIp {
        claimed: Claimed::At(Timestamp::from_seconds(100)),
        ..ip(last)
    }
}

#[test]
fn an_address_that_was_released_and_claimed_again_is_shown() {
    let began = Ticket::latest();
    let mut list = all();
    load(&mut list, page(&[9, 8, 7], ""));
    // The answer to the claim may arrive before the one to the release, or a refresh before both.
    assert!(list.should_add(&claimed_again(8), began));
    list.upsert(claimed_again(8));
    assert!(!list.should_add(&claimed_again(8), began));
    assert_eq!(lasts(&list), [8, 9, 7]);
    assert_eq!(list.get(address(8)), Some(claimed_again(8)));

    list.remove(address(7));
    assert!(!list.should_add(&ip(7), began));
    assert!(list.should_add(&claimed_again(7), began));
    list.upsert(claimed_again(7));
    assert_eq!(list.get(address(7)), Some(claimed_again(7)));
}

#[test]
fn a_page_that_shows_a_later_claim_of_a_released_address_is_believed() {
    let again = |last| Page {
        items: vec![claimed_again(last)],
        ..page(&[], "")
    };
    let mut list = all();
    load(&mut list, page(&[9, 8], "more"));
    let wanted = list.next_page().unwrap();
    list.remove(address(8));
    assert!(list.settle(wanted.ticket, Ok(again(8))));
    assert_eq!(list.get(address(8)), Some(claimed_again(8)));

    let mut fresh = all();
    let wanted = fresh.next_page().unwrap();
    list.upsert(assigned(9));
    assert!(fresh.settle(wanted.ticket, Ok(again(9))));
    list.replace(fresh);
    assert_eq!(list.get(address(9)), Some(claimed_again(9)));
}

#[test]
fn a_whole_list_covers_each_that_it_holds_all_of() {
    let regions = [None, Some(Region::Ny2), Some(Region::Ca1)];
    for of in &regions {
        let mut list = AddressList::new(query(of.clone(), Order::Desc));
        load(&mut list, page(&[9, 8], "x"));
        assert_eq!(
            (list.len(), list.is_empty()),
            (list.rows().len(), list.rows().is_empty())
        );
        let covered = |list: &AddressList, order| {
            let each = regions.iter();
            each.map(|region| list.covers(&query(region.clone(), order)))
                .collect::<Vec<_>>()
        };
        assert_eq!(covered(&list, Order::Desc), [false; 3], "more exist");
        let mut skips = list.clone();
        load(&mut list, page(&[7], ""));
        let held: Vec<_> = regions
            .iter()
            .map(|region| of.is_none() || region == of)
            .collect();
        assert_eq!(covered(&list, Order::Desc), held);
        assert_eq!(covered(&list, Order::Asc), held, "in whichever order");
        let mut last = page(&[7], "");
        last.skipped = 1;
        load(&mut skips, last);
        assert_eq!(covered(&skips, Order::Desc), [false; 3], "one is not known");
    }
}

#[test]
fn what_was_read_is_shown_unless_more_is_known_by_now() {
    let assigned = |machine: &str| PublicIp {
        machine: Assignee::parse(machine),
        ..ip(9)
    };
    let mut list = fixtures::list(vec![ip(9)]);
    list.upsert(assigned("psown"));
    assert!(
        list.upsert_read(assigned("psa"), Ticket::draw()),
        "read after that"
    );
    assert_eq!(list.get(assigned("").address), Some(assigned("psa")));
    let began = Ticket::draw();
    list.upsert(assigned("psown"));
    assert!(
        !list.upsert_read(assigned("psb"), began),
        "changed here since"
    );
    assert_eq!(list.get(assigned("").address), Some(assigned("psown")));
    let began = Ticket::draw();
    list.replace(fixtures::list(vec![assigned("psc")]));
    assert!(!list.upsert_read(assigned("psb"), began), "loaded since");
    assert_eq!(list.get(assigned("").address), Some(assigned("psc")));
}
