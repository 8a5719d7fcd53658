//! The account at the service, and what a test knows of it that the panel does not.

use std::collections::{BTreeMap, BTreeSet};

use model::domain::{Address, Claimed, MachineId, PublicIp, Region, Timestamp};
use model::state::AddressList;
use model::wire::{ListQuery, Method, Order, Request};
use simulator::{Account, Fault, Response, Service};

use crate::refreshes::Known;
use crate::test_rng::TestRng;
use crate::wire::{self, NOW};

/// Who sent a request that the service carries out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sender {
    /// The panel, which waits for the answer.
    Panel,
    /// An earlier session, an attempt that was given up, or another user.
    Other,
}

pub(crate) struct Truth {
    service: Service,
    key: String,
    /// What the account holds, newest first.
    held: Vec<PublicIp>,
    /// Counts what happens at the service, and when the panel begins something.
    pub(crate) moment: usize,
    /// When an address was last changed by anything but an operation under way here.
    others: BTreeMap<Address, usize>,
    /// Addresses that the panel may rightly show otherwise than they are, and since when.
    pub(crate) doubtful: BTreeMap<Address, usize>,
    /// When the panel last had a change of an address under way.
    pub(crate) locked: BTreeMap<Address, usize>,
    /// By which request an address was claimed, and when.
    pub(crate) claims: BTreeMap<Address, (usize, usize)>,
    pub(crate) machines: Vec<String>,
    /// Nothing was changed yet but by changes whose outcome the panel has reported.
    pub(crate) is_all_reported: bool,
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
            others: BTreeMap::new(),
            doubtful: BTreeMap::new(),
            locked: BTreeMap::new(),
            claims: BTreeMap::new(),
            machines: Vec::new(),
            is_all_reported: true,
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

    /// What a list of the account holds, in its order.
    pub(crate) fn listed(&self, query: &ListQuery) -> Vec<&PublicIp> {
        let mut listed: Vec<&PublicIp> = self.held.iter().filter(|ip| is_in(query, ip)).collect();
        if query.order == Order::Asc {
            listed.reverse();
        }
        listed
    }

    /// Carries out a request of the panel, and records what that changes.
    pub(crate) fn answer(
        &mut self,
        request: &Request,
        fault: Option<&Fault>,
        sender: Sender,
        claim: Option<usize>,
        now: i64,
    ) -> Response {
        self.moment += 1;
        let sent = wire::request(request, Some(&self.key));
        let answer = match fault {
            Some(fault) => self.service.answer_with(fault, &sent, now),
            None => self.service.answer(&sent, now),
        };
        if request.method != Method::Get {
            self.record(sender, claim);
        }
        answer
    }

    /// Carries out a change of another user on the account itself.
    pub(crate) fn another_user(&mut self, change: impl FnOnce(&mut Account)) {
        self.moment += 1;
        change(self.account());
        self.record(Sender::Other, None);
    }

    /// Records which addresses have changed, and by whom.
    fn record(&mut self, sender: Sender, claim: Option<usize>) {
        let now = self.read();
        let before = std::mem::replace(&mut self.held, now);
        let (before, after) = (by_address(&before), by_address(&self.held));
        let either = before.keys().chain(after.keys());
        let changed = either.filter(|address| before.get(*address) != after.get(*address));
        let changed: BTreeSet<Address> = changed.copied().collect();
        for address in changed {
            if sender == Sender::Other {
                self.others.insert(address, self.moment);
                self.doubtful.insert(address, self.moment);
            }
            self.is_all_reported &= sender == Sender::Panel;
            self.claims.remove(&address);
            if let Some(claim) = claim {
                self.claims.insert(address, (claim, self.moment));
                self.doubtful.insert(address, self.moment);
            }
        }
    }

    /// Whether only operations under way here have changed an address since a moment.
    pub(crate) fn is_ours_since(&self, address: Address, moment: usize) -> bool {
        self.others.get(&address).is_none_or(|at| *at < moment)
    }

    /// The panel cannot know what an address is now.
    pub(crate) fn doubt(&mut self, address: Address) {
        self.moment += 1;
        self.doubtful.insert(address, self.moment);
        self.is_all_reported = false;
    }

    /// Settles the doubts from before a list was requested. Where a change was
    /// under way meanwhile, its answer may be older than the list, and so may the
    /// state that is shown again when it was not made.
    pub(crate) fn settle_doubts(&mut self, known: Known) {
        if !known.is_claiming {
            let is_newer = |moment: Option<&usize>| moment.is_some_and(|at| *at >= known.since);
            self.doubtful.retain(|address, since| {
                is_newer(Some(since)) || is_newer(self.locked.get(address))
            });
        }
    }

    /// What the panel shows is true, but for what is locked, or changed by others since it was read.
    pub(crate) fn check_rows(&self, list: &AddressList, is_locked: impl Fn(Address) -> bool) {
        let mut held = by_address(&self.held);
        held.retain(|_, ip| is_in(list.query(), ip));
        let columns = list.columns();
        let mut shown = BTreeSet::new();
        for row in list.rows() {
            let ip = columns.ip(*row);
            assert!(is_in(list.query(), &ip), "of another tab: {ip:?}");
            assert!(shown.insert(ip.address), "twice: {ip:?}");
            if !is_locked(ip.address) && !self.doubtful.contains_key(&ip.address) {
                assert_eq!(Some(&&ip), held.get(&ip.address), "shown and held");
            }
        }
        if list.covers(list.query()) {
            for ip in held.values() {
                let known = shown.contains(&ip.address) || is_locked(ip.address);
                assert!(
                    known || self.doubtful.contains_key(&ip.address),
                    "not shown: {ip:?}"
                );
            }
        }
    }
}

fn by_address(list: &[PublicIp]) -> BTreeMap<Address, &PublicIp> {
    list.iter().map(|ip| (ip.address, ip)).collect()
}

fn is_in(query: &ListQuery, ip: &PublicIp) -> bool {
    query
        .region
        .as_ref()
        .is_none_or(|region| *region == ip.region)
}

/// An address of the account as the panel would read it.
fn as_listed(held: &simulator::Address) -> PublicIp {
    let seconds = held.created.div_euclid(1_000);
    PublicIp {
        address: held.ip().parse().unwrap(),
        region: Region::parse(&held.region),
        claimed: Claimed::At(Timestamp::from_seconds(seconds.try_into().unwrap())),
        machine: held
            .machine
            .as_deref()
            .map(|id| MachineId::parse(id).unwrap()),
    }
}
