//! Everything loaded from both ends at once, against the simulator: whole, in
//! order and once, whatever happens meanwhile, and in half the time.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, in its helper functions too"
)]

mod client;
#[path = "load_all/run.rs"]
mod run;
mod test_rng;

use client::{NOW, send};
use model::domain::Timestamp;
use model::state::{AddressList, ListEnd, LoadAll, LoadAllStep, Tail};
use model::wire::{LARGEST_PAGE, ListQuery, Order, PAGE_SIZE, decode_page, list};
use run::Run;
use simulator::Account;

#[test]
fn whatever_happens_meanwhile_the_list_is_whole_in_order_and_once() {
    let mut met = 0;
    for seed in 0..2_000 {
        let mut run = Run::new(seed);
        run.load();
        run.check();
        met += usize::from(run.far_was_needed());
    }
    // The runs would prove little if the near list came to its end by itself in most of them.
    assert!(met > 1_000, "the ends met in {met} runs");
}

/// Answers all requests that are under way at once, again and again, and
/// returns how often and how many there were.
fn rounds(account: &mut Account, near: &mut AddressList) -> (usize, usize) {
    let mut all = LoadAll::new(near);
    let (mut rounds, mut requests) = (0, 0);
    loop {
        let mut wanted = Vec::new();
        loop {
            match all.next_step(near, Timestamp(NOW)) {
                LoadAllStep::Request(page) => wanted.push(page),
                LoadAllStep::Idle => break,
                LoadAllStep::Done => return (rounds, requests),
                LoadAllStep::Wait { .. } => panic!("nothing failed"),
            }
        }
        rounds += 1;
        requests += wanted.len();
        for page in wanted {
            let request = list(&page.query, page.after.as_ref(), LARGEST_PAGE);
            let answer = decode_page(&send(account, &request, NOW).unwrap());
            assert!(all.settle(near, page.ticket, answer, Timestamp(NOW)));
        }
    }
}

/// The list of a new account with its first page, as the panel shows it.
fn shown(account: &mut Account, order: Order) -> AddressList {
    let query = ListQuery {
        region: None,
        order,
    };
    let mut near = AddressList::new(query);
    load_page(account, &mut near, PAGE_SIZE);
    near
}

fn load_page(account: &mut Account, feed: &mut AddressList, limit: u8) -> bool {
    let Some(wanted) = feed.next_page() else {
        return false;
    };
    let request = list(&wanted.query, wanted.after.as_ref(), limit);
    let page = decode_page(&send(account, &request, NOW).unwrap());
    assert!(feed.settle(wanted.ticket, page));
    true
}

#[test]
fn ten_thousand_addresses_take_half_the_time_and_hardly_more_requests() {
    for order in [Order::Desc, Order::Asc] {
        let mut account = Account::generated(10_000, NOW);
        let mut alone = shown(&mut account, order);
        let mut sequential = 0;
        while load_page(&mut account, &mut alone, LARGEST_PAGE) {
            sequential += 1;
        }

        let mut near = shown(&mut account, order);
        let (rounds, requests) = rounds(&mut account, &mut near);
        assert_eq!(near.tail(), &Tail::End(ListEnd::Complete));
        assert_eq!(run::addresses(&near), run::addresses(&alone));
        assert!(requests < 88, "with the first page {}", requests + 1);
        assert!(
            rounds * 100 <= sequential * 55,
            "{rounds} rounds, {sequential} one after another"
        );
    }
}

#[test]
fn small_and_empty_accounts_are_loaded_too() {
    for count in [0, 1, 59, 60, 61, 120, 121, 180, 181, 300] {
        let mut account = Account::generated(count, NOW);
        let mut near = shown(&mut account, Order::Desc);
        rounds(&mut account, &mut near);
        assert_eq!(near.tail(), &Tail::End(ListEnd::Complete));
        assert_eq!(near.len(), usize::try_from(count).unwrap());
    }
}
