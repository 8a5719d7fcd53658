//! Where the row of an address is: a hash table with open addressing.
//!
//! The keys stand in the column of addresses already, so the table holds row
//! numbers alone: 4 bytes an entry, where the standard library's map takes 9,
//! and a tenth of its code.

/// Row numbers by address, for at most seven eighths of its places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RowIndex {
    /// A power of two of places: 0 is empty, n stands for row n - 1.
    places: Vec<u32>,
    used: usize,
}

impl RowIndex {
    /// The row of an address.
    pub(crate) fn find(&self, address: u32, addresses: &[u32]) -> Option<u32> {
        let mut at = self.home(address);
        loop {
            let row = self.places.get(at)?.checked_sub(1)?;
            if addresses.get(row as usize) == Some(&address) {
                return Some(row);
            }
            at = self.after(at);
        }
    }

    /// Notes the row of an address that has none yet and stands in its column already.
    pub(crate) fn insert(&mut self, row: u32, addresses: &[u32]) {
        if (self.used + 1) * 8 > self.places.len() * 7 {
            let places = vec![0; (self.places.len() * 2).max(16)];
            let old = std::mem::replace(&mut self.places, places);
            for row in old.into_iter().filter_map(|place| place.checked_sub(1)) {
                self.settle(row, addresses);
            }
        }
        self.settle(row, addresses);
        self.used += 1;
    }

    /// Forgets an address. What had to step aside for it moves up.
    pub(crate) fn remove(&mut self, address: u32, addresses: &[u32]) {
        let mut hole = self.home(address);
        while let Some(row) = self.row_at(hole) {
            if addresses.get(row as usize) == Some(&address) {
                break;
            }
            hole = self.after(hole);
        }
        if self.row_at(hole).is_none() {
            return;
        }
        self.used -= 1;
        let mut at = hole;
        loop {
            self.put(hole, 0);
            at = self.after(at);
            let Some(row) = self.row_at(at) else {
                return;
            };
            let home = self.home(addresses.get(row as usize).copied().unwrap_or_default());
            // A row may move up to the hole unless its home lies behind the hole.
            let mask = self.places.len() - 1;
            if at.wrapping_sub(home) & mask >= at.wrapping_sub(hole) & mask {
                self.put(hole, row + 1);
                hole = at;
            }
        }
    }

    fn settle(&mut self, row: u32, addresses: &[u32]) {
        let mut at = self.home(addresses.get(row as usize).copied().unwrap_or_default());
        while self.row_at(at).is_some() {
            at = self.after(at);
        }
        self.put(at, row + 1);
    }

    fn row_at(&self, at: usize) -> Option<u32> {
        self.places.get(at)?.checked_sub(1)
    }

    fn put(&mut self, at: usize, place: u32) {
        if let Some(slot) = self.places.get_mut(at) {
            *slot = place;
        }
    }

    fn after(&self, at: usize) -> usize {
        (at + 1) & self.places.len().wrapping_sub(1)
    }

    /// Addresses of one block differ in their last bits, which the multiplication
    /// carries into the upper half (Knuth's multiplicative hashing).
    fn home(&self, address: u32) -> usize {
        let mixed = address.wrapping_mul(0x9E37_79B1);
        (mixed ^ (mixed >> 15)) as usize & self.places.len().wrapping_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::btree_map::Entry;
    use std::collections::{BTreeMap, BTreeSet};

    /// Random comings and goings of addresses that crowd together, against a map.
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
        assert_eq!(index.used, map.len());
        for (address, row) in map {
            assert_eq!(index.find(address, &addresses), Some(row));
        }
    }

    #[test]
    fn it_has_as_few_places_as_leave_one_in_eight_free() {
        let mut index = RowIndex::default();
        let addresses: Vec<u32> = (0..1_000).collect();
        for row in 0..1_000 {
            index.insert(row, &addresses);
            let used = row as usize + 1;
            let mut places = 16;
            while used * 8 > places * 7 {
                places *= 2;
            }
            assert_eq!(index.places.len(), places, "for {used}");
        }
    }

    #[test]
    fn addresses_next_to_each_other_and_of_many_blocks_are_spread() {
        let index = RowIndex {
            places: vec![0; 1_024],
            used: 0,
        };
        for apart in [1, 2, 16, 256] {
            let homes = (0..512).map(|n| index.home(0xCB00_7100 + n * apart));
            let homes: BTreeSet<usize> = homes.collect();
            // As many as chance would give.
            assert!(homes.len() >= 400, "{} at {apart}", homes.len());
        }
    }
}
