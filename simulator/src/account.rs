//! The state of an account.

use std::iter::successors;

use crate::address::{Address, ip_text, parse_ip};
use crate::generated::Generated;
use crate::machine::Machine;

/// A team's account: its public IPs, its machines and its quota.
///
/// Requests change it through the same functions that tests call to change the account behind the
/// panel's back.
#[derive(Clone, Debug)]
pub struct Account {
    /// Addresses and machines that exist by formula.
    pub(crate) generated: Generated,
    /// Numbers of the generated addresses that were released or changed since, ascending.
    overridden: Vec<u32>,
    /// All other addresses, ascending by key.
    stored: Vec<Address>,
    /// Machines that do not exist by formula.
    pub(crate) machines: Vec<Machine>,
    /// Ids of machines deleted since.
    pub(crate) deleted: Vec<String>,
    /// How many addresses the team may hold.
    pub(crate) quota: u32,
    /// Refuses every change.
    pub(crate) read_only: bool,
}

impl Account {
    /// Creates an empty account with a quota of 5. `now` is in ms since the epoch.
    pub fn empty(now: i64) -> Self {
        Self::generated(0, now)
    }

    /// Creates an account of `count` addresses spread over the eight years before `now` (ms since
    /// the epoch), as many machines, and a quota 5 above. Only changes take memory.
    pub fn generated(count: u32, now: i64) -> Self {
        Self {
            generated: Generated { count, opened: now },
            overridden: Vec::new(),
            stored: Vec::new(),
            machines: Vec::new(),
            deleted: Vec::new(),
            quota: count.saturating_add(5),
            read_only: false,
        }
    }

    /// Sets how many addresses the team may hold. Addresses above it stay, but none can be claimed.
    pub fn set_quota(&mut self, quota: u32) {
        self.quota = quota;
    }

    /// How many addresses the team holds.
    pub fn count(&self) -> u32 {
        let stored = u32::try_from(self.stored.len()).unwrap_or(u32::MAX);
        let overridden = u32::try_from(self.overridden.len()).unwrap_or(u32::MAX);
        stored
            .saturating_add(self.generated.count)
            .saturating_sub(overridden)
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
        let stored = self.stored.iter().find(|address| address.number == number);
        stored
            .cloned()
            .or_else(|| Some(self.generated.address(self.unchanged(number)?)))
    }

    pub(crate) fn holds(&self, ip: u32) -> bool {
        self.unchanged(ip).is_some() || self.stored.iter().any(|address| address.number == ip)
    }

    /// The machine with this id.
    pub fn machine(&self, id: &str) -> Option<Machine> {
        if self.deleted.iter().any(|deleted| deleted == id) {
            return None;
        }
        let stored = self.machines.iter().find(|machine| machine.id == id);
        stored
            .cloned()
            .or_else(|| Some(self.generated.machine(self.generated.machine_index(id)?)))
    }

    /// The dotted address that is assigned to this machine id; the machine need not exist.
    pub fn assigned_to(&self, machine: &str) -> Option<String> {
        self.holder(machine).map(ip_text)
    }

    /// The address that follows `after`, or the first. Logarithmic, so that a page costs what it
    /// holds.
    pub(crate) fn next(&self, after: Option<(i64, u32)>, descending: bool) -> Option<Address> {
        let stored = self.next_stored(after, descending);
        let mut generated = self.generated.next(after, descending);
        while let Some(i) = generated.filter(|i| self.overridden.binary_search(i).is_ok()) {
            // Address 0 is the newest, so newest first counts upwards.
            generated = if descending {
                i.checked_add(1)
            } else {
                i.checked_sub(1)
            };
        }
        let generated = generated.filter(|i| *i < self.generated.count);
        match (stored, generated) {
            (Some(stored), Some(i)) if (stored.key() > self.generated.key(i)) != descending => {
                Some(self.generated.address(i))
            }
            (None, Some(i)) => Some(self.generated.address(i)),
            (stored, _) => stored.cloned(),
        }
    }

    /// As [`Account::next`], without the generated addresses.
    pub(crate) fn next_stored(
        &self,
        after: Option<(i64, u32)>,
        descending: bool,
    ) -> Option<&Address> {
        match (after, descending) {
            (None, true) => self.stored.last(),
            (None, false) => self.stored.first(),
            (Some(key), true) => self
                .stored
                .partition_point(|address| address.key() < key)
                .checked_sub(1)
                .and_then(|at| self.stored.get(at)),
            (Some(key), false) => self
                .stored
                .get(self.stored.partition_point(|address| address.key() <= key)),
        }
    }

    /// The address that is assigned to this machine id.
    pub(crate) fn holder(&self, machine: &str) -> Option<u32> {
        let holds = |address: &Address| address.machine.as_deref() == Some(machine);
        if let Some(stored) = self.stored.iter().find(|address| holds(address)) {
            return Some(stored.number);
        }
        let address = self
            .generated
            .address(self.generated.machine_index(machine)?);
        (holds(&address) && self.unchanged(address.number).is_some()).then_some(address.number)
    }

    /// Adds an address that the account does not hold.
    pub(crate) fn insert(&mut self, address: Address) {
        let at = self
            .stored
            .partition_point(|other| other.key() < address.key());
        self.stored.insert(at, address);
    }

    /// The number of the generated address at `ip`, unless it was released or changed.
    pub(crate) fn unchanged(&self, ip: u32) -> Option<u32> {
        self.generated
            .index(ip)
            .filter(|i| self.overridden.binary_search(i).is_err())
    }

    /// Removes an address, if the account holds it.
    pub(crate) fn remove(&mut self, ip: u32) {
        self.stored.retain(|address| address.number != ip);
        if let Some(i) = self.unchanged(ip) {
            let at = self.overridden.partition_point(|other| *other < i);
            self.overridden.insert(at, i);
        }
    }
}
