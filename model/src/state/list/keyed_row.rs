//! Rows sorted by a number.

use crate::state::Row;

/// A row with the number that it is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KeyedRow {
    pub(crate) key: u64,
    pub(crate) row: Row,
}

/// Sorts by the keys, the least first. Equal keys stand in any order.
///
/// Every sort of rows calls this one: each further instance of the standard library's sort
/// weighs 1 KB in the bundle.
pub(crate) fn sort_by_key(rows: &mut [KeyedRow]) {
    rows.sort_unstable_by_key(|keyed| keyed.key);
}
