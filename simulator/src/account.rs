//! The state of an account: what is in it, and how it is kept.

use std::iter::successors;

use crate::address::{Address, ip_text, parse_ip};
use crate::generated::Generated;
use crate::machine::Machine;

/// A team's account: its public IPs, its machines and its quota.
///
/// The functions that change it are those the requests use. Called from a test,
/// they are somebody else who changes the account behind the panel's back.
#[derive(Clone, Debug)]
pub struct Account {
    /// Addresses and machines that exist by formula.
    pub(crate) generated: Generated,
    /// Numbers of the generated addresses that were released or changed since, ascending.
    gone: Vec<u32>,
    /// All other addresses, ascending by key.
    own: Vec<Address>,
    /// Machines that do not exist by formula.
    pub(crate) machines: Vec<Machine>,
    /// Ids of machines deleted since.
    pub(crate) deleted: Vec<String>,
    /// How many addresses the team may hold.
    pub(crate) quota: u32,
    /// Whether requests may change nothing.
    pub(crate) read_only: bool,
}

impl Account {
    /// An account with nothing in it and a quota of 5. `now` in ms since the epoch.
    pub fn empty(now: i64) -> Self {
        Self::generated(0, now)
    }

    /// An account of `count` addresses spread over the eight years before `now` (ms since the
    /// epoch), as many machines, and a quota 5 above; it takes memory for what changes only.
    pub fn generated(count: u32, now: i64) -> Self {
        Self {
            generated: Generated { count, birth: now },
            gone: Vec::new(),
            own: Vec::new(),
            machines: Vec::new(),
            deleted: Vec::new(),
            quota: count.saturating_add(5),
            read_only: false,
        }
    }

    /// Sets how many addresses the team may hold; more than that stay, but none can be claimed.
    pub fn set_quota(&mut self, quota: u32) {
        self.quota = quota;
    }

    /// How many addresses the team holds.
    pub fn count(&self) -> u32 {
        let own = u32::try_from(self.own.len()).unwrap_or(u32::MAX);
        let gone = u32::try_from(self.gone.len()).unwrap_or(u32::MAX);
        own.saturating_add(self.generated.count)
            .saturating_sub(gone)
    }

    /// All addresses, newest first.
    pub fn addresses(&self) -> impl Iterator<Item = Address> {
        successors(self.next(None, true), |last| {
            self.next(Some(last.key()), true)
        })
    }

    /// The address `ip`, in dotted form.
    pub fn address(&self, ip: &str) -> Option<Address> {
        let number = parse_ip(ip)?;
        let own = self.own.iter().find(|address| address.number == number);
        own.cloned()
            .or_else(|| Some(self.generated.address(self.standing(number)?)))
    }

    /// Whether the team holds the address.
    pub(crate) fn holds(&self, ip: u32) -> bool {
        self.standing(ip).is_some() || self.own.iter().any(|address| address.number == ip)
    }

    /// The machine with this id.
    pub fn machine(&self, id: &str) -> Option<Machine> {
        if self.deleted.iter().any(|deleted| deleted == id) {
            return None;
        }
        let own = self.machines.iter().find(|machine| machine.id == id);
        own.cloned()
            .or_else(|| Some(self.generated.machine(self.generated.machine_index(id)?)))
    }

    /// The dotted address that is assigned to this machine id, whether the machine exists or not.
    pub fn assigned_to(&self, machine: &str) -> Option<String> {
        self.holder(machine).map(ip_text)
    }

    /// The first address in this order that comes after `after`, or the first of all.
    /// Logarithmic, so that a page costs what it holds.
    pub(crate) fn next(&self, after: Option<(i64, u32)>, descending: bool) -> Option<Address> {
        let own = self.next_own(after, descending);
        let mut generated = self.generated.next(after, descending);
        while let Some(i) = generated.filter(|i| self.gone.binary_search(i).is_ok()) {
            // Address 0 is the newest, so newest first counts upwards.
            generated = if descending {
                i.checked_add(1)
            } else {
                i.checked_sub(1)
            };
        }
        let generated = generated.filter(|i| *i < self.generated.count);
        match (own, generated) {
            (Some(own), Some(i)) if (own.key() > self.generated.key(i)) != descending => {
                Some(self.generated.address(i))
            }
            (None, Some(i)) => Some(self.generated.address(i)),
            (own, _) => own.cloned(),
        }
    }

    /// As [`Account::next`], without the generated addresses.
    pub(crate) fn next_own(&self, after: Option<(i64, u32)>, descending: bool) -> Option<&Address> {
        match (after, descending) {
            (None, true) => self.own.last(),
            (None, false) => self.own.first(),
            (Some(key), true) => self
                .own
                .partition_point(|address| address.key() < key)
                .checked_sub(1)
                .and_then(|at| self.own.get(at)),
            (Some(key), false) => self
                .own
                .get(self.own.partition_point(|address| address.key() <= key)),
        }
    }

    /// The address that is assigned to this machine id.
    pub(crate) fn holder(&self, machine: &str) -> Option<u32> {
        let holds = |address: &Address| address.machine.as_deref() == Some(machine);
        if let Some(own) = self.own.iter().find(|address| holds(address)) {
            return Some(own.number);
        }
        let address = self
            .generated
            .address(self.generated.machine_index(machine)?);
        (holds(&address) && self.standing(address.number).is_some()).then_some(address.number)
    }

    /// Adds an address that is not there.
    pub(crate) fn insert(&mut self, address: Address) {
        let at = self
            .own
            .partition_point(|other| other.key() < address.key());
        self.own.insert(at, address);
    }

    /// The number of the generated address at `ip` that nothing has changed.
    pub(crate) fn standing(&self, ip: u32) -> Option<u32> {
        self.generated
            .index(ip)
            .filter(|i| self.gone.binary_search(i).is_err())
    }

    /// Takes an address away, if it is there.
    pub(crate) fn remove(&mut self, ip: u32) {
        self.own.retain(|address| address.number != ip);
        if let Some(i) = self.standing(ip) {
            let at = self.gone.partition_point(|other| *other < i);
            self.gone.insert(at, i);
        }
    }
}
