//! Assigns the few rows of the page to the many addresses of the list.

use std::ops::Range;

use crate::domain::Address;

/// Up to this many addresses are all drawn, so that find in page, printing and screen readers work
/// as in any table. A large screen draws as many of a longer list.
const DRAW_ALL_UP_TO: usize = 36;

/// Rows drawn above and below the view, so that a fast scroll shows no gap.
const MARGIN: usize = 2;

/// A pool of rows, each with the address it shows. A row keeps its address as long as that is
/// wanted: a button under the pointer or the focus never turns into the button of another address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowPool {
    slots: Vec<Option<Address>>,
}

impl RowPool {
    /// The range of rows to draw, of `count`, when up to `seen` from `first` on are visible. Its
    /// length is the same wherever the list stands, so that scrolling neither makes nor hides a
    /// row.
    #[must_use]
    pub fn window(count: usize, first: usize, seen: usize) -> Range<usize> {
        if count <= DRAW_ALL_UP_TO {
            return 0..count;
        }
        let size = seen.saturating_add(2 * MARGIN).min(count);
        let start = first.saturating_sub(MARGIN).min(count - size);
        start..start + size
    }

    /// Gives each wanted address a slot and writes the slots into `places`, in the order of
    /// `wanted`. The `pinned` slot keeps its address, wanted or not; slots with unwanted addresses
    /// are reused or emptied. The pool grows as needed; [`Self::remove_spare`] shrinks it.
    pub fn assign(&mut self, wanted: &[Address], pinned: Option<usize>, places: &mut Vec<usize>) {
        for (slot, shown) in self.slots.iter_mut().enumerate() {
            if pinned != Some(slot) && !shown.is_some_and(|address| wanted.contains(&address)) {
                *shown = None;
            }
        }
        places.clear();
        // A slot with a wanted address must not be given to another one first.
        let known = |address: &Address| self.slot_of(*address).unwrap_or(usize::MAX);
        places.extend(wanted.iter().map(known));
        for (place, address) in places.iter_mut().zip(wanted) {
            if *place == usize::MAX {
                *place = self.fill_empty(*address);
            }
        }
    }

    /// Empties all slots but the `pinned` one, so that an unrelated list is shown slot by slot in
    /// its order.
    pub fn clear(&mut self, pinned: Option<usize>) {
        for (slot, shown) in self.slots.iter_mut().enumerate() {
            if pinned != Some(slot) {
                *shown = None;
            }
        }
    }

    /// Reorders the slots: the first becomes the one that was `order[0]`.
    pub fn reorder(&mut self, order: &[usize]) {
        let slots = order.iter().map(|slot| self.address(*slot)).collect();
        self.slots = slots;
    }

    /// Removes an empty slot beyond the first `spare` ones; those behind it move up. `None` if
    /// there is none.
    pub fn remove_spare(&mut self, spare: usize) -> Option<usize> {
        let slot = self
            .slots
            .iter()
            .enumerate()
            .filter(|(_, shown)| shown.is_none())
            .nth(spare)?
            .0;
        self.slots.remove(slot);
        Some(slot)
    }

    /// The address of a slot.
    #[must_use]
    pub fn address(&self, slot: usize) -> Option<Address> {
        self.slots.get(slot).copied().flatten()
    }

    /// The number of slots.
    #[must_use]
    pub fn size(&self) -> usize {
        self.slots.len()
    }

    fn slot_of(&self, address: Address) -> Option<usize> {
        self.slots.iter().position(|shown| *shown == Some(address))
    }

    fn fill_empty(&mut self, address: Address) -> usize {
        match self.slots.iter().position(Option::is_none) {
            Some(slot) => {
                if let Some(shown) = self.slots.get_mut(slot) {
                    *shown = Some(address);
                }
                slot
            }
            None => {
                self.slots.push(Some(address));
                self.slots.len() - 1
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assign(pool: &mut RowPool, wanted: &[Address], pinned: Option<usize>) -> Vec<usize> {
        let mut places = Vec::new();
        pool.assign(wanted, pinned, &mut places);
        places
    }

    fn addresses(numbers: std::ops::Range<u32>) -> Vec<Address> {
        numbers.map(Address::from_bits).collect()
    }

    #[test]
    fn a_short_list_is_drawn_whole_and_a_long_one_around_what_is_visible() {
        assert_eq!(RowPool::window(0, 0, 0), 0..0);
        assert_eq!(RowPool::window(36, 20, 10), 0..36);
        assert_eq!(RowPool::window(37, 0, 20), 0..24);
        assert_eq!(RowPool::window(100_000, 500, 20), 498..522);
        assert_eq!(RowPool::window(100, 95, 20), 76..100);
        assert_eq!(RowPool::window(100, 900, 20), 76..100);
        assert_eq!(RowPool::window(100, 0, usize::MAX), 0..100);
    }

    #[test]
    fn a_scrolled_list_keeps_the_rows_that_stay_and_reuses_those_that_leave() {
        let mut pool = RowPool::default();
        assert_eq!(assign(&mut pool, &addresses(0..4), None), [0, 1, 2, 3]);
        assert_eq!(assign(&mut pool, &addresses(1..5), None), [1, 2, 3, 0]);
        assert_eq!(assign(&mut pool, &addresses(2..4), None), [2, 3]);
        assert_eq!(
            (pool.address(0), pool.address(1), pool.size()),
            (None, None, 4)
        );
    }

    #[test]
    fn a_row_moves_with_its_address() {
        let mut pool = RowPool::default();
        let (one, two) = (Address::from_bits(1), Address::from_bits(2));
        assign(&mut pool, &[two], None);
        assert_eq!(assign(&mut pool, &[one, two], None), [1, 0]);
    }

    #[test]
    fn the_pinned_row_stays_though_it_is_out_of_view() {
        let mut pool = RowPool::default();
        assign(&mut pool, &addresses(0..3), None);
        assert_eq!(assign(&mut pool, &addresses(10..13), Some(1)), [0, 2, 3]);
        assert_eq!(pool.address(1), Some(Address::from_bits(1)));
        assert_eq!(assign(&mut pool, &addresses(10..13), None), [0, 2, 3]);
        assert_eq!(pool.address(1), None);
    }

    #[test]
    fn slots_in_another_order_keep_their_addresses() {
        let mut pool = RowPool::default();
        assign(&mut pool, &addresses(0..3), None);
        assert_eq!(assign(&mut pool, &addresses(1..4), None), [1, 2, 0]);
        pool.reorder(&[1, 2, 0]);
        assert_eq!(assign(&mut pool, &addresses(1..4), None), [0, 1, 2]);
        assert_eq!(assign(&mut pool, &addresses(7..10), None), [0, 1, 2]);
    }

    #[test]
    fn another_view_is_shown_slot_by_slot_but_for_the_pinned_one() {
        let mut pool = RowPool::default();
        assign(&mut pool, &addresses(0..4), None);
        pool.clear(None);
        assert_eq!(assign(&mut pool, &addresses(2..6), None), [0, 1, 2, 3]);
        pool.clear(Some(2));
        assert_eq!(pool.address(2), Some(Address::from_bits(4)));
        assert_eq!(assign(&mut pool, &addresses(4..8), Some(2)), [2, 0, 1, 3]);
    }

    #[test]
    fn empty_slots_are_given_up_but_for_a_few() {
        let mut pool = RowPool::default();
        assign(&mut pool, &addresses(0..6), None);
        assign(&mut pool, &addresses(4..6), None);
        assert_eq!(
            (
                pool.remove_spare(1),
                pool.remove_spare(1),
                pool.remove_spare(1)
            ),
            (Some(1), Some(1), Some(1))
        );
        assert_eq!((pool.remove_spare(1), pool.size()), (None, 3));
        assert_eq!(pool.address(1), Some(Address::from_bits(4)));
    }

    #[test]
    fn every_wanted_address_has_one_slot_of_its_own_through_random_scrolling() {
        let mut pool = RowPool::default();
        let mut seed = 7_u32;
        for _ in 0..10_000 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let first = seed >> 20;
            let wanted = addresses(first..first + 1 + (seed >> 8) % 30);
            let pinned = seed.is_multiple_of(3).then_some((seed >> 4) as usize % 40);
            let kept = pinned.and_then(|slot| pool.address(slot));
            let places = assign(&mut pool, &wanted, pinned);
            assert_eq!(places.len(), wanted.len());
            for (slot, address) in places.iter().zip(&wanted) {
                assert_eq!(pool.address(*slot), Some(*address));
            }
            assert!(kept.is_none() || pinned.and_then(|slot| pool.address(slot)) == kept);
            let shown: Vec<_> = (0..pool.size())
                .filter_map(|slot| pool.address(slot))
                .collect();
            assert_eq!(
                shown.len(),
                wanted.len() + usize::from(kept.is_some_and(|address| !wanted.contains(&address)))
            );
        }
        assert!(pool.size() <= 31, "{} slots", pool.size());
    }
}
