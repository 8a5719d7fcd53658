//! The list as the panel loads it, against the simulator: every tab and order
//! of every account comes whole, in order, and once.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helper functions too"
)]

mod client;

use client::{NOW, send};
use model::domain::{Address, KNOWN_REGIONS, Region};
use model::state::{AddressList, ListEnd, PageRequest, Refresh, RefreshStep, Tail};
use model::wire::{
    ListQuery, Order, Page, Rechecked, claim, decode_address, decode_page, list, release,
};
use simulator::Account;

fn answer(account: &mut Account, wanted: &PageRequest, limit: u8) -> Page {
    let request = list(&wanted.query, wanted.after.as_ref(), limit);
    decode_page(&send(account, &request, NOW).unwrap()).unwrap()
}

fn load_all(account: &mut Account, feed: &mut AddressList, limit: u8) {
    while let Some(wanted) = feed.next_page() {
        let page = answer(account, &wanted, limit);
        assert_eq!(page.skipped, 0);
        assert!(feed.settle(wanted.ticket, Ok(page)));
    }
    assert_eq!(feed.tail(), &Tail::End(ListEnd::Complete));
}

fn addresses(feed: &AddressList) -> Vec<Address> {
    let rows = feed.rows().iter();
    rows.map(|row| feed.columns().address(*row)).collect()
}

/// What the account holds, in the order of a list.
fn held(account: &Account, query: &ListQuery) -> Vec<Address> {
    let mut held: Vec<Address> = account
        .addresses()
        .filter(|address| {
            let region = Region::parse(&address.region);
            query.region.as_ref().is_none_or(|wanted| *wanted == region)
        })
        .map(|address| address.ip().parse().unwrap())
        .collect();
    if query.order == Order::Asc {
        held.reverse();
    }
    held
}

fn queries() -> impl Iterator<Item = ListQuery> {
    let regions = KNOWN_REGIONS.into_iter().map(Some).chain([None]);
    regions.flat_map(|region| {
        [Order::Desc, Order::Asc].map(|order| ListQuery {
            region: region.clone(),
            order,
        })
    })
}

#[test]
fn every_list_of_every_account_comes_whole_and_in_order() {
    for (mut account, limits) in [
        (Account::demo(NOW), &[1, 7, 60][..]),
        (Account::empty(NOW), &[60]),
        (Account::generated(500, NOW), &[60, 120]),
    ] {
        for query in queries() {
            for limit in limits {
                let mut feed = AddressList::new(query.clone());
                load_all(&mut account, &mut feed, *limit);
                assert_eq!(addresses(&feed), held(&account, &query), "{query:?}");
            }
        }
    }
}

#[test]
fn claims_and_releases_between_pages_leave_the_list_true() {
    for query in queries() {
        let mut account = Account::demo(NOW);
        let mut feed = AddressList::new(query.clone());
        let mut now = NOW;
        while let Some(wanted) = feed.next_page() {
            now += 1;
            let page = answer(&mut account, &wanted, 5);
            // The page is on its way while the person claims one address and releases another.
            let region = query.region.clone().unwrap_or(Region::Ny2);
            let claimed = send(&mut account, &claim(&region), now).unwrap();
            feed.upsert(decode_address(&claimed).unwrap());
            let gone = page.items.first().expect("an item").clone();
            let address = gone.address;
            send(&mut account, &release(&Rechecked::claimed(gone)), now).unwrap();
            feed.remove(address);
            assert!(feed.settle(wanted.ticket, Ok(page)));
        }
        assert_eq!(addresses(&feed), held(&account, &query), "{query:?}");
    }
}

#[test]
fn a_refresh_shows_what_somebody_else_did() {
    for query in queries() {
        let mut account = Account::demo(NOW);
        let mut feed = AddressList::new(query.clone());
        load_all(&mut account, &mut feed, 60);
        account.claim("ny2", NOW).unwrap();
        account.claim("ams1", NOW + 1).unwrap();
        account.release("203.0.113.2").unwrap();
        account.release("198.51.100.8").unwrap();
        let (mut refresh, mut wanted) = Refresh::start(&feed);
        let fresh = loop {
            let page = answer(&mut account, &wanted, 7);
            match refresh.settle(wanted.ticket, Ok(page)) {
                RefreshStep::Request(next) => wanted = next,
                RefreshStep::Done(fresh) => break *fresh,
                other @ (RefreshStep::Failed(_) | RefreshStep::Stale) => panic!("{other:?}"),
            }
        };
        feed.replace(fresh);
        load_all(&mut account, &mut feed, 7);
        assert_eq!(addresses(&feed), held(&account, &query), "{query:?}");
    }
}
