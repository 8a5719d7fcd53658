use std::collections::VecDeque;

use super::*;
use crate::domain::{Assignee, Claimed, Region};
use crate::state::{IncompleteReason, Row};
use crate::wire::{Cursor, Next};

const NOW: Timestamp = Timestamp(1_000_000);

/// A service that holds the addresses 203.0.113.n with the date n.
#[derive(Clone, Default)]
struct Service {
    dates: Vec<u8>,
    limit: usize,
    /// Sends this order, whatever the request says.
    always: Option<Order>,
    /// Sends other addresses in this order.
    strangers: Option<Order>,
    /// The date that is sent unreadable.
    unreadable: Option<u8>,
    /// The date whose address is sent unreadable.
    skips: Option<u8>,
    /// Continues without a cursor after this many addresses of this order.
    loses: Option<(Order, usize)>,
}

impl Service {
    fn of(dates: impl IntoIterator<Item = u8>, limit: usize) -> Self {
        Self {
            dates: dates.into_iter().collect(),
            limit,
            ..Self::default()
        }
    }

    fn answer(&self, wanted: &PageRequest) -> Page {
        let asked = wanted.query.order;
        let order = self.always.unwrap_or(asked);
        let mut dates = self.dates.clone();
        if order == Order::Desc {
            dates.reverse();
        }
        let from = wanted
            .after
            .as_ref()
            .map_or(0, |cursor| cursor.as_str().parse().unwrap());
        let to = (from + self.limit).min(dates.len());
        let mut items: Vec<PublicIp> = dates[from..to].iter().map(|date| ip(*date)).collect();
        for ip in &mut items {
            if self.strangers == Some(asked) {
                ip.address = Address::new(198, 51, 100, ip.address.octets()[3]);
            }
            if Some(ip.address.octets()[3]) == self.unreadable {
                ip.claimed = Claimed::parse("?");
            }
        }
        let before = items.len();
        items.retain(|ip| Some(ip.address.octets()[3]) != self.skips);
        let next = if to == dates.len() {
            Next::End
        } else if self
            .loses
            .is_some_and(|(lost, at)| lost == asked && to >= at)
        {
            Next::MissingCursor
        } else {
            Next::Page(Cursor::parse(&to.to_string()).unwrap())
        };
        Page {
            skipped: u32::try_from(before - items.len()).unwrap(),
            items,
            next,
        }
    }
}

fn ip(date: u8) -> PublicIp {
    PublicIp {
        address: Address::new(203, 0, 113, date),
        region: Region::Ny2,
        claimed: Claimed::At(Timestamp::from_seconds(u32::from(date))),
        machine: None,
    }
}

fn lasts(list: &AddressList) -> Vec<u8> {
    let rows = list.rows().iter();
    rows.map(|row| list.columns().address(*row).octets()[3])
        .collect()
}

fn newest_first(dates: impl DoubleEndedIterator<Item = u8>) -> Vec<u8> {
    dates.rev().collect()
}

/// All requests that can be sent now, and the step that ended them.
fn asked(
    all: &mut LoadAll,
    near: &mut AddressList,
    now: Timestamp,
) -> (Vec<PageRequest>, LoadAllStep) {
    let mut wanted = Vec::new();
    loop {
        match all.next_step(near, now) {
            LoadAllStep::Request(page) => wanted.push(page),
            other @ (LoadAllStep::Wait { .. } | LoadAllStep::Idle | LoadAllStep::Done) => {
                return (wanted, other);
            }
        }
    }
}

/// Loads everything and counts the requests of the far list.
fn load(service: &Service) -> (AddressList, usize) {
    let mut near = AddressList::new(ListQuery::default());
    let mut all = LoadAll::new(&near);
    let mut under_way = VecDeque::new();
    let mut of_far = 0;
    loop {
        let (wanted, step) = asked(&mut all, &mut near, NOW);
        if step == LoadAllStep::Done {
            return (near, of_far);
        }
        under_way.extend(wanted);
        let page: PageRequest = under_way.pop_front().expect("it goes on");
        of_far += usize::from(page.query.order == Order::Asc);
        let answer = Ok(service.answer(&page));
        let _ = all.settle(&mut near, page.ticket, answer, NOW);
    }
}

fn complete() -> Tail {
    Tail::End(ListEnd::Complete)
}

#[test]
fn both_ends_are_read_until_they_meet() {
    let (near, of_far) = load(&Service::of(1..=100, 10));
    assert_eq!(lasts(&near), newest_first(1..=100));
    assert_eq!((near.tail(), of_far), (&complete(), 5));
}

#[test]
fn a_service_that_does_not_heed_the_order_is_found_out() {
    for limit in [1, 2, 7, 40] {
        let service = Service {
            always: Some(Order::Desc),
            ..Service::of(1..=30, limit)
        };
        let (near, of_far) = load(&service);
        assert_eq!(lasts(&near), newest_first(1..=30), "pages of {limit}");
        assert_eq!(near.tail(), &complete());
        assert!(of_far <= 2, "it was asked {of_far} times");
    }
    // The list that is shown arrives the wrong way round.
    let service = Service {
        always: Some(Order::Asc),
        ..Service::of(1..=30, 1)
    };
    let (near, _) = load(&service);
    assert_eq!(lasts(&near), (1..=30).collect::<Vec<u8>>());
}

#[test]
fn lists_that_share_no_address_do_not_meet() {
    let service = Service {
        strangers: Some(Order::Asc),
        ..Service::of(1..=40, 4)
    };
    let (near, _) = load(&service);
    assert_eq!(lasts(&near), newest_first(1..=40));
    let ours = |row: &Row| near.columns().address(*row).octets()[0] == 203;
    assert!(near.rows().iter().all(ours));
}

#[test]
fn what_cannot_be_read_leaves_the_shown_list_to_go_on_alone() {
    let unreadable = Service {
        unreadable: Some(3),
        ..Service::of(1..=40, 4)
    };
    let (near, of_far) = load(&unreadable);
    assert_eq!(lasts(&near), newest_first(1..=40));
    assert_eq!((near.tail(), of_far), (&complete(), 1));

    let skips = Service {
        skips: Some(3),
        ..Service::of(1..=40, 4)
    };
    let (near, of_far) = load(&skips);
    assert_eq!(near.len(), 39);
    assert_eq!((near.skipped(), of_far), (1, 1), "it is counted once");
}

#[test]
fn a_list_that_cannot_go_on_is_met_by_the_other() {
    for lost in [Order::Desc, Order::Asc] {
        let service = Service {
            loses: Some((lost, 8)),
            ..Service::of(1..=40, 4)
        };
        let (near, _) = load(&service);
        assert_eq!(lasts(&near), newest_first(1..=40));
        assert_eq!(near.tail(), &complete());
    }
}

#[test]
fn two_lists_that_cannot_go_on_say_that_some_may_be_missing() {
    let mut near = AddressList::new(ListQuery::default());
    let mut all = LoadAll::new(&near);
    let (wanted, _) = asked(&mut all, &mut near, NOW);
    for page in wanted {
        let service = Service {
            loses: Some((page.query.order, 4)),
            ..Service::of(1..=40, 4)
        };
        let answer = Ok(service.answer(&page));
        assert!(all.settle(&mut near, page.ticket, answer, NOW));
    }
    assert_eq!(all.next_step(&mut near, NOW), LoadAllStep::Done);
    assert_eq!(lasts(&near), [40, 39, 38, 37, 4, 3, 2, 1]);
    let gap = ListEnd::Incomplete(IncompleteReason::NoCursor);
    assert_eq!(near.tail(), &Tail::End(gap));
}

#[test]
fn a_far_list_that_is_whole_is_taken_in_while_the_other_waits() {
    let service = Service::of(1..=9, 3);
    let mut near = AddressList::new(ListQuery::default());
    let mut all = LoadAll::new(&near);
    let (wanted, step) = asked(&mut all, &mut near, NOW);
    assert_eq!((wanted.len(), step), (2, LoadAllStep::Idle));
    let mut far = wanted[1].clone();
    loop {
        let answer = Ok(service.answer(&far));
        assert!(all.settle(&mut near, far.ticket, answer, NOW));
        match all.next_step(&mut near, NOW) {
            LoadAllStep::Request(next) => far = next,
            LoadAllStep::Done => break,
            step @ (LoadAllStep::Wait { .. } | LoadAllStep::Idle) => panic!("{step:?}"),
        }
    }
    assert_eq!(lasts(&near), newest_first(1..=9));
    let late = service.answer(&wanted[0]);
    assert!(!near.settle(wanted[0].ticket, Ok(late)));
}

#[test]
fn a_page_that_fails_is_asked_for_again_after_a_pause_of_both() {
    let service = Service::of(1..=40, 4);
    let mut near = AddressList::new(ListQuery::default());
    let mut all = LoadAll::new(&near);
    let mut now = NOW;
    for seconds in [1, 2] {
        let (wanted, _) = asked(&mut all, &mut near, now);
        for page in &wanted {
            let answer = match page.query.order {
                Order::Desc => Err(Failure::TimedOut),
                Order::Asc => Ok(service.answer(page)),
            };
            assert!(all.settle(&mut near, page.ticket, answer, now));
        }
        let pause = |seconds| LoadAllStep::Wait {
            seconds,
            too_many: false,
        };
        assert_eq!(all.next_step(&mut near, now), pause(seconds));
        now.0 += i64::from(seconds) * 1_000 - 1;
        assert_eq!(all.next_step(&mut near, now), pause(1));
        now.0 += 1;
    }
    let (wanted, _) = asked(&mut all, &mut near, now);
    let again = wanted.first().unwrap();
    assert_eq!((again.query.order, &again.after), (Order::Desc, &None));
    let failed = Err(Failure::TimedOut);
    assert!(all.settle(&mut near, again.ticket, failed, now));
    assert_eq!(all.status(), &LoadAllStatus::Failed(Failure::TimedOut));
    assert_eq!(all.next_step(&mut near, now), LoadAllStep::Idle);
    assert_eq!(all.loaded(&near), 8, "what came of the other end is kept");

    all.resume();
    let (wanted, _) = asked(&mut all, &mut near, now);
    assert_eq!(wanted.len(), 1, "the far one is still under way");
    let answer = Ok(service.answer(&wanted[0]));
    assert!(all.settle(&mut near, wanted[0].ticket, answer, now));
    assert_eq!(all.status(), &LoadAllStatus::Running);
    assert_eq!(all.loaded(&near), 12);
}

#[test]
fn too_many_requests_are_waited_for_as_long_as_the_service_asks() {
    let mut near = AddressList::new(ListQuery::default());
    let mut all = LoadAll::new(&near);
    let (wanted, _) = asked(&mut all, &mut near, NOW);
    for (page, seconds) in wanted.iter().zip([12, 5]) {
        let failure = Failure::unreadable(429, "").with_retry_after(Some(seconds));
        assert!(all.settle(&mut near, page.ticket, Err(failure), NOW));
    }
    let pause = LoadAllStep::Wait {
        seconds: 12,
        too_many: true,
    };
    assert_eq!(
        all.next_step(&mut near, NOW),
        pause,
        "the longer of the two"
    );
    let later = Timestamp(NOW.0 + 12_000);
    assert_eq!(asked(&mut all, &mut near, later).0.len(), 2);
}

#[test]
fn a_clock_that_is_set_back_makes_nobody_wait() {
    let mut near = AddressList::new(ListQuery::default());
    let mut all = LoadAll::new(&near);
    let (wanted, _) = asked(&mut all, &mut near, NOW);
    let failed = Err(Failure::TimedOut);
    assert!(all.settle(&mut near, wanted[0].ticket, failed, NOW));
    let yesterday = Timestamp(NOW.0 - 86_400_000);
    assert_eq!(asked(&mut all, &mut near, yesterday).0.len(), 1);
}

#[test]
fn cancelled_it_keeps_what_it_has_and_goes_on_from_there() {
    let service = Service::of(1..=40, 4);
    let mut near = AddressList::new(ListQuery::default());
    let mut all = LoadAll::new(&near);
    let (wanted, _) = asked(&mut all, &mut near, NOW);
    all.cancel();
    for page in wanted {
        let answer = Ok(service.answer(&page));
        assert!(all.settle(&mut near, page.ticket, answer, NOW));
    }
    assert_eq!(all.next_step(&mut near, NOW), LoadAllStep::Idle);
    assert_eq!(all.loaded(&near), 8);
    all.resume();
    let (wanted, _) = asked(&mut all, &mut near, NOW);
    let after: Vec<_> = wanted.iter().map(|page| page.after.clone()).collect();
    assert_eq!(after, [Cursor::parse("4"), Cursor::parse("4")]);
}

#[test]
fn what_repeating_cannot_help_stops_it_at_once() {
    let mut near = AddressList::new(ListQuery::default());
    let mut all = LoadAll::new(&near);
    let (wanted, _) = asked(&mut all, &mut near, NOW);
    let refused = Failure::from_answer(403, r#"{"code":"FORBIDDEN","message":"No."}"#);
    let answer = Err(refused.clone());
    assert!(all.settle(&mut near, wanted[0].ticket, answer, NOW));
    assert_eq!(all.status(), &LoadAllStatus::Failed(refused));
}

/// A list and its loading, after the first page of either end.
fn first_pages(service: &Service, order: Order) -> (AddressList, LoadAll) {
    let mut near = AddressList::new(ListQuery {
        region: None,
        order,
    });
    let mut all = LoadAll::new(&near);
    let (wanted, _) = asked(&mut all, &mut near, NOW);
    for page in wanted {
        let answer = Ok(service.answer(&page));
        assert!(all.settle(&mut near, page.ticket, answer, NOW));
    }
    (near, all)
}

/// Continues to the end; returns the number of pages.
fn load_rest(service: &Service, near: &mut AddressList, all: &mut LoadAll) -> usize {
    let mut pages = 0;
    loop {
        let (wanted, step) = asked(all, near, NOW);
        pages += wanted.len();
        if step == LoadAllStep::Done {
            return pages;
        }
        assert!(!wanted.is_empty(), "it goes on");
        for page in wanted {
            let answer = Ok(service.answer(&page));
            assert!(all.settle(near, page.ticket, answer, NOW));
        }
    }
}

#[test]
fn what_is_changed_meanwhile_is_changed_in_the_end_that_is_not_shown_too() {
    let service = Service::of(1..=8, 3);
    let (mut near, mut all) = first_pages(&service, Order::Desc);
    assert_eq!((near.len(), all.loaded(&near)), (3, 6));
    let assigned = PublicIp {
        machine: Assignee::parse("psm9u09bwu5i"),
        ..ip(2)
    };
    near.upsert(assigned.clone());
    all.upsert(assigned.clone());
    near.remove(ip(1).address);
    all.remove(ip(1).address);
    assert_eq!(all.loaded(&near), 5);
    load_rest(&service, &mut near, &mut all);
    assert_eq!(lasts(&near), newest_first(2..=8));
    let last = near.rows().last().map(|row| near.columns().ip(*row));
    assert_eq!(last, Some(assigned));
}

#[test]
fn a_list_that_is_shown_oldest_first_is_met_by_its_newest() {
    let service = Service::of(1..=40, 4);
    let (mut near, mut all) = first_pages(&service, Order::Asc);
    assert_eq!(lasts(&near), [1, 2, 3, 4]);
    let pages = load_rest(&service, &mut near, &mut all);
    assert_eq!(lasts(&near), (1..=40).collect::<Vec<u8>>());
    assert_eq!((near.tail(), pages), (&complete(), 10));
}

/// A page of addresses with their dates, with more to follow.
fn dated(items: &[(u8, u8)]) -> Page {
    let items = items.iter().map(|(last, date)| PublicIp {
        address: Address::new(203, 0, 113, *last),
        ..ip(*date)
    });
    Page {
        items: items.collect(),
        skipped: 0,
        next: Next::Page(Cursor::parse("c").unwrap()),
    }
}

#[test]
fn two_ends_that_stand_at_one_date_have_not_met() {
    for order in [Order::Desc, Order::Asc] {
        let mut near = AddressList::new(ListQuery {
            region: None,
            order,
        });
        let mut all = LoadAll::new(&near);
        let (wanted, _) = asked(&mut all, &mut near, NOW);
        // Of three addresses of one date, 5, each end has brought one, and both the one between.
        let newer = dated(&[(9, 9), (7, 7), (6, 5), (5, 5)]);
        let older = dated(&[(1, 1), (2, 2), (4, 5), (5, 5)]);
        let (first, second) = match order {
            Order::Desc => (newer, older),
            Order::Asc => (older, newer),
        };
        for (page, answer) in wanted.iter().zip([first, second]) {
            assert!(all.settle(&mut near, page.ticket, Ok(answer), NOW));
        }
        let next = all.next_step(&mut near, NOW);
        assert!(matches!(next, LoadAllStep::Request(_)), "{next:?}");
    }
}

#[test]
fn what_has_stopped_stays_as_it_was_stopped() {
    let mut near = AddressList::new(ListQuery::default());
    let mut all = LoadAll::new(&near);
    all.fail(Failure::TimedOut);
    assert_eq!(all.status(), &LoadAllStatus::Failed(Failure::TimedOut));
    all.fail(Failure::Offline);
    assert_eq!(
        all.status(),
        &LoadAllStatus::Failed(Failure::TimedOut),
        "the first"
    );
    all.resume();
    let (wanted, _) = asked(&mut all, &mut near, NOW);
    all.cancel();
    all.fail(Failure::Offline);
    for page in wanted {
        // One that may pass, and one that may not.
        let failure = match page.query.order {
            Order::Desc => Failure::TimedOut,
            Order::Asc => Failure::Offline,
        };
        assert!(all.settle(&mut near, page.ticket, Err(failure), NOW));
    }
    assert_eq!(all.status(), &LoadAllStatus::Cancelled);
    all.resume();
    let again = asked(&mut all, &mut near, NOW).0.len();
    assert_eq!(again, 2, "a failure after the cancelling makes nobody wait");
}

#[test]
fn a_page_that_came_ends_the_count_of_failures_of_its_end() {
    let service = Service::of(1..=40, 4);
    let mut near = AddressList::new(ListQuery::default());
    let mut all = LoadAll::new(&near);
    let mut now = NOW;
    for _ in 0..5 {
        for fails in [true, true, false] {
            let (wanted, _) = asked(&mut all, &mut near, now);
            let page = wanted
                .iter()
                .find(|page| page.query.order == Order::Desc)
                .unwrap();
            let answer = if fails {
                Err(Failure::TimedOut)
            } else {
                Ok(service.answer(page))
            };
            assert!(all.settle(&mut near, page.ticket, answer, now));
            assert_eq!(all.status(), &LoadAllStatus::Running);
            now.0 += 2_000;
        }
    }
    assert_eq!(near.len(), 20);
}

#[test]
fn ends_that_have_once_shared_an_address_meet_as_soon_as_their_dates_cross() {
    for crosses in [Order::Desc, Order::Asc] {
        let mut near = AddressList::new(ListQuery::default());
        let mut all = LoadAll::new(&near);
        let (wanted, _) = asked(&mut all, &mut near, NOW);
        let newer = dated(&[(9, 9), (7, 7), (5, 5)]);
        let older = dated(&[(1, 1), (2, 2), (5, 5)]);
        for (page, answer) in wanted.iter().zip([newer, older]) {
            assert!(all.settle(&mut near, page.ticket, Ok(answer), NOW));
        }
        let (wanted, _) = asked(&mut all, &mut near, NOW);
        // The next page of one end brings what the other lacks, and goes beyond its last date.
        let (page, answer) = match crosses {
            Order::Desc => (&wanted[0], dated(&[(6, 5), (4, 4)])),
            Order::Asc => (&wanted[1], dated(&[(6, 5), (8, 6)])),
        };
        assert_eq!(page.query.order, crosses);
        let mut next = answer;
        next.next = Next::Page(Cursor::parse("d").unwrap());
        assert!(all.settle(&mut near, page.ticket, Ok(next), NOW));
        assert_eq!(all.next_step(&mut near, NOW), LoadAllStep::Done);
        assert_eq!(near.tail(), &complete());
    }
}

#[test]
fn an_answer_that_no_end_waits_for_is_dropped() {
    let service = Service::of(1..=40, 4);
    let mut near = AddressList::new(ListQuery::default());
    let mut all = LoadAll::new(&near);
    let (wanted, _) = asked(&mut all, &mut near, NOW);
    for page in &wanted {
        let answer = Ok(service.answer(page));
        assert!(all.settle(&mut near, page.ticket, answer, NOW));
    }
    for page in &wanted {
        let again = Err(Failure::Offline);
        assert!(!all.settle(&mut near, page.ticket, again, NOW));
    }
    assert_eq!(
        (all.status(), all.loaded(&near)),
        (&LoadAllStatus::Running, 8)
    );
}

#[test]
fn of_two_waits_that_end_together_the_first_says_why() {
    for (statuses, too_many) in [([429, 503], true), ([503, 429], false)] {
        let mut near = AddressList::new(ListQuery::default());
        let mut all = LoadAll::new(&near);
        let (wanted, _) = asked(&mut all, &mut near, NOW);
        for (page, status) in wanted.iter().zip(statuses) {
            let failure = Failure::unreadable(status, "");
            assert!(all.settle(&mut near, page.ticket, Err(failure), NOW));
        }
        let wait = LoadAllStep::Wait {
            seconds: 4,
            too_many,
        };
        assert_eq!(all.next_step(&mut near, NOW), wait);
    }
}
