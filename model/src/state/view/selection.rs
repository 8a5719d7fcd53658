//! The selected addresses.

use crate::domain::Address;
use crate::state::list::keyed_row::{KeyedRow, sort_by_key};
use crate::state::{AddressList, Columns, ListEnd, Row, Tail};

/// The selection. It holds addresses and not rows, so searches, sorts and refreshes leave it
/// unchanged. An address that leaves the list leaves the selection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Selected and loaded, in ascending order.
    selected: Vec<u32>,
    /// Selected but not loaded yet: named by the URL, or from another list.
    pending: Vec<u32>,
    /// What each selected address was when it was selected, by its number: a fingerprint, since
    /// 100,000 may be selected.
    seen: Vec<(u32, u64)>,
    /// Start of the next range.
    anchor: Option<Address>,
}

impl Selection {
    /// Selected addresses kept in the URL: 50 are 800 characters.
    pub const MAX_IN_URL: usize = 50;

    /// The selection named by the URL, before any of it is loaded.
    #[must_use]
    pub fn from_url(addresses: &[Address]) -> Self {
        let mut pending: Vec<u32> = Vec::new();
        for address in addresses {
            insert_sorted(&mut pending, address.to_bits());
        }
        Self {
            pending,
            ..Self::default()
        }
    }

    /// The addresses to name in the URL: all of them, or none if they are too many.
    #[must_use]
    pub fn url_addresses(&self) -> Vec<Address> {
        let mut all = Vec::new();
        if self.selected.len() + self.pending.len() <= Self::MAX_IN_URL {
            all.clone_from(&self.selected);
            for number in &self.pending {
                insert_sorted(&mut all, *number);
            }
        }
        all.into_iter().map(Address::from_bits).collect()
    }

    /// The number of selected addresses.
    #[must_use]
    pub fn len(&self) -> usize {
        self.selected.len()
    }

    /// Whether nothing is selected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.selected.is_empty()
    }

    /// Whether an address is selected.
    #[must_use]
    pub fn contains(&self, address: Address) -> bool {
        self.selected.binary_search(&address.to_bits()).is_ok()
    }

    /// The selected addresses in ascending order.
    pub fn addresses(&self) -> impl Iterator<Item = Address> {
        self.selected.iter().copied().map(Address::from_bits)
    }

    /// The number of these rows that are selected.
    #[must_use]
    pub fn count_in(&self, columns: &Columns, rows: &[Row]) -> usize {
        if self.is_empty() {
            return 0;
        }
        let selected = rows
            .iter()
            .filter(|row| self.contains_number(columns.number(**row)));
        selected.count()
    }

    /// Selects an address, or deselects it. A range can start here.
    pub fn toggle(&mut self, address: Address) {
        self.set(address.to_bits(), !self.contains(address));
        self.anchor = Some(address);
    }

    /// Does to all rows from the last one to this, in the order shown, what [`Self::toggle`] does
    /// to this one.
    pub fn toggle_range(&mut self, columns: &Columns, rows: &[Row], address: Address) {
        let at = |address| {
            let row = columns.find(address)?;
            rows.iter().position(|other| *other == row)
        };
        let ends = self.anchor.and_then(at).zip(at(address));
        let selected = !self.contains(address);
        if let Some((from, to)) = ends {
            let range = rows.get(from.min(to)..=from.max(to));
            self.set_all(columns, range.unwrap_or_default(), selected);
        }
        self.set(address.to_bits(), selected);
        self.anchor = Some(address);
    }

    /// Selects all of these rows, or deselects them.
    pub fn set_all(&mut self, columns: &Columns, rows: &[Row], selected: bool) {
        let theirs = numbers(columns, rows);
        let mut others = theirs.iter().copied().peekable();
        let mut all = Vec::with_capacity(self.selected.len() + theirs.len());
        // Both are sorted, so one walk through both is enough at any length.
        for number in self.selected.drain(..) {
            while let Some(other) = others.next_if(|other| *other < number) {
                all.push(other);
            }
            let is_theirs = others.next_if_eq(&number).is_some();
            if selected || !is_theirs {
                all.push(number);
            }
        }
        all.extend(others);
        if !selected {
            all.retain(|number| theirs.binary_search(number).is_err());
        }
        self.selected = all;
    }

    /// Deselects an address that is gone for certain.
    pub fn remove(&mut self, address: Address) {
        remove_sorted(&mut self.selected, address.to_bits());
        remove_sorted(&mut self.pending, address.to_bits());
    }

    /// Follows a changed list: pending addresses that have arrived are selected, and those missing
    /// from a complete list of all regions are dropped. `false` if nothing changed.
    pub fn sync(&mut self, list: &AddressList) -> bool {
        let loaded = |number: u32| list.columns().find(Address::from_bits(number)).is_some();
        let is_all = list.query().region.is_none() && *list.tail() == Tail::End(ListEnd::Complete);
        let stays = self.selected.iter().all(|number| loaded(*number));
        let waits = self.pending.iter().all(|number| !loaded(*number));
        if stays && waits && (!is_all || self.pending.is_empty()) {
            return false;
        }
        let old = std::mem::take(self);
        for number in old.selected.into_iter().chain(old.pending) {
            if loaded(number) {
                insert_sorted(&mut self.selected, number);
            } else if !is_all {
                insert_sorted(&mut self.pending, number);
            }
        }
        self.anchor = old.anchor;
        self.seen = old.seen;
        self.remember(list.columns());
        true
    }

    /// Remembers what the newly selected addresses are at this moment: that is what their boxes
    /// confirm.
    pub fn remember(&mut self, columns: &Columns) {
        let mut old = std::mem::take(&mut self.seen).into_iter().peekable();
        self.seen.reserve(self.selected.len());
        for number in &self.selected {
            while old.next_if(|(other, _)| other < number).is_some() {}
            let known = old.next_if(|(other, _)| other == number);
            let row = || columns.find(Address::from_bits(*number));
            let seen = known.or_else(|| Some((*number, columns.fingerprint(row()?))));
            self.seen.extend(seen);
        }
    }

    /// Remembers an address that was changed here as it is now.
    pub fn confirm(&mut self, columns: &Columns, address: Address) {
        let number = address.to_bits();
        self.seen.retain(|(other, _)| *other != number);
        self.remember(columns);
    }

    /// Whether a selected address is still what it was when it was selected.
    #[must_use]
    pub fn is_as_selected(&self, columns: &Columns, row: Row) -> bool {
        let number = columns.number(row);
        let at = self.seen.binary_search_by_key(&number, |(other, _)| *other);
        let seen = at.ok().and_then(|at| self.seen.get(at));
        seen.is_none_or(|(_, seen)| *seen == columns.fingerprint(row))
    }

    fn contains_number(&self, number: u32) -> bool {
        self.selected.binary_search(&number).is_ok()
    }

    fn set(&mut self, number: u32, selected: bool) {
        if selected {
            insert_sorted(&mut self.selected, number);
        } else {
            remove_sorted(&mut self.selected, number);
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
fn insert_sorted(numbers: &mut Vec<u32>, number: u32) {
    if let Err(at) = numbers.binary_search(&number) {
        numbers.insert(at, number);
    }
}

fn remove_sorted(numbers: &mut Vec<u32>, number: u32) {
    if let Ok(at) = numbers.binary_search(&number) {
        numbers.remove(at);
    }
}

#[cfg(test)]
mod tests;
