//! The API with its account, as it is and as it was.

use std::collections::VecDeque;

use model::domain::{Address, Assignee, Claimed, PublicIp, Region, Timestamp};
use model::wire::{ListQuery, Method, Order, Request};
use simulator::{Account, Fault, Response, Service};

use super::history::{Author, History};
use crate::test_rng::TestRng;
use crate::wire::{self, NOW};

/// The accounts that a lagging API may still answer from.
const KEPT: usize = 24;

/// An account as it was until a moment.
struct Earlier {
    service: Service,
    last_moment: usize,
    /// When it was changed, in milliseconds since the epoch.
    until: i64,
}

pub(crate) struct Truth {
    service: Service,
    key: String,
    /// What the account holds, newest first.
    held: Vec<PublicIp>,
    /// Counts what happens at the API, and when the panel begins something.
    pub(crate) moment: usize,
    pub(crate) history: History,
    earlier: VecDeque<Earlier>,
    pub(crate) machines: Vec<String>,
}

/// What an answer describes.
pub(crate) struct Answered {
    pub(crate) response: Response,
    /// The moment whose account it describes.
    pub(crate) as_of: usize,
    /// The addresses that the request has changed.
    pub(crate) changed: Vec<Address>,
}

impl Truth {
    /// An account that may hold many addresses of the same moment.
    pub(crate) fn new(rng: &mut TestRng) -> Self {
        let key = ["demo", "large-0", "large-3", "large-40", "large-100"][rng.below(5)];
        let mut service = Service::new();
        let account = service.open(key, NOW).unwrap();
        account.set_quota(account.count() + u32::try_from(rng.below(12)).unwrap());
        let apart = [0, 1, 400, 60_000][rng.below(4)];
        for n in 0..rng.below(20) {
            let ip = format!("10.0.0.{n}");
            let region = ["ny2", "ca1", "ams1", "tyo9"][rng.below(4)];
            let machine = (rng.below(2) == 0).then(|| format!("psgone{n}"));
            let created = NOW - 1 - i64::try_from(n).unwrap() * apart;
            assert!(account.put(&ip, region, machine.as_deref(), created));
        }
        let mut truth = Self {
            service,
            key: key.to_owned(),
            held: Vec::new(),
            moment: 0,
            history: History::default(),
            earlier: VecDeque::new(),
            machines: Vec::new(),
        };
        truth.machines = truth.list_machines();
        truth.held = truth.read();
        truth
    }

    fn list_machines(&mut self) -> Vec<String> {
        let request = simulator::Request {
            method: "GET".to_owned(),
            path: "/machines".to_owned(),
            query: "limit=120".to_owned(),
            authorization: Some(["Bearer ", &self.key].concat()),
            body: String::new(),
        };
        let body = self.service.answer(&request, NOW).body;
        let ids = body.split("\"id\":\"").skip(1);
        let ids: Vec<String> = ids
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect();
        let account = self.account();
        ids.into_iter()
            .filter(|id| account.machine(id).is_some())
            .collect()
    }

    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    pub(crate) fn account(&mut self) -> &mut Account {
        self.service.account(&self.key).unwrap()
    }

    fn read(&mut self) -> Vec<PublicIp> {
        let held = self.account().addresses();
        held.map(|it| as_listed(&it)).collect()
    }

    /// What the account holds, newest first.
    pub(crate) fn held(&self) -> &[PublicIp] {
        &self.held
    }

    pub(crate) fn get(&self, address: Address) -> Option<&PublicIp> {
        self.held.iter().find(|ip| ip.address == address)
    }

    /// What the account held of an address at a moment.
    pub(crate) fn at(&self, address: Address, moment: usize) -> Option<&PublicIp> {
        self.history.at(address, moment, self.get(address))
    }

    /// Whether an address was so at any moment since one.
    pub(crate) fn was_since(
        &self,
        address: Address,
        moment: usize,
        is_so: impl Fn(Option<&PublicIp>) -> bool,
    ) -> bool {
        let held = self.get(address);
        self.history.was_since(address, moment, held, is_so)
    }

    /// What a list of the account holds, in its order.
    pub(crate) fn listed(&self, query: &ListQuery) -> Vec<&PublicIp> {
        let mut listed: Vec<&PublicIp> = self.held.iter().filter(|ip| is_in(query, ip)).collect();
        if query.order == Order::Asc {
            listed.reverse();
        }
        listed
    }

    /// Carries out a request of the panel, and records what that changes. With
    /// `lag` it is answered from the account as it was so many milliseconds ago.
    pub(crate) fn answer(
        &mut self,
        (id, request): (u32, &Request),
        fault: Option<&Fault>,
        lag: i64,
        now: i64,
    ) -> Answered {
        self.moment += 1;
        let sent = wire::request(request, Some(&self.key));
        let is_change = request.method != Method::Get;
        if is_change {
            self.keep(now);
        }
        let earlier = self.earlier.iter_mut().find(|it| now - lag < it.until);
        let (service, as_of) = match earlier {
            Some(earlier) if !is_change => (&mut earlier.service, earlier.last_moment),
            Some(_) | None => (&mut self.service, self.moment),
        };
        let response = match fault {
            Some(fault) => service.answer_with(fault, &sent, now),
            None => service.answer(&sent, now),
        };
        let changed = if is_change {
            self.record(Author::Request(id))
        } else {
            Vec::new()
        };
        Answered {
            response,
            as_of,
            changed,
        }
    }

    /// Carries out a change of a colleague on the account itself.
    pub(crate) fn colleague(
        &mut self,
        now: i64,
        change: impl FnOnce(&mut Account),
    ) -> Vec<Address> {
        self.moment += 1;
        self.keep(now);
        change(self.account());
        self.record(Author::Colleague)
    }

    /// Keeps the account as it is before a change.
    fn keep(&mut self, now: i64) {
        self.earlier.push_back(Earlier {
            service: self.service.clone(),
            last_moment: self.moment - 1,
            until: now,
        });
        if self.earlier.len() > KEPT {
            self.earlier.pop_front();
        }
    }

    /// Records which addresses have changed, and by whom.
    fn record(&mut self, author: Author) -> Vec<Address> {
        let now = self.read();
        let before = std::mem::replace(&mut self.held, now);
        let held = &self.held;
        self.history.record(self.moment, author, &before, held)
    }
}

/// Whether an address belongs to a list.
pub(crate) fn is_in(query: &ListQuery, ip: &PublicIp) -> bool {
    let region = query.region.as_ref();
    region.is_none_or(|region| *region == ip.region)
}

/// An address of the account as the panel would read it.
fn as_listed(held: &simulator::Address) -> PublicIp {
    let seconds = held.created.div_euclid(1_000);
    PublicIp {
        address: held.ip().parse().unwrap(),
        region: Region::parse(&held.region),
        claimed: Claimed::At(Timestamp::from_seconds(seconds.try_into().unwrap())),
        machine: held.machine.as_deref().and_then(Assignee::parse),
    }
}
