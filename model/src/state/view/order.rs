//! Rows in the order of a column.

use super::ViewContext;
use crate::domain::Machine;
use crate::state::list::radix_sort::{self, Keyed};
use crate::state::{Columns, Row};
use crate::state::{Sort, SortBy};
use crate::wire::Order;

/// Up to this many rows are sorted by comparing their names.
const FEW: usize = 32;

/// Bytes of a name that go into a key at once. One less would leave thousands of
/// 100,000 ids alike, to be compared.
const PACKED: usize = 5;

/// Sorts rows by a column. Equal ones stand by their address, and the other
/// way round it is the same list from its end.
pub(super) fn sort(columns: &Columns, context: ViewContext<'_>, rows: &mut [Row], sort: Sort) {
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
        SortBy::Machine => by_machine(columns, context, &mut keyed, &mut spare),
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
    radix_sort::sort(rows, spare);
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

/// Sorts by the machine, by its name where that is known and else by its id:
/// first those with one, then the idle ones.
fn by_machine(
    columns: &Columns,
    context: ViewContext<'_>,
    rows: &mut [Keyed],
    spare: &mut [Keyed],
) {
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
    // Each name is looked up once, and not at each comparison.
    let mut names: Vec<&[u8]> = Vec::new();
    for keyed in with_id.iter() {
        let id = columns.machine(keyed.row).unwrap_or_default();
        let machine = context
            .machine(columns, keyed.row)
            .and_then(|place| context.directory.machines().get(place));
        let name = machine.map_or(id, Machine::label);
        let at = keyed.row.at();
        if names.len() <= at {
            names.resize(at + 1, &[]);
        }
        if let Some(place) = names.get_mut(at) {
            *place = name.as_bytes();
        }
    }
    let named = Named {
        columns,
        names: &names,
    };
    named.sort(with_id, spare);
    by_rank(columns, idle, spare, &|_| 0);
}

/// Rows and the names of their machines.
struct Named<'a> {
    columns: &'a Columns,
    /// By the place of the row.
    names: &'a [&'a [u8]],
}

impl Named<'_> {
    /// Sorts by the first bytes of the names after those that all have in common, and
    /// of names alike in what they have of those, the shorter one first. What is
    /// still equal then is sorted by the bytes after them.
    fn sort(&self, rows: &mut [Keyed], spare: &mut [Keyed]) {
        if rows.len() <= FEW {
            return self.insert_each(rows);
        }
        let common = self.common_length(rows);
        for keyed in rows.iter_mut() {
            let rest = self.name(keyed.row).get(common..).unwrap_or_default();
            (keyed.high, keyed.low) = packed(rest);
        }
        radix_sort::sort(rows, spare);
        for equal in rows.chunk_by_mut(|one, other| one.key() == other.key()) {
            let is_whole = equal
                .first()
                .is_some_and(|row| (row.low & 0xff) as usize <= PACKED);
            match equal.len() {
                1 => {}
                _ if is_whole => by_rank(self.columns, equal, spare, &|_| 0),
                _ => self.sort(equal, spare),
            }
        }
    }

    /// How many bytes all names begin with alike.
    fn common_length(&self, rows: &[Keyed]) -> usize {
        let first = rows.first().map_or(&[][..], |row| self.name(row.row));
        rows.iter().fold(first.len(), |common, row| {
            let other = self.name(row.row);
            let alike = first.iter().zip(other).take(common);
            alike.take_while(|(one, other)| one == other).count()
        })
    }

    /// Sorts a few rows by comparing them.
    fn insert_each(&self, rows: &mut [Keyed]) {
        let rank = |row: &Keyed| (self.name(row.row), self.columns.number(row.row));
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

    fn name(&self, row: Row) -> &[u8] {
        self.names.get(row.at()).copied().unwrap_or_default()
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
