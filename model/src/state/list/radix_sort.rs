//! Sorts rows by a number, a few bits of it after the others.
//!
//! A sort that compares would ask 1.7 million times for 100,000 rows; this one
//! goes through them once for every eleven bits in which the numbers differ.

use crate::state::Row;

/// So many bits are put in order at once: their counts then fit into the nearest cache.
const BITS: u32 = 11;

/// The values of so many bits.
const DIGITS: usize = 1 << BITS;

/// A row with the number it is sorted by, in two halves: 12 bytes in place of 16.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Keyed {
    /// What counts first.
    pub(crate) high: u32,
    /// What counts when that is equal.
    pub(crate) low: u32,
    /// The row.
    pub(crate) row: Row,
}

impl Keyed {
    /// Its number.
    pub(crate) fn key(&self) -> u64 {
        u64::from(self.high) << 32 | u64::from(self.low)
    }

    fn digit(&self, from: u32) -> usize {
        (self.key() >> from) as usize & (DIGITS - 1)
    }
}

/// Sorts by the numbers, the least first. Equal ones keep their order. The
/// second buffer is at least as long as the first; what is in it is lost.
pub(crate) fn sort(rows: &mut [Keyed], spare: &mut [Keyed]) {
    let Some(spare) = spare.get_mut(..rows.len()) else {
        return;
    };
    let first = rows.first().map_or(0, Keyed::key);
    let mut differ = rows
        .iter()
        .fold(0, |differ, row| differ | (row.key() ^ first));
    let (mut from, mut to) = (rows, spare);
    let mut swapped = false;
    while differ != 0 {
        // Bits that all have alike need no order.
        let place = differ.trailing_zeros();
        scatter(from, to, place);
        std::mem::swap(&mut from, &mut to);
        swapped = !swapped;
        differ &= u64::MAX.checked_shl(place + BITS).unwrap_or(0);
    }
    if swapped {
        to.copy_from_slice(from);
    }
}

/// Puts the rows in the order of the bits at one place.
fn scatter(from: &[Keyed], to: &mut [Keyed], place: u32) {
    let mut next = [0_u32; DIGITS];
    for row in from {
        if let Some(count) = next.get_mut(row.digit(place)) {
            *count += 1;
        }
    }
    // From how many there are to where the first one goes.
    let mut sum = 0;
    for count in &mut next {
        sum += std::mem::replace(count, sum);
    }
    for row in from {
        if let Some(at) = next.get_mut(row.digit(place)) {
            if let Some(free) = to.get_mut(*at as usize) {
                *free = *row;
            }
            *at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::test_support::TestRng;
    use crate::state::test_support::fixtures;

    #[test]
    fn rows_are_sorted_as_by_comparing_and_equal_ones_keep_their_order() {
        let mut rng = TestRng(3);
        let list = fixtures::list(fixtures::ips(5_000, &mut rng));
        for length in [0, 1, 2, 3, 100, 5_000] {
            for mask in [u32::MAX, 0xff, 0xf000_0001, 0x10_0000, 0] {
                let mut rows: Vec<Keyed> = list
                    .rows()
                    .iter()
                    .take(length)
                    .map(|row| {
                        let (high, low) = (rng.next_u32() & mask, rng.next_u32() & mask);
                        Keyed {
                            high,
                            low,
                            row: *row,
                        }
                    })
                    .collect();
                let mut compared = rows.clone();
                compared.sort_by_key(|row| (row.high, row.low));
                let mut spare = vec![
                    Keyed {
                        high: 0,
                        low: 0,
                        row: list.rows()[0]
                    };
                    length + 3
                ];
                sort(&mut rows, &mut spare);
                assert_eq!(rows, compared, "{length} rows, {mask:x}");
            }
        }
    }
}
