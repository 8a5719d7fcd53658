//! One run: an account that others change, requests that are answered in any
//! order or fail, and a person who acts, cancels and goes on meanwhile.

use std::collections::{BTreeSet, VecDeque};

use model::domain::{Address, Claimed, KNOWN_REGIONS, MachineId, PublicIp, Region, Timestamp};
use model::state::{
    AddressList, ListEnd, LoadAll, LoadAllStatus, LoadAllStep, PageRequest, Tail, Ticket,
};
use model::wire::{
    Failure, ListQuery, Order, Page, Rechecked, Request, assign, claim, decode_address,
    decode_page, decode_released, list, release, unassign,
};
use simulator::Account;

use crate::client::{NOW, send};
use crate::test_rng::TestRng;

/// A request for a page on its way: asked for, or read by the service and coming back.
enum Flight {
    Out(PageRequest),
    Back(Ticket, Result<Page, Failure>),
}

/// An answer to an action of the person.
enum Told {
    Now(PublicIp),
    Gone(Address),
}

pub(crate) struct Run {
    rng: TestRng,
    account: Account,
    now: i64,
    limit: u8,
    near: AddressList,
    all: Option<LoadAll>,
    flights: Vec<Flight>,
    /// In the order in which the service carried them out.
    told: VecDeque<Told>,
    /// How many changes may still be made, so that every run comes to an end.
    changes: usize,
    calm: bool,
    /// Held since the first request for the list.
    stable: BTreeSet<Address>,
    /// Held now, in no order.
    here: Vec<Address>,
    ever: BTreeSet<Address>,
    /// Claimed or changed here.
    ours: BTreeSet<Address>,
    /// Released, claimed or changed by somebody else.
    others: BTreeSet<Address>,
    /// Where a machine was taken from an address: it may be given back.
    free: Vec<(Address, MachineId)>,
    near_alone: bool,
}

/// The proof that a change asks for: of an address that the run has seen the account hold.
fn proof(address: Address) -> Rechecked {
    Rechecked::claimed(PublicIp {
        address,
        region: Region::Ny2,
        claimed: Claimed::parse(""),
        machine: None,
    })
}

pub(crate) fn addresses(feed: &AddressList) -> Vec<Address> {
    let columns = feed.columns();
    feed.rows()
        .iter()
        .map(|row| columns.address(*row))
        .collect()
}

/// An account of up to 600 addresses, many of them claimed at the same moment
/// or in the same second.
fn account(rng: &mut TestRng) -> Account {
    let most = [5, 60, 601][rng.below(3)];
    let count = rng.below(most);
    if rng.below(3) == 0 {
        return Account::generated(u32::try_from(count).unwrap(), NOW);
    }
    let mut account = Account::empty(NOW);
    let moments = [1, 4, 50, 1_000][rng.below(4)];
    let apart = [0, 1, 400, 60_000][rng.below(4)];
    for n in 0..count {
        let ip = format!("10.0.{}.{}", n / 200, n % 200);
        let region = ["ny2", "ca1", "ams1", "tyo9"][rng.below(4)];
        let machine = (rng.below(2) == 0).then(|| format!("psmachine{n}"));
        let created = NOW - 1 - i64::try_from(rng.below(moments)).unwrap() * apart;
        assert!(account.put(&ip, region, machine.as_deref(), created));
    }
    account
}

impl Run {
    pub(crate) fn new(seed: u64) -> Self {
        let mut rng = TestRng::new(seed);
        let mut account = account(&mut rng);
        account.set_quota(10_000);
        let query = ListQuery {
            region: [None, None, Some(Region::Ny2)][rng.below(3)].clone(),
            order: [Order::Desc, Order::Asc][rng.below(2)],
        };
        let calm = rng.below(5) == 0;
        let mut run = Self {
            now: NOW,
            limit: [1, 3, 7, 20, 60][rng.below(5)],
            near: AddressList::new(query),
            all: None,
            flights: Vec::new(),
            told: VecDeque::new(),
            changes: if calm { 0 } else { rng.below(120) },
            calm,
            stable: BTreeSet::new(),
            here: Vec::new(),
            ever: BTreeSet::new(),
            ours: BTreeSet::new(),
            others: BTreeSet::new(),
            free: Vec::new(),
            near_alone: false,
            rng,
            account,
        };
        run.here = run.held();
        run.stable = run.here.iter().copied().collect();
        run.ever = run.stable.clone();
        run
    }

    /// What the account holds now of this list, in its order.
    fn held(&self) -> Vec<Address> {
        let query = self.near.query();
        let mut held: Vec<Address> = self
            .account
            .addresses()
            .filter(|held| {
                let region = Region::parse(&held.region);
                query.region.as_ref().is_none_or(|wanted| *wanted == region)
            })
            .map(|held| held.ip().parse().unwrap())
            .collect();
        if query.order == Order::Asc {
            held.reverse();
        }
        held
    }

    /// From the first request to the end of the list.
    pub(crate) fn load(&mut self) {
        for _ in 0..self.rng.below(40) {
            self.step();
        }
        let mut steps = 0;
        while !self.go_on() {
            steps += 1;
            assert!(steps < 40_000, "it comes to no end");
            self.step();
        }
        while !self.told.is_empty() {
            self.hear();
        }
    }

    /// Asks for what is to be asked for; whether all is loaded.
    fn go_on(&mut self) -> bool {
        let all = self.all.get_or_insert_with(|| LoadAll::new(&self.near));
        loop {
            match all.next_step(&mut self.near, Timestamp(self.now)) {
                LoadAllStep::Request(wanted) => self.flights.push(Flight::Out(wanted)),
                LoadAllStep::Wait { seconds, .. } => {
                    assert!((1..=60).contains(&seconds));
                    // A person may act, and an answer come, while it waits.
                    if self.rng.below(4) == 0 {
                        self.now += i64::from(seconds) * 1_000;
                    }
                    return false;
                }
                LoadAllStep::Idle => return false,
                LoadAllStep::Done => {
                    self.all = None;
                    return true;
                }
            }
        }
    }

    fn step(&mut self) {
        self.now += [0, 0, 1, 700][self.rng.below(4)];
        match self.rng.below(16) {
            0 if self.changes > 0 => self.person_changes(),
            1 if self.changes > 0 => self.somebody_changes(),
            2 | 3 => self.hear(),
            4 if self.rng.below(4) == 0 => {
                if let Some(all) = &mut self.all {
                    all.cancel();
                }
            }
            5 => self.scroll(),
            6 | 7 => {
                if let Some(all) = &mut self.all
                    && *all.status() != LoadAllStatus::Running
                {
                    all.resume();
                }
            }
            8..=11 => self.read(),
            _ => self.arrive(),
        }
    }

    /// The end of the list comes into view, which asks for more unless everything is being loaded.
    fn scroll(&mut self) {
        let running = self.all.as_ref().map(LoadAll::status) == Some(&LoadAllStatus::Running);
        if !running && let Some(wanted) = self.near.next_page().or_else(|| self.near.retry()) {
            self.flights.push(Flight::Out(wanted));
        }
    }

    /// The service reads its list for one of the requests under way.
    fn read(&mut self) {
        if self.flights.is_empty() {
            return;
        }
        let at = self.rng.below(self.flights.len());
        let Flight::Out(wanted) = &self.flights[at] else {
            return;
        };
        let refused = |status, retry_after| Failure::Refused {
            status,
            code: "CODE".to_owned(),
            message: "No.".to_owned(),
            retry_after,
        };
        let answer = match self.rng.below(24) {
            0 => Err(Failure::TimedOut),
            1 => Err(refused(500, None)),
            2 => Err(refused(429, [None, Some(2)][self.rng.below(2)])),
            3 => Err(refused(403, None)),
            _ => {
                let request = list(&wanted.query, wanted.after.as_ref(), self.limit);
                decode_page(&send(&mut self.account, &request, self.now).unwrap())
            }
        };
        self.flights[at] = Flight::Back(wanted.ticket, answer);
    }

    /// One of the answers arrives.
    fn arrive(&mut self) {
        if self.flights.is_empty() {
            return;
        }
        let at = self.rng.below(self.flights.len());
        if matches!(self.flights[at], Flight::Out(_)) {
            return;
        }
        let Flight::Back(ticket, answer) = self.flights.swap_remove(at) else {
            return;
        };
        let now = Timestamp(self.now);
        let _ = match &mut self.all {
            Some(all) => all.settle(&mut self.near, ticket, answer, now),
            None => self.near.settle(ticket, answer),
        };
        if self.near.tail() == &Tail::End(ListEnd::Complete) {
            self.near_alone = true;
        }
    }

    /// The person learns what one of the actions did.
    fn hear(&mut self) {
        match self.told.pop_front() {
            Some(Told::Now(ip)) => {
                if let Some(all) = &mut self.all {
                    all.upsert(ip.clone());
                }
                self.near.upsert(ip);
            }
            Some(Told::Gone(address)) => {
                if let Some(all) = &mut self.all {
                    all.remove(address);
                }
                self.near.remove(address);
            }
            None => {}
        }
    }

    fn send(&mut self, request: &Request) -> Option<String> {
        send(&mut self.account, request, self.now).ok()
    }

    fn person_changes(&mut self) {
        self.changes -= 1;
        let some = self.rng.pick(&self.here);
        let told = match (self.rng.below(4), some) {
            (0, _) => {
                let region = self.rng.pick(&KNOWN_REGIONS).unwrap();
                let ip = decode_address(&self.send(&claim(&region)).unwrap()).unwrap();
                self.note_claim(ip.address, &region);
                Told::Now(ip)
            }
            (1, Some(address)) => {
                let body = self.send(&release(&proof(address))).unwrap();
                self.note_release(address);
                Told::Gone(decode_released(&body).unwrap())
            }
            (2, Some(address)) => {
                let before = self.account.address(&address.to_string()).unwrap();
                if let Some(machine) = before.machine {
                    self.free
                        .push((address, MachineId::parse(&machine).unwrap()));
                }
                let body = self.send(&unassign(&proof(address))).unwrap();
                Told::Now(decode_address(&body).unwrap())
            }
            _ => {
                let Some((address, machine)) = self.free.pop() else {
                    return;
                };
                // The service refuses it if the address or the machine is gone.
                let Some(body) = self.send(&assign(&proof(address), &machine)) else {
                    return;
                };
                Told::Now(decode_address(&body).unwrap())
            }
        };
        let address = match &told {
            Told::Now(ip) => ip.address,
            Told::Gone(address) => *address,
        };
        self.ours.insert(address);
        self.told.push_back(told);
    }

    fn somebody_changes(&mut self) {
        self.changes -= 1;
        let some = self.rng.pick(&self.here);
        let address = match (self.rng.below(3), some) {
            (0, _) => {
                let region = self.rng.pick(&KNOWN_REGIONS).unwrap();
                let claimed = self.account.claim(region.code(), self.now).unwrap();
                let address = claimed.ip().parse().unwrap();
                self.note_claim(address, &region);
                address
            }
            (1, Some(address)) => {
                self.account.release(&address.to_string()).unwrap();
                self.note_release(address);
                address
            }
            (_, Some(address)) => {
                self.account.assign(&address.to_string(), None).unwrap();
                address
            }
            (_, None) => return,
        };
        self.others.insert(address);
    }

    fn note_claim(&mut self, address: Address, region: &Region) {
        let query = self.near.query();
        if query.region.as_ref().is_none_or(|wanted| wanted == region) {
            self.ever.insert(address);
            self.here.push(address);
        }
    }

    fn note_release(&mut self, address: Address) {
        self.stable.remove(&address);
        self.here.retain(|other| *other != address);
    }

    /// Whether the far list had a part in it.
    pub(crate) fn far_was_needed(&self) -> bool {
        !self.near_alone
    }

    pub(crate) fn check(&self) {
        assert_eq!(self.near.tail(), &Tail::End(ListEnd::Complete));
        assert_eq!(self.near.skipped(), 0);
        let rows = addresses(&self.near);
        let once: BTreeSet<Address> = rows.iter().copied().collect();
        assert_eq!(once.len(), rows.len(), "no address twice");
        assert!(once.is_superset(&self.stable), "what was held all the time");
        assert!(once.is_subset(&self.ever), "only what was there");
        let columns = self.near.columns();
        let dates = self.near.rows().iter().map(|row| columns.claimed(*row));
        let dates: Vec<u32> = dates.map(Option::unwrap).collect();
        assert!(
            match self.near.query().order {
                Order::Desc => dates.is_sorted_by(|a, b| a >= b),
                Order::Asc => dates.is_sorted(),
            },
            "in order"
        );
        let held = self.held();
        if self.ours.is_empty() && self.others.is_empty() {
            assert_eq!(rows, held, "nothing happened");
        }
        // What was done here and by nobody else is as the service has it now.
        for address in self.ours.difference(&self.others) {
            let now = held.contains(address).then(|| {
                let held = self.account.address(&address.to_string()).unwrap();
                held.machine
            });
            let shown = self.near.get(*address);
            let shown = shown.map(|ip| ip.machine_id().map(|id| id.as_str().to_owned()));
            assert_eq!(shown, now, "{address}");
        }
        assert!(!self.calm || self.ours.is_empty());
    }
}
