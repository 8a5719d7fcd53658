//! Machines in the order they arrived, found by their IDs.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use crate::domain::{Address, Machine};
use crate::state::list::row_index::RowIndex;

/// Machines, each ID once. The table holds positions alone, as [`crate::state::list::row_index`]
/// does for addresses.
#[derive(Clone, Debug, Default)]
pub(super) struct MachineIndex {
    machines: Vec<Machine>,
    positions: HashTable<u32>,
    /// The static address of each machine as a number; 0 for none.
    addresses: Vec<u32>,
    /// The positions of machines by those addresses. Of several with one, the first.
    holders: RowIndex,
}

impl MachineIndex {
    pub(super) fn machines(&self) -> &[Machine] {
        &self.machines
    }

    pub(super) fn get(&self, id: &str) -> Option<&Machine> {
        self.machines.get(self.position(id)?)
    }

    /// The position in [`Self::machines`].
    pub(super) fn position(&self, id: &str) -> Option<usize> {
        let is_same = |position: &u32| id_at(&self.machines, *position) == id;
        let position = self.positions.find(hash(id), is_same)?;
        Some(*position as usize)
    }

    /// The position of the machine with a static address.
    pub(super) fn holder(&self, address: Address) -> Option<usize> {
        let position = self.holders.find(address.to_bits(), &self.addresses)?;
        Some(position as usize)
    }

    /// Gives a machine a static address, or takes its address away.
    pub(super) fn set_address(&mut self, position: usize, address: Option<Address>) {
        if let Some(machine) = self.machines.get_mut(position) {
            machine.public = address;
            machine.is_static = address.is_some();
        }
        let old = self.addresses.get(position).copied().unwrap_or_default();
        if self.holders.find(old, &self.addresses) == u32::try_from(position).ok() {
            self.holders.remove(old, &self.addresses);
        }
        self.index_address(position, address);
    }

    fn index_address(&mut self, position: usize, address: Option<Address>) {
        let number = address.map_or(0, Address::to_bits);
        let is_taken = self.holders.find(number, &self.addresses).is_some();
        if let Some(place) = self.addresses.get_mut(position) {
            *place = number;
        }
        if number != 0
            && !is_taken
            && let Ok(position) = u32::try_from(position)
        {
            self.holders.insert(position, &self.addresses);
        }
    }

    /// Adds a machine, unless its ID is there already.
    pub(super) fn insert(&mut self, machine: Machine) {
        let Ok(position) = u32::try_from(self.machines.len()) else {
            return;
        };
        if self.position(machine.id.as_str()).is_some() {
            return;
        }
        let hash_new = hash(machine.id.as_str());
        let address = machine.public.filter(|_| machine.is_static);
        self.machines.push(machine);
        self.addresses.push(0);
        self.index_address(position as usize, address);
        let machines = &self.machines;
        let hash_at = |position: &u32| hash(id_at(machines, *position));
        self.positions.insert_unique(hash_new, position, hash_at);
    }
}

fn id_at(machines: &[Machine], position: u32) -> &str {
    let machine = machines.get(position as usize);
    machine.map_or("", |machine| machine.id.as_str())
}

fn hash(id: &str) -> u64 {
    FxBuildHasher.hash_one(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{MachineId, Region};

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
            assert_eq!(index.position(&format!("ps{number}")), Some(number));
            assert_eq!(index.get(&format!("PS{number}")), None);
        }
    }
}
