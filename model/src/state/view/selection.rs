//! The selected addresses.

use crate::domain::Address;
use crate::state::list::keyed_row::{KeyedRow, sort_by_key};
use crate::state::{AddressList, Columns, ListEnd, Row, Tail};

/// The selection. It holds addresses and not rows, so searches, sorts and refreshes leave it
/// unchanged. An address that leaves the list leaves the selection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Selected and loaded, in ascending order.
    chosen: Vec<u32>,
    /// Selected but not loaded yet: named by the URL, or from another list.
    awaited: Vec<u32>,
    /// Start of the next range.
    last: Option<Address>,
}

impl Selection {
    /// Selected addresses kept in the URL: 50 are 800 characters.
    pub const MAX_IN_URL: usize = 50;

    /// The selection named by the URL, before any of it is loaded.
    #[must_use]
    pub fn from_url(addresses: &[Address]) -> Self {
        let mut awaited: Vec<u32> = Vec::new();
        for address in addresses {
            put(&mut awaited, address.to_bits());
        }
        Self {
            awaited,
            ..Self::default()
        }
    }

    /// The addresses to name in the URL: all of them, or none if they are too many.
    #[must_use]
    pub fn url_addresses(&self) -> Vec<Address> {
        let mut all = Vec::new();
        if self.chosen.len() + self.awaited.len() <= Self::MAX_IN_URL {
            all.clone_from(&self.chosen);
            for number in &self.awaited {
                put(&mut all, *number);
            }
        }
        all.into_iter().map(Address::from_bits).collect()
    }

    /// The number of selected addresses.
    #[must_use]
    pub fn len(&self) -> usize {
        self.chosen.len()
    }

    /// Whether nothing is selected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// Whether an address is selected.
    #[must_use]
    pub fn contains(&self, address: Address) -> bool {
        self.chosen.binary_search(&address.to_bits()).is_ok()
    }

    /// The selected addresses in ascending order.
    pub fn addresses(&self) -> impl Iterator<Item = Address> {
        self.chosen.iter().copied().map(Address::from_bits)
    }

    /// The number of these rows that are selected.
    #[must_use]
    pub fn count_in(&self, columns: &Columns, rows: &[Row]) -> usize {
        if self.is_empty() {
            return 0;
        }
        let chosen = rows.iter().filter(|row| self.has(columns.number(**row)));
        chosen.count()
    }

    /// Selects an address, or deselects it. A range can start here.
    pub fn toggle(&mut self, address: Address) {
        self.set(address.to_bits(), !self.contains(address));
        self.last = Some(address);
    }

    /// Does to all rows from the last one to this, in the order shown, what [`Self::toggle`] does
    /// to this one.
    pub fn toggle_range(&mut self, columns: &Columns, rows: &[Row], address: Address) {
        let at = |address| {
            let row = columns.find(address)?;
            rows.iter().position(|other| *other == row)
        };
        let ends = self.last.and_then(at).zip(at(address));
        let chosen = !self.contains(address);
        if let Some((from, to)) = ends {
            let range = rows.get(from.min(to)..=from.max(to));
            self.set_all(columns, range.unwrap_or_default(), chosen);
        }
        self.set(address.to_bits(), chosen);
        self.last = Some(address);
    }

    /// Selects all of these rows, or deselects them.
    pub fn set_all(&mut self, columns: &Columns, rows: &[Row], chosen: bool) {
        let theirs = numbers(columns, rows);
        let mut others = theirs.iter().copied().peekable();
        let mut all = Vec::with_capacity(self.chosen.len() + theirs.len());
        // Both are sorted, so one walk through both is enough at any length.
        for number in self.chosen.drain(..) {
            while let Some(other) = others.next_if(|other| *other < number) {
                all.push(other);
            }
            let is_theirs = others.next_if_eq(&number).is_some();
            if chosen || !is_theirs {
                all.push(number);
            }
        }
        all.extend(others);
        if !chosen {
            all.retain(|number| theirs.binary_search(number).is_err());
        }
        self.chosen = all;
    }

    /// Deselects an address that is gone for certain.
    pub fn remove(&mut self, address: Address) {
        take(&mut self.chosen, address.to_bits());
        take(&mut self.awaited, address.to_bits());
    }

    /// Follows a changed list: pending addresses that have arrived are selected, and those missing
    /// from a complete list of all regions are dropped. `false` if nothing changed.
    pub fn sync(&mut self, list: &AddressList) -> bool {
        let loaded = |number: u32| list.columns().find(Address::from_bits(number)).is_some();
        let is_all = list.query().region.is_none() && *list.tail() == Tail::End(ListEnd::Complete);
        let stays = self.chosen.iter().all(|number| loaded(*number));
        let waits = self.awaited.iter().all(|number| !loaded(*number));
        if stays && waits && (!is_all || self.awaited.is_empty()) {
            return false;
        }
        let old = std::mem::take(self);
        for number in old.chosen.into_iter().chain(old.awaited) {
            if loaded(number) {
                put(&mut self.chosen, number);
            } else if !is_all {
                put(&mut self.awaited, number);
            }
        }
        self.last = old.last;
        true
    }

    fn has(&self, number: u32) -> bool {
        self.chosen.binary_search(&number).is_ok()
    }

    fn set(&mut self, number: u32, chosen: bool) {
        if chosen {
            put(&mut self.chosen, number);
        } else {
            take(&mut self.chosen, number);
        }
    }
}

/// The addresses of rows as numbers, in ascending order.
fn numbers(columns: &Columns, rows: &[Row]) -> Vec<u32> {
    let keyed = |row: &Row| KeyedRow {
        key: columns.number(*row).into(),
        row: *row,
    };
    let mut keyed: Vec<KeyedRow> = rows.iter().map(keyed).collect();
    sort_by_key(&mut keyed);
    keyed
        .iter()
        .map(|keyed| columns.number(keyed.row))
        .collect()
}

/// Inserts a number into a sorted list, once.
fn put(numbers: &mut Vec<u32>, number: u32) {
    if let Err(at) = numbers.binary_search(&number) {
        numbers.insert(at, number);
    }
}

fn take(numbers: &mut Vec<u32>, number: u32) {
    if let Ok(at) = numbers.binary_search(&number) {
        numbers.remove(at);
    }
}

#[cfg(test)]
mod tests;
