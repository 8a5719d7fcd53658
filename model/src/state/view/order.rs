//! Sorts rows by a column.

use super::ViewContext;
use crate::domain::Assignee;
use crate::state::list::keyed_row::{KeyedRow, sort_by_key};
use crate::state::{Columns, Row, Sort, SortBy};
use crate::wire::Order;

/// Sorts rows by a column, equal ones by address. Descending is ascending, reversed.
pub(super) fn sort(columns: &Columns, context: ViewContext<'_>, rows: &mut [Row], sort: Sort) {
    let mut keyed: Vec<KeyedRow> = rows
        .iter()
        .map(|row| KeyedRow { key: 0, row: *row })
        .collect();
    match sort.by {
        SortBy::Machine => by_machine(columns, context, &mut keyed),
        SortBy::Address => by_rank(columns, &mut keyed, &|_| 0),
        SortBy::Region => {
            let ranks = region_ranks(columns);
            let rank = |row| ranks.get(columns.region_index(row)).copied();
            by_rank(columns, &mut keyed, &|row| rank(row).unwrap_or_default());
        }
        SortBy::Claimed => by_rank(columns, &mut keyed, &|row| {
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
fn by_rank(columns: &Columns, rows: &mut [KeyedRow], rank: &dyn Fn(Row) -> u32) {
    for keyed in rows.iter_mut() {
        keyed.key = u64::from(rank(keyed.row)) << 32 | u64::from(columns.number(keyed.row));
    }
    sort_by_key(rows);
}

/// For each region of the columns, its rank among the codes shown.
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

/// Sorts by the machine's name, or by its ID where no name is known; unreadable IDs come after
/// those, idle rows last.
fn by_machine(columns: &Columns, context: ViewContext<'_>, rows: &mut [KeyedRow]) {
    // Each name is looked up once, and not at each comparison.
    let last = rows.iter().map(|keyed| keyed.row.index()).max();
    let mut names = vec![&[][..]; last.map_or(0, |last| last + 1)];
    let mut assigned = 0;
    for at in 0..rows.len() {
        let row = rows.get(at).map(|keyed| keyed.row);
        if let Some((row, assignee)) = row.and_then(|row| Some((row, columns.assignee(row)?))) {
            let machine = context
                .machine(columns, row)
                .and_then(|position| context.directory.machines().get(position));
            if let Some(name) = names.get_mut(row.index()) {
                *name = match (machine, assignee) {
                    (Some(machine), _) => machine.label().as_bytes(),
                    (None, Assignee::Machine(id)) => id.as_bytes(),
                    (None, Assignee::Unreadable) => &[u8::MAX],
                };
            }
            rows.swap(assigned, at);
            assigned += 1;
        }
    }
    let (assigned, idle) = rows.split_at_mut(assigned);
    by_name(columns, &names, assigned);
    by_rank(columns, idle, &|_| 0);
}

/// Sorts by names, given for each row. A key holds seven bytes of a name, from where the names
/// begin to differ. Rows with equal keys are sorted by the bytes after those.
fn by_name(columns: &Columns, names: &[&[u8]], rows: &mut [KeyedRow]) {
    let name = |row: Row| names.get(row.index()).copied().unwrap_or_default();
    let first = rows.first().map_or(&[][..], |keyed| name(keyed.row));
    let common = rows.iter().fold(first.len(), |common, keyed| {
        let alike = first.iter().zip(name(keyed.row)).take(common);
        alike.take_while(|(one, other)| one == other).count()
    });
    for keyed in rows.iter_mut() {
        keyed.key = name_key(name(keyed.row).get(common..).unwrap_or_default());
    }
    sort_by_key(rows);
    for equal in rows.chunk_by_mut(|one, other| one.key == other.key) {
        let is_whole = equal.first().is_some_and(|keyed| ends_in_key(keyed.key));
        match equal.len() {
            1 => {}
            _ if is_whole => by_rank(columns, equal, &|_| 0),
            _ => by_name(columns, names, equal),
        }
    }
}

/// Bytes of a name in a key. The eighth byte counts them, so that a shorter name comes first.
const KEY_BYTES: usize = 7;

/// The first bytes of a name as a number in the same order.
fn name_key(name: &[u8]) -> u64 {
    let mut key = [0; 8];
    for (byte, letter) in key.iter_mut().zip(name.iter().take(KEY_BYTES)) {
        *byte = *letter;
    }
    // One more than fit says that the name goes on.
    u64::from_be_bytes(key) | name.len().min(KEY_BYTES + 1) as u64
}

fn ends_in_key(key: u64) -> bool {
    key & 0xff <= KEY_BYTES as u64
}
