//! Rows in the order of a column.

use super::super::feed::{Columns, Row};
use super::super::radix::{self, Keyed};
use super::super::sort::{Sort, SortBy};
use crate::wire::Order;

/// Up to this many rows are sorted by comparing their ids.
const FEW: usize = 32;

/// Bytes of an id that go into a key at once. One less would leave thousands of
/// 100,000 ids alike, to be compared.
const PACKED: usize = 5;

/// Sorts rows by a column. Equal ones stand by their address, and the other
/// way round it is the same list from its end.
pub(super) fn sort(columns: &Columns, rows: &mut [Row], sort: Sort) {
    let mut keyed: Vec<Keyed> = rows
        .iter()
        .map(|row| Keyed {
            high: 0,
            low: 0,
            row: *row,
        })
        .collect();
    let mut spare = keyed.clone();
    match sort.by {
        SortBy::Machine => by_machine(columns, &mut keyed, &mut spare),
        SortBy::Address => by_rank(columns, &mut keyed, &mut spare, &|_| 0),
        SortBy::Region => {
            let ranks = region_ranks(columns);
            let rank = |row| ranks.get(columns.region_index(row)).copied();
            by_rank(columns, &mut keyed, &mut spare, &|row| {
                rank(row).unwrap_or_default()
            });
        }
        SortBy::Claimed => by_rank(columns, &mut keyed, &mut spare, &|row| {
            columns.claimed(row).unwrap_or(u32::MAX)
        }),
    }
    for (row, sorted) in rows.iter_mut().zip(&keyed) {
        *row = sorted.row;
    }
    if sort.order == Order::Desc {
        rows.reverse();
    }
}

/// Sorts by a rank, then by the address.
fn by_rank(columns: &Columns, rows: &mut [Keyed], spare: &mut [Keyed], rank: &dyn Fn(Row) -> u32) {
    for keyed in rows.iter_mut() {
        keyed.high = rank(keyed.row);
        keyed.low = columns.number(keyed.row);
    }
    radix::sort(rows, spare);
}

/// The place of each region of the columns in the order of the codes that are shown.
fn region_ranks(columns: &Columns) -> Vec<u32> {
    let codes: Vec<String> = columns
        .regions()
        .iter()
        .map(|(region, _)| region.code().to_ascii_lowercase())
        .collect();
    let rank = |code: &String| (0..).zip(&codes).filter(|(_, other)| *other < code).count();
    codes
        .iter()
        .filter_map(|code| u32::try_from(rank(code)).ok())
        .collect()
}

/// Sorts by the id of the machine: first those with one, then the idle ones.
fn by_machine(columns: &Columns, rows: &mut [Keyed], spare: &mut [Keyed]) {
    let mut assigned = 0;
    for at in 0..rows.len() {
        if rows
            .get(at)
            .is_some_and(|row| columns.machine(row.row).is_some())
        {
            rows.swap(assigned, at);
            assigned += 1;
        }
    }
    let (with_id, idle) = rows.split_at_mut(assigned);
    by_id(columns, with_id, spare);
    by_rank(columns, idle, spare, &|_| 0);
}

/// Sorts by the first bytes of the ids after those that all have in common, and
/// of ids alike in what they have of those, the shorter one first. What is
/// still equal then is sorted by the bytes after them.
fn by_id(columns: &Columns, rows: &mut [Keyed], spare: &mut [Keyed]) {
    if rows.len() <= FEW {
        return insert_each(columns, rows);
    }
    let common = common_length(columns, rows);
    for keyed in rows.iter_mut() {
        let rest = id(columns, keyed.row).get(common..).unwrap_or_default();
        (keyed.high, keyed.low) = packed(rest);
    }
    radix::sort(rows, spare);
    for equal in rows.chunk_by_mut(|one, other| one.key() == other.key()) {
        let is_whole = equal
            .first()
            .is_some_and(|row| (row.low & 0xff) as usize <= PACKED);
        match equal.len() {
            1 => {}
            _ if is_whole => by_rank(columns, equal, spare, &|_| 0),
            _ => by_id(columns, equal, spare),
        }
    }
}

/// The first bytes of a text as two numbers in the same order. The last byte
/// says how many there were, one more than fit if the text goes on.
fn packed(text: &[u8]) -> (u32, u32) {
    let [a, b, c, d, e] = match text.first_chunk() {
        Some(bytes) => *bytes,
        None => {
            let mut bytes = [0; PACKED];
            for (byte, letter) in bytes.iter_mut().zip(text) {
                *byte = *letter;
            }
            bytes
        }
    };
    let length = u8::try_from(text.len().min(PACKED + 1)).unwrap_or_default();
    (
        u32::from_be_bytes([a, b, c, d]),
        u32::from_be_bytes([e, 0, 0, length]),
    )
}

/// How many bytes all ids begin with alike.
fn common_length(columns: &Columns, rows: &[Keyed]) -> usize {
    let first = rows.first().map_or(&[][..], |row| id(columns, row.row));
    rows.iter().fold(first.len(), |common, row| {
        let other = id(columns, row.row);
        let alike = first.iter().zip(other).take(common);
        alike.take_while(|(one, other)| one == other).count()
    })
}

/// Sorts a few rows by comparing them.
fn insert_each(columns: &Columns, rows: &mut [Keyed]) {
    let rank = |row: &Keyed| (id(columns, row.row), columns.number(row.row));
    for end in 1..rows.len() {
        let (sorted, rest) = rows.split_at(end);
        if let Some(next) = rest.first().map(rank) {
            let at = sorted.partition_point(|row| rank(row) < next);
            if let Some(moved) = rows.get_mut(at..=end) {
                moved.rotate_right(1);
            }
        }
    }
}

fn id(columns: &Columns, row: Row) -> &[u8] {
    columns.machine(row).unwrap_or_default().as_bytes()
}
