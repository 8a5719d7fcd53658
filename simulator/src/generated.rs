//! Accounts of any size that take no memory: address and machine number `i` are functions of
//! `i`, so that every page costs the same.

use std::iter::successors;

use crate::address::Address;
use crate::machine::Machine;
use crate::mixing::{machine_id, machine_number, mix, scramble, unscramble};
use crate::region::{self, AMS1, CA1, NY2, Region};

/// The addresses are spread over eight years.
const SPAN: i64 = 8 * 365 * 86_400_000;
/// The regions of ten addresses in a row; they repeat.
const REGIONS: [&Region; 10] = [&NY2, &CA1, &NY2, &AMS1, &NY2, &CA1, &NY2, &AMS1, &CA1, &NY2];

/// Addresses and machines by formula.
#[derive(Clone, Debug, Default)]
pub(crate) struct Generated {
    /// Addresses, and as many machines.
    pub(crate) count: u32,
    /// When the account was opened, in ms since the epoch. The newest address is no newer.
    pub(crate) opened: i64,
}

impl Generated {
    /// Address `i`, newest first.
    pub(crate) fn address(&self, i: u32) -> Address {
        Address {
            number: self.ip(i),
            region: region(i).code.to_owned(),
            machine: is_assigned(i).then(|| machine_id(if is_orphan(i) { !i } else { i })),
            created: self.created(i),
        }
    }

    /// The sort key of address `i`.
    pub(crate) fn key(&self, i: u32) -> (i64, u32) {
        (self.created(i), self.ip(i))
    }

    /// The number of the address at `ip`.
    pub(crate) fn index(&self, ip: u32) -> Option<u32> {
        let (region, slot) = [&NY2, &CA1, &AMS1]
            .into_iter()
            .find_map(|region| Some((region, region.slot(ip)?)))?;
        let rank = unscramble(slot);
        let indexes = indexes(region);
        let ten = rank / indexes.len() as u32;
        let index = indexes.get(rank as usize % indexes.len())?;
        let i = ten.checked_mul(10)?.checked_add(*index)?;
        (i < self.count).then_some(i)
    }

    /// The number of the first address that follows `after`, or of the first.
    pub(crate) fn next(&self, after: Option<(i64, u32)>, descending: bool) -> Option<u32> {
        let last = self.count.checked_sub(1)?;
        let Some(key) = after else {
            return Some(if descending { 0 } else { last });
        };
        // Address i is between i and i + 1 steps old, so the division is off by one at most.
        let age = self.opened.saturating_sub(key.0).div_euclid(self.step());
        if descending {
            let from = u32::try_from(age.max(0)).ok()?;
            (from..=last).find(|i| self.key(*i) < key)
        } else {
            let from = last.min(u32::try_from(age.min(i64::from(last))).ok()?);
            successors(Some(from), |i| i.checked_sub(1)).find(|i| self.key(*i) > key)
        }
    }

    /// Machine `i`, to which address `i` is assigned unless it is idle.
    pub(crate) fn machine(&self, i: u32) -> Machine {
        Machine {
            id: machine_id(i),
            name: format!("worker-{i:07}"),
            state: if is_off(i) { "off" } else { "ready" },
            region: region(i).code,
            created: self.created(i) - 3_600_000,
            dynamic: None,
        }
    }

    /// The number of the machine with this id.
    pub(crate) fn machine_index(&self, id: &str) -> Option<u32> {
        machine_number(id).filter(|i| *i < self.count)
    }

    /// The number of the machine with this name.
    pub(crate) fn named(&self, name: &str) -> Option<u32> {
        let i = name.strip_prefix("worker-")?.parse().ok()?;
        (i < self.count && self.machine(i).name == name).then_some(i)
    }

    fn step(&self) -> i64 {
        SPAN / i64::from(self.count.max(1))
    }

    fn created(&self, i: u32) -> i64 {
        let step = self.step();
        self.opened - i64::from(i) * step - i64::from(mix(i)) % step
    }

    fn ip(&self, i: u32) -> u32 {
        let region = region(i);
        let indexes = indexes(region);
        let rank = indexes.iter().filter(|index| **index < i % 10).count() as u32;
        region.ip(scramble(i / 10 * indexes.len() as u32 + rank))
    }
}

pub(crate) fn is_off(i: u32) -> bool {
    mix(i) >> 8 & 3 == 0
}

fn is_assigned(i: u32) -> bool {
    mix(i) % 5 < 3
}

/// One assigned address in 64 names a machine that no longer exists.
fn is_orphan(i: u32) -> bool {
    mix(i) >> 16 & 63 == 0
}

/// The region of both address and machine `i`.
fn region(i: u32) -> &'static Region {
    REGIONS
        .get(i as usize % 10)
        .copied()
        .unwrap_or(&region::NY2)
}

/// The indexes of a region in [`REGIONS`].
fn indexes(region: &Region) -> &'static [u32] {
    match region.code {
        "ny2" => &[0, 2, 4, 6, 9],
        "ca1" => &[1, 5, 8],
        _ => &[3, 7],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_780_000_000_000;

    #[test]
    fn numbers_come_back_from_addresses_and_machine_ids() {
        let all = Generated {
            count: 1_000_000,
            opened: NOW,
        };
        for i in (0..all.count).step_by(7).chain(0..2_000).chain([999_999]) {
            let address = all.address(i);
            assert_eq!(all.index(address.number), Some(i));
            assert_eq!(all.machine_index(&all.machine(i).id), Some(i));
            assert_eq!(address.region, all.machine(i).region);
        }
        let few = Generated {
            count: 10,
            opened: NOW,
        };
        assert_eq!(few.index(all.ip(10)), None);
        assert_eq!(few.machine_index(&all.machine(10).id), None);
        assert_eq!(few.machine_index("psl"), None);
    }

    #[test]
    fn next_finds_the_neighbour_of_any_key() {
        for count in [0, 1, 2, 3, 10, 1_000, 1_000_000] {
            let all = Generated { count, opened: NOW };
            let picked = [
                0,
                1,
                2,
                count / 3,
                count / 2,
                count.wrapping_sub(2),
                count.wrapping_sub(1),
            ];
            for i in picked.into_iter().filter(|i| *i < count) {
                let (created, ip) = all.key(i);
                let newer = i.checked_sub(1);
                let older = (i + 1 < count).then_some(i + 1);
                assert_eq!(all.next(Some((created, ip)), true), older);
                assert_eq!(all.next(Some((created, ip)), false), newer);
                assert_eq!(all.next(Some((created, ip + 1)), true), Some(i));
                assert_eq!(all.next(Some((created, ip - 1)), false), Some(i));
                assert_eq!(all.next(Some((created + 1, 0)), true), Some(i));
                assert_eq!(all.next(Some((created - 1, 0)), false), Some(i));
            }
            let first = (count > 0).then_some(0);
            assert_eq!(all.next(None, true), first);
            assert_eq!(all.next(None, false), count.checked_sub(1));
            assert_eq!(all.next(Some((NOW + 1, 0)), true), first);
            assert_eq!(all.next(Some((NOW + 1, 0)), false), None);
            assert_eq!(all.next(Some((0, 0)), true), None);
            assert_eq!(all.next(Some((0, 0)), false), count.checked_sub(1));
            assert_eq!(all.next(Some((i64::MIN, 0)), true), None);
            assert_eq!(all.next(Some((i64::MAX, 0)), true), first);
        }
    }

    #[test]
    fn a_million_has_every_region_state_idle_addresses_and_orphans() {
        let all = Generated {
            count: 1_000_000,
            opened: NOW,
        };
        let orphans = (0..10_000)
            .filter_map(|i| all.address(i).machine)
            .filter(|id| all.machine_index(id).is_none())
            .count();
        assert!((50..500).contains(&orphans), "{orphans}");
        let idle = (0..10_000)
            .filter(|i| all.address(*i).machine.is_none())
            .count();
        assert!((3_500..4_500).contains(&idle), "{idle}");
        let off = (0..10_000)
            .filter(|i| all.machine(*i).state == "off")
            .count();
        assert!((2_000..3_000).contains(&off), "{off}");
    }
}
