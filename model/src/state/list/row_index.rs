//! Finds the row of an address.
//!
//! The addresses stand in a column already, so the table holds row numbers alone: 5 bytes an entry,
//! where a map from addresses to rows takes 9 (`docs/performance.md`).

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

/// Row numbers by address.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowIndex(HashTable<u32>);

impl RowIndex {
    pub(crate) fn find(&self, address: u32, addresses: &[u32]) -> Option<u32> {
        let is_same = |row: &u32| addresses.get(*row as usize) == Some(&address);
        self.0.find(hash(address), is_same).copied()
    }

    /// Adds a row. Its address stands in the column, and in no other row.
    pub(crate) fn insert(&mut self, row: u32, addresses: &[u32]) {
        let hash_row = |row: &u32| hash(addresses.get(*row as usize).copied().unwrap_or_default());
        self.0.insert_unique(hash_row(&row), row, hash_row);
    }

    pub(crate) fn remove(&mut self, address: u32, addresses: &[u32]) {
        let is_same = |row: &u32| addresses.get(*row as usize) == Some(&address);
        if let Ok(entry) = self.0.find_entry(hash(address), is_same) {
            entry.remove();
        }
    }
}

fn hash(address: u32) -> u64 {
    FxBuildHasher.hash_one(address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use std::collections::btree_map::Entry;

    /// Random additions and removals of neighbouring addresses, against a map.
    #[test]
    fn it_finds_what_a_map_finds() {
        let mut seed = 11_u32;
        let mut roll = |sides: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % sides
        };
        let (mut index, mut addresses, mut map) =
            (RowIndex::default(), Vec::new(), BTreeMap::new());
        for step in 0..40_000 {
            // It grows to about 700 of 1,000 addresses, and shrinks again.
            let address = 0xCB00_7100 + roll(1_000) * [1, 256][usize::from(step % 2 == 0)];
            let leaves = roll(10) < if step < 20_000 { 3 } else { 7 };
            if leaves {
                index.remove(address, &addresses);
                map.remove(&address);
            } else if let Entry::Vacant(entry) = map.entry(address) {
                let row = u32::try_from(addresses.len()).unwrap();
                addresses.push(address);
                index.insert(row, &addresses);
                entry.insert(row);
            }
            let other = 0xCB00_7100 + roll(1_000);
            for asked in [address, other] {
                assert_eq!(index.find(asked, &addresses), map.get(&asked).copied());
            }
        }
        assert_eq!(index.0.len(), map.len());
        for (address, row) in map {
            assert_eq!(index.find(address, &addresses), Some(row));
        }
    }
}
