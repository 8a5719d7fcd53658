//! Sorting rows by a number.

use crate::state::Row;

/// A row with its sort key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KeyedRow {
    pub(crate) key: u64,
    pub(crate) row: Row,
}

/// Sorts by key, ascending. The order of equal keys is unspecified.
///
/// Every sort of rows calls this one: each further instance of the standard library's sort weighs 1
/// KB in the bundle.
pub(crate) fn sort_by_key(rows: &mut [KeyedRow]) {
    rows.sort_unstable_by_key(|keyed| keyed.key);
}
