//! 10,000 orders in which answers may arrive while the user switches lists.

use std::collections::BTreeSet;

use super::*;
use crate::domain::{KNOWN_REGIONS, Timestamp};
use crate::state::test_support::TestRng;
use crate::state::{Refresh, RefreshStep};
use crate::wire::Order;

/// A service with 24 addresses, newest last.
struct Service(Vec<PublicIp>);

impl Service {
    fn new() -> Self {
        let address = |last: u8| PublicIp {
            address: Address::new(203, 0, 113, last),
            region: KNOWN_REGIONS[usize::from(last) % 3].clone(),
            claimed: Claimed::At(Timestamp::from_seconds(last.into())),
            machine: None,
        };
        Self((1..=24).map(address).collect())
    }

    /// Pages of three; the cursor is the date of the last item. With `forgets`, the service ignores
    /// the region.
    fn answer(&self, wanted: &PageRequest, forgets: bool) -> Page {
        let mut rows = self.0.clone();
        if wanted.query.order == Order::Desc {
            rows.reverse();
        }
        if let Some(region) = wanted.query.region.as_ref().filter(|_| !forgets) {
            rows.retain(|ip| ip.region == *region);
        }
        if let Some(after) = &wanted.after {
            let (order, bound) = after.as_str().split_once(' ').unwrap();
            assert_eq!(
                order,
                wanted.query.order.name(),
                "a cursor of another list was sent"
            );
            let bound = bound.parse().unwrap();
            rows.retain(|ip| match wanted.query.order {
                Order::Desc => date(ip) < bound,
                Order::Asc => date(ip) > bound,
            });
        }
        let more = rows.len() > 3;
        rows.truncate(3);
        let next = match rows.last() {
            Some(last) if more => {
                let cursor = format!("{} {}", wanted.query.order.name(), date(last));
                Next::Page(Cursor::parse(&cursor).unwrap())
            }
            _ => Next::End,
        };
        Page {
            items: rows,
            skipped: 0,
            next,
        }
    }

    /// All addresses of a list, in its order.
    fn whole(&self, query: &ListQuery) -> Vec<PublicIp> {
        let mut rows = self.0.clone();
        rows.retain(|ip| {
            query
                .region
                .as_ref()
                .is_none_or(|wanted| ip.region == *wanted)
        });
        if query.order == Order::Desc {
            rows.reverse();
        }
        rows
    }
}

fn date(ip: &PublicIp) -> u32 {
    let Claimed::At(date) = ip.claimed else {
        panic!("every date is readable")
    };
    date.to_seconds().unwrap()
}

fn shown(list: &AddressList) -> Vec<PublicIp> {
    let rows = list.rows().iter();
    rows.map(|row| list.columns().ip(*row)).collect()
}

/// Never a row of another list, no address twice, always in order.
fn check(list: &AddressList) {
    let mut seen = BTreeSet::new();
    let rows = shown(list);
    for ip in &rows {
        assert!(list.is_in_region(&ip.region));
        assert!(seen.insert(ip.address));
        assert_eq!(list.get(ip.address).as_ref(), Some(ip));
    }
    let columns = list.columns();
    assert_eq!((list.len(), columns.len()), (rows.len(), rows.len()));
    let idle = rows.iter().filter(|ip| ip.machine.is_none()).count();
    assert_eq!(columns.idle(), idle);
    for (region, count) in columns.regions() {
        let there = rows.iter().filter(|ip| ip.region == *region).count();
        assert_eq!(*count, there);
    }
    let in_order = rows.is_sorted_by(|a, b| match list.query.order {
        Order::Desc => date(a) > date(b),
        Order::Asc => date(a) < date(b),
    });
    assert!(in_order);
}

/// An answer in flight, and whether a refresh requested it.
struct Flight {
    ticket: Ticket,
    answer: Result<Page, Failure>,
    of_refresh: bool,
}

struct Run {
    rng: TestRng,
    service: Service,
    list: AddressList,
    refresh: Option<Refresh>,
    flights: Vec<Flight>,
    forgets: bool,
}

impl Run {
    fn new(seed: u64) -> Self {
        let mut rng = TestRng::for_run(seed);
        let forgets = rng.below(4) == 0;
        Self {
            rng,
            service: Service::new(),
            list: AddressList::new(ListQuery::default()),
            refresh: None,
            flights: Vec::new(),
            forgets,
        }
    }

    /// The service reads its list at once; the answer arrives some time later.
    fn send(&mut self, wanted: Option<PageRequest>, of_refresh: bool) {
        let Some(wanted) = wanted else { return };
        let answer = if self.rng.below(6) == 0 {
            Err(Failure::TimedOut)
        } else {
            Ok(self.service.answer(&wanted, self.forgets))
        };
        self.flights.push(Flight {
            ticket: wanted.ticket,
            answer,
            of_refresh,
        });
    }

    fn arrive(&mut self, flight: Flight) {
        if !flight.of_refresh {
            let _ = self.list.settle(flight.ticket, flight.answer);
        } else if let Some(refresh) = &mut self.refresh {
            match refresh.settle(flight.ticket, flight.answer) {
                RefreshStep::Request(wanted) => self.send(Some(wanted), true),
                RefreshStep::Done(fresh) => {
                    self.list.replace(*fresh);
                    self.refresh = None;
                }
                RefreshStep::Failed(_) => self.refresh = None,
                RefreshStep::Stale => {}
            }
        }
    }

    fn step(&mut self) {
        match self.rng.below(9) {
            0 => {
                let region = KNOWN_REGIONS.get(self.rng.below(4)).cloned();
                let order = [Order::Desc, Order::Asc][self.rng.below(2)];
                self.list.switch_to(ListQuery { region, order });
                self.refresh = None;
            }
            1..=3 => {
                let wanted = self.list.next_page();
                self.send(wanted, false);
            }
            4 => {
                let wanted = self.list.retry();
                self.send(wanted, false);
            }
            5 => {
                let (refresh, wanted) = Refresh::start(&self.list);
                self.refresh = Some(refresh);
                self.send(Some(wanted), true);
            }
            6 => self.change(),
            _ if self.flights.is_empty() => {}
            _ => {
                let at = self.rng.below(self.flights.len());
                let flight = self.flights.swap_remove(at);
                self.arrive(flight);
            }
        }
        check(&self.list);
    }

    /// A release, or a claim of the next address, answered at once.
    fn change(&mut self) {
        if self.rng.below(2) == 0 {
            let at = self.rng.below(self.service.0.len());
            let ip = self.service.0.remove(at);
            self.list.remove(ip.address);
        } else {
            let date = self.service.0.last().map_or(0, date) + 1;
            let last = u8::try_from(date).unwrap();
            let ip = PublicIp {
                address: Address::new(203, 0, 113, last),
                // The last one may have been released and claimed again: an address keeps its
                // region.
                region: KNOWN_REGIONS[usize::from(last) % 3].clone(),
                claimed: Claimed::At(Timestamp::from_seconds(date)),
                machine: None,
            };
            self.service.0.push(ip.clone());
            self.list.upsert(ip);
        }
    }

    /// Once everything has arrived and no request fails, the list is the service's.
    fn finish(&mut self) {
        while !self.flights.is_empty() {
            let at = self.rng.below(self.flights.len());
            let flight = self.flights.swap_remove(at);
            self.arrive(flight);
            check(&self.list);
        }
        while let Some(wanted) = self.list.next_page().or_else(|| self.list.retry()) {
            let page = self.service.answer(&wanted, self.forgets);
            assert!(self.list.settle(wanted.ticket, Ok(page)));
            check(&self.list);
        }
        assert_eq!(self.list.tail(), &Tail::End(ListEnd::Complete));
        assert_eq!(shown(&self.list), self.service.whole(self.list.query()));
    }
}

#[test]
fn no_order_of_answers_shows_a_row_of_another_list_or_an_address_twice() {
    for seed in 0..10_000 {
        let mut run = Run::new(seed);
        for _ in 0..30 {
            run.step();
        }
        run.finish();
    }
}
