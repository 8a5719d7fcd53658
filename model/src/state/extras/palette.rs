//! Search of the command palette: commands by the beginnings of their words, rows by a piece of
//! address, machine or note.

use crate::state::list::text_matcher::TextMatcher;
use crate::state::{AddressList, Row};
use crate::state::{Directory, Notes};

/// Results shown at most: more than anyone reads.
pub const MAX_RESULTS: usize = 20;

/// Whether each typed word begins a word of the text, ignoring ASCII case. Blank input matches
/// everything.
#[must_use]
pub fn matches_word_starts(text: &str, typed: &str) -> bool {
    let begins = |word: &str, piece: &str| {
        let begin = word.as_bytes().get(..piece.len());
        begin.is_some_and(|begin| begin.eq_ignore_ascii_case(piece.as_bytes()))
    };
    typed
        .split_whitespace()
        .all(|piece| text.split([' ', '(']).any(|word| begins(word, piece)))
}

/// Puts enabled results before disabled ones, each in its order, and cuts to [`MAX_RESULTS`].
#[must_use]
pub fn enabled_first<T>(offers: Vec<T>, is_refused: impl FnMut(&T) -> bool) -> Vec<T> {
    let (refused, mut first): (Vec<_>, Vec<_>) = offers.into_iter().partition(is_refused);
    first.extend(refused);
    first.truncate(MAX_RESULTS);
    first
}

/// The first rows of the list that match, `limit` at most: the list is searched no further.
#[must_use]
pub fn find_rows(
    typed: &str,
    list: &AddressList,
    directory: &Directory,
    notes: &Notes,
    limit: usize,
) -> Vec<Row> {
    let Some(matcher) = TextMatcher::new(typed) else {
        return Vec::new();
    };
    let columns = list.columns();
    let matches = |row: &&Row| {
        if matcher.matches_address(columns.number(**row)) {
            return true;
        }
        let of_machine = columns.machine(**row).is_some_and(|id| {
            matcher.matches_text(id)
                || directory
                    .get(id)
                    .is_some_and(|machine| matcher.matches_text(&machine.name))
        });
        of_machine || notes.matches(columns.address(**row), typed.trim())
    };
    list.rows()
        .iter()
        .filter(matches)
        .take(limit)
        .copied()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Address, Claimed, MachineId, PublicIp, Region};
    use crate::state::test_support::fixtures;

    #[test]
    fn words_are_found_by_their_beginnings() {
        for (text, typed, fits) in [
            ("Session log", "", true),
            ("Session log", "  ", true),
            ("Session log", "log", true),
            ("Session log", "LO ses", true),
            ("Session log", "sessions", false),
            ("Session log", "og", false),
            ("Session log", "log x", false),
            ("Show East Coast (NY2)", "ny2", true),
            ("Show East Coast (NY2)", "sh ny", true),
            ("Büro", "büro", true),
            ("Büro", "bü", true),
            ("é", "e", false),
        ] {
            assert_eq!(
                matches_word_starts(text, typed),
                fits,
                "{typed:?} in {text:?}"
            );
        }
    }

    #[test]
    fn what_can_be_done_comes_first_and_no_more_than_is_read() {
        let is_refused = |offer: &u8| *offer >= 100;
        for (offers, expected) in [
            (vec![], vec![]),
            (vec![101, 1, 100, 2], vec![1, 2, 101, 100]),
            (vec![102, 101], vec![102, 101]),
            // One too many: the last disabled one is cut.
            (
                (0..=17).chain([101, 102, 18]).collect(),
                (0..=18).chain([101]).collect(),
            ),
        ] {
            assert_eq!(enabled_first(offers, is_refused), expected);
        }
    }

    #[test]
    fn rows_are_found_by_address_machine_and_note_and_no_more_than_asked_for() {
        let ip = |last: u8, machine: &str| PublicIp {
            address: Address::new(203, 0, 113, last),
            region: Region::Ny2,
            claimed: Claimed::parse(""),
            machine: MachineId::parse(machine).ok(),
        };
        let list = fixtures::list(vec![
            ip(7, "psm9u09bwu5i"),
            ip(17, ""),
            ip(8, "mail-7"),
            ip(9, ""),
        ]);
        let mut notes = Notes::default();
        notes.set(Address::new(203, 0, 113, 9), "Old Mail");
        let found = |typed: &str, limit: usize| -> Vec<u8> {
            let rows = find_rows(typed, &list, &Directory::default(), &notes, limit);
            let last = |row: &Row| list.columns().address(*row).octets()[3];
            rows.iter().map(last).collect()
        };
        for (typed, expected) in [
            ("113.7", &[7][..]),
            ("7", &[7, 17, 8]),
            (" MAIL ", &[8, 9]),
            ("old mail", &[9]),
            ("203.0.113.17", &[17]),
            ("", &[]),
            ("nothing", &[]),
        ] {
            assert_eq!(found(typed, MAX_RESULTS), expected, "{typed:?}");
        }
        assert_eq!(found("203", 2), [7, 17]);
        assert_eq!(found("203", 0), [0; 0]);
    }
}
