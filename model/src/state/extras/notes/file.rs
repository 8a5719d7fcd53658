//! Notes as JSON, in the browser's storage and in a file: a list with a line for each note.

use serde::{Deserialize, Serialize};

use super::{NoteTooLong, sanitized};
use crate::domain::{Address, NoAddress, format_count};
use crate::state::list::keyed_row::{KeyedRow, sort_by_key};
use crate::state::{Notes, Row};
use crate::wire::{Lenient, Object};

/// The longest text read, in bytes: more than a browser stores.
const MAX_BYTES: usize = 4_000_000;

/// The result of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// Addresses that had no note.
    pub added: usize,
    /// Addresses that had another note.
    pub replaced: usize,
    /// Addresses that had the same note.
    pub same: usize,
    /// Entries without a readable address or note.
    pub unreadable: usize,
    /// Notes of more than 200 characters, which are left out.
    pub too_long: usize,
}

/// The reason a file was not imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// Longer than any list of notes.
    TooLarge,
    /// Not a JSON list.
    NoList,
    /// No entry is a note.
    NoNotes,
}

impl Notes {
    /// The notes as JSON.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = "[".to_owned();
        for (ip, note) in self.iter() {
            text.push_str(if text.len() > 1 { ",\n" } else { "\n" });
            text.push_str(&serde_json::to_string(&Line { ip, note }).unwrap_or_default());
        }
        text.push_str("\n]\n");
        text
    }

    /// Reads a stored text, which may be anything: entries that are no note are dropped.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut notes = Self::default();
        let _whatever_it_holds = notes.import(text);
        notes
    }

    /// Imports the notes of a file. They replace notes on the same addresses; others stay.
    ///
    /// # Errors
    /// [`ImportError`]; then nothing has changed.
    pub fn import(&mut self, text: &str) -> Result<ImportSummary, ImportError> {
        if text.len() > MAX_BYTES {
            return Err(ImportError::TooLarge);
        }
        let entries: Vec<Lenient<Object<Entry>>> =
            serde_json::from_str(text.trim_start_matches('\u{feff}'))
                .map_err(|_| ImportError::NoList)?;
        let count = entries.len();
        let mut done = ImportSummary::default();
        let mut read = Vec::new();
        for entry in entries {
            let entry = entry.value().and_then(self::read);
            match entry.map(|(address, note)| (address, sanitized(&note))) {
                Some((_, Err(NoteTooLong))) => done.too_long += 1,
                Some((address, Ok(note))) if !note.is_empty() => read.push((address, note)),
                // A file adds notes; an empty one removes none.
                Some(_) | None => done.unreadable += 1,
            }
        }
        if read.is_empty() && count > 0 {
            return Err(ImportError::NoNotes);
        }
        self.merge(read, &mut done);
        Ok(done)
    }

    /// Adds notes in any order; the last on an address counts. Sorts all once, since to insert each
    /// in its place takes minutes for the largest file.
    fn merge(&mut self, new: Vec<(Address, String)>, done: &mut ImportSummary) {
        let known = self.0.len();
        let mut all: Vec<_> = std::mem::take(&mut self.0).into_iter().chain(new).collect();
        let keyed = |(place, (address, _)): (u32, &(Address, String))| KeyedRow {
            key: u64::from(address.to_bits()) << 32 | u64::from(place),
            row: Row(place),
        };
        let mut places: Vec<_> = (0..).zip(&all).map(keyed).collect();
        sort_by_key(&mut places);
        for KeyedRow { row, .. } in places {
            let Some((address, note)) = all.get_mut(row.index()) else {
                continue;
            };
            let (address, note) = (*address, std::mem::take(note));
            match self.0.last_mut() {
                Some((last, before)) if *last == address && *before == note => done.same += 1,
                Some((last, before)) if *last == address => {
                    *before = note;
                    done.replaced += 1;
                }
                Some(_) | None => {
                    done.added += usize::from(row.index() >= known);
                    self.0.push((address, note));
                }
            }
        }
    }
}

/// A note, written.
#[derive(Serialize)]
struct Line<'a> {
    ip: Address,
    note: &'a str,
}

/// A note, read.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Entry<'a> {
    #[serde(borrow)]
    ip: Lenient<'a, String>,
    note: Lenient<'a, String>,
}

fn read(Object(entry): Object<Entry<'_>>) -> Option<(Address, String)> {
    let address = entry.ip.parse(|text| Address::read(text).ok_or(NoAddress));
    Some((address.value()?, entry.note.value()?))
}

impl ImportSummary {
    /// The result in a sentence or two.
    #[must_use]
    pub fn words(self) -> String {
        let all = self.added + self.replaced + self.same;
        let notes = if all == 1 { "note" } else { "notes" };
        let parts = [
            (self.added, "new"),
            (self.replaced, "replaced"),
            (self.same, "unchanged"),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, what)| format!("{} {what}", format_count(number)))
            .collect();
        let colon = if parts.is_empty() { "" } else { ": " };
        let imported = format!(
            "Imported {} {notes}{colon}{}.",
            format_count(all),
            parts.join(", ")
        );
        let left_out = match self.too_long {
            0 => String::new(),
            1 => " Left out 1 note longer than 200 characters.".to_owned(),
            more => format!(
                " Left out {} notes longer than 200 characters.",
                format_count(more)
            ),
        };
        let unreadable = match self.unreadable {
            0 => String::new(),
            1 => " 1 entry couldn't be read.".to_owned(),
            more => format!(" {} entries couldn't be read.", format_count(more)),
        };
        format!("{imported}{left_out}{unreadable}")
    }
}

impl ImportError {
    /// The reason in a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::TooLarge => {
                "The file is larger than 4 MB, so it can't be a list of notes. Your notes are unchanged."
            }
            Self::NoList => {
                "The file isn't a JSON list of notes like the one \"Export notes\" saves. Your notes are unchanged."
            }
            Self::NoNotes => {
                "No entry in the file has an address in \"ip\" and at most 200 characters in \"note\". Your notes are unchanged."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Address;
    use crate::state::test_support::TestRng;

    fn address(last: u8) -> Address {
        Address::new(203, 0, 113, last)
    }

    #[test]
    fn notes_are_written_a_line_each_and_read_back() {
        let mut notes = Notes::default();
        assert_eq!(notes.to_text(), "[\n]\n");
        notes.set(address(9), "a \"b\" \\ <img onerror=x>").unwrap();
        notes.set(address(7), "Büro").unwrap();
        let text = "[\n{\"ip\":\"203.0.113.7\",\"note\":\"Büro\"},\n{\"ip\":\"203.0.113.9\",\"note\":\"a \\\"b\\\" \\\\ <img onerror=x>\"}\n]\n";
        assert_eq!(notes.to_text(), text);
        assert_eq!(Notes::parse(text), notes);
    }

    #[test]
    fn an_import_adds_and_replaces_and_says_so() {
        let mut notes = Notes::default();
        notes.set(address(1), "one").unwrap();
        notes.set(address(2), "two").unwrap();
        notes.set(address(3), "three").unwrap();
        let file = r#"[{"ip":"203.0.113.2","note":"deux"},{"note":"three","ip":" 203.0.113.3 ","more":1},
            {"ip":"203.0.113.4","note":"four"},{"ip":"203.0.113.1","note":" "},{"ip":"..","note":"y"},{"ip":"203.0.113.5"},7]"#;
        let done = notes.import(file).unwrap();
        let expected = ImportSummary {
            added: 1,
            replaced: 1,
            same: 1,
            unreadable: 4,
            too_long: 0,
        };
        assert_eq!(done, expected);
        assert_eq!(
            done.words(),
            "Imported 3 notes: 1 new, 1 replaced, 1 unchanged. 4 entries couldn't be read."
        );
        let texts = [1, 2, 3, 4, 5].map(|last| notes.get(address(last)));
        assert_eq!(
            texts,
            [Some("one"), Some("deux"), Some("three"), Some("four"), None]
        );
    }

    /// Entries that are no note, two of one address, and numbers as words.
    #[test]
    fn each_entry_of_a_file_is_counted_once() {
        let file = r#"[{"ip":"203.0.113.1","note":" "},{"ip":"203.0.113.2","note":"a"},{"ip":"203.0.113.2","note":"b"}]"#;
        let mut notes = Notes::default();
        let expected = ImportSummary {
            added: 1,
            replaced: 1,
            same: 0,
            unreadable: 1,
            too_long: 0,
        };
        assert_eq!(notes.import(file), Ok(expected));
        assert_eq!(
            expected.words(),
            "Imported 2 notes: 1 new, 1 replaced. 1 entry couldn't be read."
        );
        let one = ImportSummary {
            same: 1,
            ..ImportSummary::default()
        };
        assert_eq!(one.words(), "Imported 1 note: 1 unchanged.");
    }

    #[test]
    fn a_note_that_is_too_long_is_left_out_and_counted() {
        let mut notes = Notes::default();
        notes.set(address(1), "one").unwrap();
        let long = "é".repeat(201);
        let file = format!(
            r#"[{{"ip":"203.0.113.1","note":"{long}"}},{{"ip":"203.0.113.2","note":"{}"}}]"#,
            "é".repeat(200)
        );
        let done = notes.import(&file).unwrap();
        assert_eq!(
            done.words(),
            "Imported 1 note: 1 new. Left out 1 note longer than 200 characters."
        );
        assert_eq!(notes.get(address(1)), Some("one"));
        assert_eq!(notes.get(address(2)).map(str::len), Some(400));
        let only_long = format!(r#"[{{"ip":"203.0.113.3","note":"{long}"}}]"#);
        assert_eq!(notes.import(&only_long), Err(ImportError::NoNotes));
        assert_eq!(notes.len(), 2);
        let many = ImportSummary {
            added: 2,
            unreadable: 1,
            too_long: 1_000,
            ..ImportSummary::default()
        };
        assert_eq!(
            many.words(),
            "Imported 2 notes: 2 new. Left out 1,000 notes longer than 200 characters. 1 entry couldn't be read."
        );
    }

    /// The order takes quadratic time where each note is inserted in its place.
    #[test]
    fn the_largest_file_is_imported_in_any_order() {
        let line = |number: u32| {
            let ip = Address::from_bits(number.reverse_bits() >> 1);
            format!(r#"{{"ip":"{ip}","note":"{number}"}}"#)
        };
        let lines: Vec<_> = (0..90_000).rev().map(line).collect();
        let file = format!("[{}]", lines.join(","));
        assert!(file.len() < MAX_BYTES);
        let mut notes = Notes::default();
        for expected in ["90,000 new", "90,000 unchanged"] {
            let words = notes.import(&file).unwrap().words();
            assert_eq!(words, format!("Imported 90,000 notes: {expected}."));
        }
        let addresses: Vec<_> = notes.iter().map(|(address, _)| address).collect();
        assert!(addresses.is_sorted() && addresses.len() == 90_000);
        let first = Address::from_bits(1_u32.reverse_bits() >> 1);
        assert_eq!(notes.get(first), Some("1"));
    }

    #[test]
    fn why_nothing_was_imported_is_said_and_that_the_notes_are_as_they_were() {
        for (problem, why) in [
            (ImportError::TooLarge, "larger than 4 MB"),
            (ImportError::NoList, "isn't a JSON list of notes"),
            (ImportError::NoNotes, "No entry in the file"),
        ] {
            let words = problem.words();
            assert!(words.contains(why), "{words}");
            assert!(words.ends_with(" Your notes are unchanged."), "{words}");
        }
    }

    #[test]
    fn a_file_that_holds_no_notes_changes_nothing() {
        let mut notes = Notes::default();
        notes.set(address(1), "one").unwrap();
        let before = notes.clone();
        let large = format!("[\"{}\"]", "x".repeat(MAX_BYTES));
        for (file, problem) in [
            ("", ImportError::NoList),
            ("{}", ImportError::NoList),
            ("203.0.113.7,web", ImportError::NoList),
            (
                "[{\"ip\":\"203.0.113.1\",\"note\":\"x\"}",
                ImportError::NoList,
            ),
            ("[1,{}]", ImportError::NoNotes),
            (&large, ImportError::TooLarge),
        ] {
            assert_eq!(notes.import(file), Err(problem), "{file:.40}");
            assert_eq!(notes, before, "{file:.40}");
        }
        let longest = format!("[]{}", " ".repeat(MAX_BYTES - 2));
        assert_eq!(notes.import(&longest), Ok(ImportSummary::default()));
        assert_eq!(notes.import("\u{feff}[]"), Ok(ImportSummary::default()));
        assert_eq!(ImportSummary::default().words(), "Imported 0 notes.");
        assert_eq!(notes, before);
    }

    #[test]
    fn any_notes_are_read_back_as_they_were_written() {
        const ODD: [char; 6] = [' ', '\u{7}', '\u{2028}', '\u{61c}', '"', 'a'];
        let mut rng = TestRng(7);
        for _ in 0..500 {
            let mut notes = Notes::default();
            for _ in 0..rng.below(8) {
                let letters = (0..rng.below(12)).map(|_| match rng.below(2) {
                    0 => ODD.get(rng.below(ODD.len())).copied(),
                    _ => char::from_u32(rng.next_u32() % 0x3000),
                });
                let text: String = letters.flatten().collect();
                notes
                    .set(Address::from_bits(rng.next_u32() >> 1), &text)
                    .unwrap();
            }
            assert_eq!(Notes::parse(&notes.to_text()), notes);
        }
    }
}
