use std::collections::BTreeSet;

use super::*;
use crate::domain::{PublicIp, Region};
use crate::state::test_support::TestRng;
use crate::state::{Sort, SortBy, ViewOptions, test_support::fixtures};
use crate::wire::{Cursor, ListQuery, Next, Order, Page};

fn address(anchor: u8) -> Address {
    Address::new(203, 0, 113, anchor)
}

fn ips(anchor: &[u8]) -> Vec<PublicIp> {
    let ips = fixtures::ips(u32::try_from(anchor.len()).unwrap(), &mut TestRng(7));
    let of = |(ip, anchor): (PublicIp, &u8)| PublicIp {
        address: address(*anchor),
        ..ip
    };
    ips.into_iter().zip(anchor).map(of).collect()
}

fn selected(selection: &Selection) -> Vec<u8> {
    selection.addresses().map(|it| it.octets()[3]).collect()
}

#[test]
fn one_press_chooses_and_another_takes_back() {
    let mut selection = Selection::default();
    assert!(selection.is_empty());
    for anchor in [9, 7, 8, 7] {
        selection.toggle(address(anchor));
    }
    assert_eq!(selected(&selection), [8, 9]);
    assert_eq!(selection.len(), 2);
    assert!(selection.contains(address(8)) && !selection.contains(address(7)));
}

#[test]
fn a_range_goes_by_the_order_in_which_the_rows_are_shown() {
    let list = fixtures::list(ips(&[5, 1, 4, 2, 3]));
    let (columns, rows) = (list.columns(), list.rows());
    let mut selection = Selection::default();
    selection.toggle(address(1));
    selection.toggle_range(columns, rows, address(2));
    assert_eq!(selected(&selection), [1, 2, 4]);
    // Back over what is selected: the last press decides for the whole range.
    selection.toggle_range(columns, rows, address(5));
    assert_eq!(selected(&selection), [1, 2, 4, 5]);
    selection.toggle_range(columns, rows, address(4));
    assert_eq!(selected(&selection), [2]);
    let options = ViewOptions {
        sort: Sort {
            by: SortBy::Address,
            order: Order::Desc,
        },
        ..ViewOptions::default()
    };
    let view = fixtures::view(&list, &options);
    selection.toggle(address(1));
    selection.toggle_range(columns, view.rows(&list), address(3));
    assert_eq!(selected(&selection), [1, 2, 3]);
}

#[test]
fn a_range_from_a_row_that_is_not_shown_is_one_row() {
    let list = fixtures::list(ips(&[5, 1, 4]));
    let (columns, rows) = (list.columns(), list.rows());
    let mut selection = Selection::default();
    selection.toggle_range(columns, rows, address(4));
    assert_eq!(selected(&selection), [4]);
    selection.toggle(address(1));
    // A search hides the row where the range would start.
    selection.toggle_range(columns, &rows[..1], address(5));
    assert_eq!(selected(&selection), [1, 4, 5]);
}

#[test]
fn all_that_is_shown_is_chosen_beside_what_was() {
    let list = fixtures::list(ips(&[5, 1, 4, 2, 3]));
    let (columns, rows) = (list.columns(), list.rows());
    let mut selection = Selection::default();
    selection.toggle(address(3));
    selection.set_all(columns, &rows[..3], true);
    assert_eq!(selected(&selection), [1, 3, 4, 5]);
    assert_eq!(selection.count_in(columns, rows), 4);
    assert_eq!(selection.count_in(columns, &rows[3..]), 1);
    selection.set_all(columns, &rows[1..], false);
    assert_eq!(selected(&selection), [5]);
    assert_eq!(Selection::default().count_in(columns, rows), 0);
}

#[test]
fn any_choice_is_the_one_that_a_set_makes() {
    let mut rng = TestRng(21);
    let list = fixtures::list(fixtures::ips(200, &mut rng));
    let (columns, rows) = (list.columns(), list.rows());
    for _ in 0..300 {
        let mut selection = Selection::default();
        let mut set = BTreeSet::new();
        for _ in 0..6 {
            let from = rng.below(200);
            let part = &rows[from..from + rng.below(201 - from)];
            let selected = rng.below(3) > 0;
            selection.set_all(columns, part, selected);
            for row in part {
                if selected {
                    set.insert(columns.number(*row));
                } else {
                    set.remove(&columns.number(*row));
                }
            }
            assert!(selection.selected.iter().eq(set.iter()));
            assert_eq!(selection.count_in(columns, rows), set.len());
        }
    }
}

#[test]
fn what_leaves_the_list_leaves_the_selection() {
    let mut list = fixtures::list(ips(&[1, 2, 3]));
    let mut selection = Selection::default();
    selection.set_all(list.columns(), list.rows(), true);
    assert!(!selection.sync(&list));
    list.remove(address(2));
    assert!(selection.sync(&list));
    assert_eq!(selected(&selection), [1, 3]);
    assert!(!selection.sync(&list));
    selection.remove(address(3));
    assert_eq!(selected(&selection), [1]);
    assert_eq!(selection.url_addresses(), [address(1)]);
}

#[test]
fn what_the_address_bar_names_is_chosen_when_it_has_come() {
    let mut selection = Selection::from_url(&[address(4), address(1), address(4), address(9)]);
    assert!(selection.is_empty());
    let named = [address(1), address(4), address(9)];
    assert_eq!(selection.url_addresses(), named);
    let more = Next::Page(Cursor::parse("more").unwrap());
    let mut list = fixtures::list_of(ListQuery::default(), ips(&[5, 4]), more);
    assert!(selection.sync(&list));
    assert!(!selection.sync(&list));
    assert_eq!(selected(&selection), [4]);
    assert_eq!(selection.url_addresses(), named);
    let wanted = list.next_page().unwrap();
    let page = Page {
        items: ips(&[1]),
        skipped: 0,
        next: Next::End,
    };
    assert!(list.settle(wanted.ticket, Ok(page)));
    assert!(selection.sync(&list));
    assert_eq!(selected(&selection), [1, 4]);
    assert_eq!(selection.url_addresses(), [address(1), address(4)]);
    assert!(!selection.sync(&list));
}

#[test]
fn another_list_keeps_what_it_does_not_hold_for_later() {
    let mut list = fixtures::list(ips(&[1, 2, 3]));
    let mut selection = Selection::default();
    selection.set_all(list.columns(), list.rows(), true);
    let of_region = ListQuery {
        region: Some(Region::Ny2),
        ..ListQuery::default()
    };
    list.switch_to(of_region.clone());
    assert!(selection.sync(&list));
    assert!(selection.is_empty());
    let mut in_ny2 = ips(&[2]);
    in_ny2[0].region = Region::Ny2;
    let list = fixtures::list_of(of_region, in_ny2, Next::End);
    assert!(selection.sync(&list));
    assert_eq!(selected(&selection), [2]);
    assert!(selection.sync(&fixtures::list(ips(&[1, 2, 3]))));
    assert_eq!(selected(&selection), [1, 2, 3]);
}

#[test]
fn more_than_fifty_are_not_named() {
    let all: Vec<u8> = (0..51).collect();
    let list = fixtures::list(ips(&all));
    let mut selection = Selection::default();
    selection.set_all(list.columns(), list.rows(), true);
    assert!(selection.url_addresses().is_empty());
    selection.toggle(address(0));
    assert_eq!(selection.url_addresses().len(), Selection::MAX_IN_URL);
}

#[test]
fn a_selected_address_is_confirmed_as_it_was_when_its_box_was_ticked() {
    let mut list = fixtures::list(ips(&[1, 2, 3]));
    let now = list.get(address(2)).unwrap();
    let other = PublicIp {
        machine: crate::domain::Assignee::parse("psother"),
        ..now.clone()
    };
    let is_same = |selection: &Selection, list: &AddressList| {
        let row = list.columns().find(address(2)).unwrap();
        selection.is_as_selected(list.columns(), row)
    };
    let mut selection = Selection::default();
    for anchor in [1, 2] {
        selection.toggle(address(anchor));
        selection.remember(list.columns());
    }
    assert!(is_same(&selection, &list));
    list.upsert(other.clone());
    selection.toggle(address(3));
    selection.remember(list.columns());
    assert!(
        !is_same(&selection, &list),
        "a box ticked later confirms no other"
    );
    // Changed back, it is what was seen.
    list.upsert(now);
    assert!(is_same(&selection, &list));
    list.upsert(other.clone());
    selection.confirm(list.columns(), address(2));
    assert!(is_same(&selection, &list), "changed here");
    // Ticked anew, it is confirmed anew.
    list.upsert(PublicIp {
        machine: None,
        ..other
    });
    assert!(!is_same(&selection, &list));
    for _ in 0..2 {
        selection.toggle(address(2));
        selection.remember(list.columns());
    }
    assert!(is_same(&selection, &list));
}

#[test]
fn an_address_of_the_url_is_confirmed_as_it_arrives() {
    let mut selection = Selection::from_url(&[address(1)]);
    let mut list = fixtures::list(ips(&[1]));
    assert!(selection.sync(&list));
    let row = list.columns().find(address(1)).unwrap();
    assert!(selection.is_as_selected(list.columns(), row));
    let mut other = list.get(address(1)).unwrap();
    other.machine = crate::domain::Assignee::parse("psother");
    list.upsert(other);
    assert!(!selection.is_as_selected(list.columns(), row));
}
