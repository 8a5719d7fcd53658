//! Machines that are found by their ids: a hash table with open addressing.
//!
//! The ids stand in the machines already, so the table holds their places
//! alone, as [`crate::state::list::row_index`] does it for addresses.

use crate::domain::Machine;

/// Machines, each id once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct MachineIndex {
    machines: Vec<Machine>,
    /// A power of two of places: 0 is empty, n stands for machine n - 1.
    places: Vec<u32>,
}

impl MachineIndex {
    /// All of them, in the order they came.
    pub(super) fn machines(&self) -> &[Machine] {
        &self.machines
    }

    /// The machine of an id.
    pub(super) fn get(&self, id: &str) -> Option<&Machine> {
        self.machines.get(self.position(id)?)
    }

    /// The place of the machine of an id.
    pub(super) fn position(&self, id: &str) -> Option<usize> {
        let mut at = self.home(id);
        loop {
            let place = self.at(at)?;
            if self.machines.get(place)?.id.as_str() == id {
                return Some(place);
            }
            at = self.after(at);
        }
    }

    /// Adds a machine, unless its id is there already.
    pub(super) fn insert(&mut self, machine: Machine) {
        if self.position(machine.id.as_str()).is_some() {
            return;
        }
        self.machines.push(machine);
        if self.machines.len() * 8 > self.places.len() * 7 {
            self.places = vec![0; (self.places.len() * 2).max(16)];
            for place in 0..self.machines.len() {
                self.settle(place);
            }
        } else {
            self.settle(self.machines.len() - 1);
        }
    }

    fn settle(&mut self, place: usize) {
        let id = self.machines.get(place).map(|it| it.id.as_str());
        let mut at = self.home(id.unwrap_or_default());
        while self.at(at).is_some() {
            at = self.after(at);
        }
        if let Some(slot) = self.places.get_mut(at) {
            *slot = u32::try_from(place + 1).unwrap_or_default();
        }
    }

    fn at(&self, at: usize) -> Option<usize> {
        Some(self.places.get(at)?.checked_sub(1)? as usize)
    }

    fn after(&self, at: usize) -> usize {
        (at + 1) & self.places.len().wrapping_sub(1)
    }

    /// FNV-1a; the upper bits, which it mixes best, are carried into the lower ones.
    fn home(&self, id: &str) -> usize {
        let mixed = id.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        (mixed ^ (mixed >> 15)) as usize & self.places.len().wrapping_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{MachineId, Region};
    use std::collections::BTreeSet;

    fn machine(number: usize) -> Machine {
        Machine {
            id: MachineId::parse(&format!("ps{number}")).unwrap(),
            name: String::new(),
            region: Region::Ny2,
            state: String::new(),
            public: None,
            is_static: false,
            private: None,
        }
    }

    #[test]
    fn each_of_many_is_found_and_no_other() {
        let mut index = MachineIndex::default();
        assert_eq!(index.get("ps0"), None);
        for round in 0..2 {
            for number in 0..5_000 {
                index.insert(Machine {
                    name: format!("{number} in round {round}"),
                    ..machine(number)
                });
            }
        }
        assert_eq!(index.machines().len(), 5_000);
        for number in 0..5_000 {
            let machine = index.get(&format!("ps{number}")).unwrap();
            assert_eq!(machine.name, format!("{number} in round 0"));
            assert_eq!(index.get(&format!("PS{number}")), None);
        }
    }

    #[test]
    fn it_has_as_few_places_as_leave_one_in_eight_free() {
        let mut index = MachineIndex::default();
        for used in 1..=1_000 {
            index.insert(machine(used));
            let mut places = 16;
            while used * 8 > places * 7 {
                places *= 2;
            }
            assert_eq!(index.places.len(), places, "for {used}");
        }
    }

    #[test]
    fn ids_that_are_much_alike_are_spread() {
        let index = MachineIndex {
            machines: Vec::new(),
            places: vec![0; 1_024],
        };
        let homes = (0..512).map(|number| index.home(machine(number).id.as_str()));
        let homes: BTreeSet<usize> = homes.collect();
        // More than chance would give.
        assert!(homes.len() > 403, "{}", homes.len());
    }
}
