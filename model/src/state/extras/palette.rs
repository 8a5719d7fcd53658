//! Search of the command palette for rows, by a piece of address, machine or note.

use crate::state::list::text_matcher::TextMatcher;
use crate::state::{AddressList, Row};
use crate::state::{Directory, Notes};

/// The first rows of the list that match, `limit` at most, and the number of all that do. Of those
/// that it `accepts` a blank text matches all.
#[must_use]
pub fn find_rows(
    typed: &str,
    list: &AddressList,
    directory: &Directory,
    notes: &Notes,
    limit: usize,
    accepts: impl Fn(Row) -> bool,
) -> (Vec<Row>, usize) {
    let matcher = TextMatcher::new(typed);
    let columns = list.columns();
    let matches = |row: &&Row| {
        if !accepts(**row) {
            return false;
        }
        let Some(matcher) = &matcher else {
            return true;
        };
        if matcher.matches_address(columns.number(**row)) {
            return true;
        }
        let of_machine = columns.machine_id(**row).is_some_and(|id| {
            matcher.matches_text(id)
                || directory
                    .get(id)
                    .is_some_and(|machine| matcher.matches_text(&machine.name))
        });
        of_machine || notes.matches(columns.address(**row), typed.trim())
    };
    let mut all = list.rows().iter().filter(matches);
    let first: Vec<_> = all.by_ref().take(limit).copied().collect();
    let count = first.len() + all.count();
    (first, count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Address, Assignee, Claimed, PublicIp, Region};
    use crate::state::test_support::fixtures;

    #[test]
    fn rows_are_found_by_address_machine_and_note_and_no_more_than_asked_for() {
        let ip = |last: u8, machine: &str| PublicIp {
            address: Address::new(203, 0, 113, last),
            region: Region::Ny2,
            claimed: Claimed::parse(""),
            machine: Assignee::parse(machine),
        };
        let list = fixtures::list(vec![
            ip(7, "psm9u09bwu5i"),
            ip(17, ""),
            ip(8, "mail-7"),
            ip(9, ""),
        ]);
        let mut notes = Notes::default();
        notes.set(Address::new(203, 0, 113, 9), "Old Mail").unwrap();
        let found = |typed: &str, limit: usize| -> Vec<u8> {
            let find =
                |limit| find_rows(typed, &list, &Directory::default(), &notes, limit, |_| true);
            let ((rows, count), (_, all)) = (find(limit), find(20));
            assert_eq!(count, all, "{typed}");
            let last = |row: &Row| list.columns().address(*row).octets()[3];
            rows.iter().map(last).collect()
        };
        for (typed, expected) in [
            ("113.7", &[7][..]),
            ("7", &[7, 17, 8]),
            (" MAIL ", &[8, 9]),
            ("old mail", &[9]),
            ("203.0.113.17", &[17]),
            ("", &[7, 17, 8, 9]),
            ("nothing", &[]),
        ] {
            assert_eq!(found(typed, 20), expected, "{typed:?}");
        }
        assert_eq!(found("203", 2), [7, 17]);
        assert_eq!(found("203", 0), [0; 0]);
        let idle = |row| list.columns().is_idle(row);
        for (typed, expected) in [("", 2), ("17", 1), ("mail", 1), ("113.8", 0)] {
            let (_, count) = find_rows(typed, &list, &Directory::default(), &notes, 1, idle);
            assert_eq!(count, expected, "{typed:?}");
        }
    }
}
