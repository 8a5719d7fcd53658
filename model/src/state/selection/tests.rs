use std::collections::BTreeSet;

use super::*;
use crate::domain::{PublicIp, Region};
use crate::state::dice::Dice;
use crate::state::{Look, Sort, SortBy, sample};
use crate::wire::{Cursor, ListQuery, Next, Order, Page};

fn address(last: u8) -> Address {
    Address::new(203, 0, 113, last)
}

fn ips(last: &[u8]) -> Vec<PublicIp> {
    let ips = sample::ips(u32::try_from(last.len()).unwrap(), &mut Dice(7));
    let of = |(ip, last): (PublicIp, &u8)| PublicIp {
        address: address(*last),
        ..ip
    };
    ips.into_iter().zip(last).map(of).collect()
}

fn chosen(selection: &Selection) -> Vec<u8> {
    selection.addresses().map(|it| it.octets()[3]).collect()
}

#[test]
fn one_press_chooses_and_another_takes_back() {
    let mut selection = Selection::default();
    assert!(selection.is_empty());
    for last in [9, 7, 8, 7] {
        selection.toggle(address(last));
    }
    assert_eq!(chosen(&selection), [8, 9]);
    assert_eq!(selection.len(), 2);
    assert!(selection.holds(address(8)) && !selection.holds(address(7)));
}

#[test]
fn a_range_goes_by_the_order_in_which_the_rows_are_shown() {
    let feed = sample::feed(ips(&[5, 1, 4, 2, 3]));
    let (columns, rows) = (feed.columns(), feed.rows());
    let mut selection = Selection::default();
    selection.toggle(address(1));
    selection.toggle_to(columns, rows, address(2));
    assert_eq!(chosen(&selection), [1, 2, 4]);
    // From there back over what is chosen: the last press says what becomes of all.
    selection.toggle_to(columns, rows, address(5));
    assert_eq!(chosen(&selection), [1, 2, 4, 5]);
    selection.toggle_to(columns, rows, address(4));
    assert_eq!(chosen(&selection), [2]);
    let look = Look {
        sort: Sort {
            by: SortBy::Address,
            order: Order::Desc,
        },
        ..Look::default()
    };
    let view = sample::view(&feed, &look);
    selection.toggle(address(1));
    selection.toggle_to(columns, view.rows(&feed), address(3));
    assert_eq!(chosen(&selection), [1, 2, 3]);
}

#[test]
fn a_range_from_a_row_that_is_not_shown_is_one_row() {
    let feed = sample::feed(ips(&[5, 1, 4]));
    let (columns, rows) = (feed.columns(), feed.rows());
    let mut selection = Selection::default();
    selection.toggle_to(columns, rows, address(4));
    assert_eq!(chosen(&selection), [4]);
    selection.toggle(address(1));
    // A search leaves the row out where the range would begin.
    selection.toggle_to(columns, &rows[..1], address(5));
    assert_eq!(chosen(&selection), [1, 4, 5]);
}

#[test]
fn all_that_is_shown_is_chosen_beside_what_was() {
    let feed = sample::feed(ips(&[5, 1, 4, 2, 3]));
    let (columns, rows) = (feed.columns(), feed.rows());
    let mut selection = Selection::default();
    selection.toggle(address(3));
    selection.set_all(columns, &rows[..3], true);
    assert_eq!(chosen(&selection), [1, 3, 4, 5]);
    assert_eq!(selection.among(columns, rows), 4);
    assert_eq!(selection.among(columns, &rows[3..]), 1);
    selection.set_all(columns, &rows[1..], false);
    assert_eq!(chosen(&selection), [5]);
    assert_eq!(Selection::default().among(columns, rows), 0);
}

#[test]
fn any_choice_is_the_one_that_a_set_makes() {
    let mut dice = Dice(21);
    let feed = sample::feed(sample::ips(200, &mut dice));
    let (columns, rows) = (feed.columns(), feed.rows());
    for _ in 0..300 {
        let mut selection = Selection::default();
        let mut set = BTreeSet::new();
        for _ in 0..6 {
            let from = dice.roll(200);
            let part = &rows[from..from + dice.roll(201 - from)];
            let chosen = dice.roll(3) > 0;
            selection.set_all(columns, part, chosen);
            for row in part {
                if chosen {
                    set.insert(columns.number(*row));
                } else {
                    set.remove(&columns.number(*row));
                }
            }
            assert!(selection.chosen.iter().eq(set.iter()));
            assert_eq!(selection.among(columns, rows), set.len());
        }
    }
}

#[test]
fn what_leaves_the_list_leaves_the_selection() {
    let mut feed = sample::feed(ips(&[1, 2, 3]));
    let mut selection = Selection::default();
    selection.set_all(feed.columns(), feed.rows(), true);
    assert!(!selection.follow(&feed));
    feed.remove(address(2));
    assert!(selection.follow(&feed));
    assert_eq!(chosen(&selection), [1, 3]);
    assert!(!selection.follow(&feed));
    selection.forget(address(3));
    assert_eq!(chosen(&selection), [1]);
    assert_eq!(selection.names(), [address(1)]);
}

#[test]
fn what_the_address_bar_names_is_chosen_when_it_has_come() {
    let mut selection = Selection::named(&[address(4), address(1), address(4), address(9)]);
    assert!(selection.is_empty());
    let named = [address(1), address(4), address(9)];
    assert_eq!(selection.names(), named);
    let more = Next::Page(Cursor::parse("more").unwrap());
    let mut feed = sample::feed_of(ListQuery::default(), ips(&[5, 4]), more);
    assert!(selection.follow(&feed));
    assert!(!selection.follow(&feed));
    assert_eq!(chosen(&selection), [4]);
    assert_eq!(selection.names(), named);
    let wanted = feed.want_more().unwrap();
    let page = Page {
        items: ips(&[1]),
        skipped: 0,
        next: Next::End,
    };
    assert!(feed.settle(wanted.ticket, Ok(page)));
    assert!(selection.follow(&feed));
    assert_eq!(chosen(&selection), [1, 4]);
    assert_eq!(selection.names(), [address(1), address(4)]);
    assert!(!selection.follow(&feed));
}

#[test]
fn another_list_keeps_what_it_does_not_hold_for_later() {
    let mut feed = sample::feed(ips(&[1, 2, 3]));
    let mut selection = Selection::default();
    selection.set_all(feed.columns(), feed.rows(), true);
    let of_region = ListQuery {
        region: Some(Region::Ny2),
        ..ListQuery::default()
    };
    feed.turn_to(of_region.clone());
    assert!(selection.follow(&feed));
    assert!(selection.is_empty());
    let mut in_ny2 = ips(&[2]);
    in_ny2[0].region = Region::Ny2;
    let feed = sample::feed_of(of_region, in_ny2, Next::End);
    assert!(selection.follow(&feed));
    assert_eq!(chosen(&selection), [2]);
    assert!(selection.follow(&sample::feed(ips(&[1, 2, 3]))));
    assert_eq!(chosen(&selection), [1, 2, 3]);
}

#[test]
fn more_than_fifty_are_not_named() {
    let all: Vec<u8> = (0..51).collect();
    let feed = sample::feed(ips(&all));
    let mut selection = Selection::default();
    selection.set_all(feed.columns(), feed.rows(), true);
    assert!(selection.names().is_empty());
    selection.toggle(address(0));
    assert_eq!(selection.names().len(), Selection::NAMED);
}
