//! Notes on addresses, in the user's own words.

mod file;

pub use file::{ImportError, ImportSummary};

use crate::domain::{Address, contains_ignoring_case};

/// The longest note, in characters.
const MAX_CHARS: usize = 200;

/// A text is longer than any note. It is refused, since a note that was cut would say something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoteTooLong;

/// Notes by address.
///
/// Invariants: sorted by address, none twice; no note is empty, longer than 200 characters, or has
/// invisible characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes(Vec<(Address, String)>);

impl Notes {
    /// The note on an address.
    #[must_use]
    pub fn get(&self, address: Address) -> Option<&str> {
        let at = self.position(address).ok()?;
        self.0.get(at).map(|(_, text)| text.as_str())
    }

    /// Sets the note on an address. A text without a visible character removes it.
    ///
    /// # Errors
    /// [`NoteTooLong`] above 200 characters; then the note is as it was.
    pub fn set(&mut self, address: Address, text: &str) -> Result<(), NoteTooLong> {
        let text = sanitized(text)?;
        match (self.position(address), text.is_empty()) {
            (Ok(at), true) => {
                self.0.remove(at);
            }
            (Ok(at), false) => {
                if let Some(note) = self.0.get_mut(at) {
                    note.1 = text;
                }
            }
            (Err(_), true) => {}
            (Err(at), false) => self.0.insert(at, (address, text)),
        }
        Ok(())
    }

    /// All notes, in the order of the addresses.
    pub fn iter(&self) -> impl Iterator<Item = (Address, &str)> {
        self.0
            .iter()
            .map(|(address, text)| (*address, text.as_str()))
    }

    /// The number of notes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the note on an address contains a text, with ASCII letters in either case.
    #[must_use]
    pub fn matches(&self, address: Address, text: &str) -> bool {
        let note = self.get(address).unwrap_or_default();
        !text.is_empty() && contains_ignoring_case(note, text)
    }

    fn position(&self, address: Address) -> Result<usize, usize> {
        self.0
            .binary_search_by_key(&address, |(address, _)| *address)
    }
}

impl NoteTooLong {
    /// The sentence under the field.
    #[must_use]
    pub fn words(self) -> &'static str {
        "A note can't be longer than 200 characters."
    }
}

/// A text on one line without invisible characters and those that turn the text around them.
fn sanitized(text: &str) -> Result<String, NoteTooLong> {
    let visible = text.chars().filter(|letter| !is_invisible(*letter));
    let visible: String = visible
        .skip_while(|letter| letter.is_whitespace())
        .collect();
    let visible = visible.trim_end();
    if visible.chars().count() > MAX_CHARS {
        return Err(NoteTooLong);
    }
    Ok(visible.to_owned())
}

/// Control characters, and those that end a line or set the direction of text.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEVEN: Address = Address::new(203, 0, 113, 7);
    const EIGHT: Address = Address::new(203, 0, 113, 8);

    #[test]
    fn a_note_is_written_replaced_and_taken_away() {
        let mut notes = Notes::default();
        assert!(notes.is_empty());
        notes.set(EIGHT, "mail").unwrap();
        notes.set(SEVEN, "web, \"old\"").unwrap();
        assert_eq!(
            (notes.get(SEVEN), notes.get(EIGHT)),
            (Some("web, \"old\""), Some("mail"))
        );
        assert!(!notes.is_empty());
        notes.set(SEVEN, "web").unwrap();
        assert_eq!((notes.get(SEVEN), notes.len()), (Some("web"), 2));
        notes.set(SEVEN, " \u{7} ").unwrap();
        assert_eq!((notes.get(SEVEN), notes.len()), (None, 1));
        notes.set(SEVEN, "").unwrap();
        assert_eq!(notes.len(), 1);
    }

    #[test]
    fn a_note_is_one_line_of_200_characters_that_can_all_be_seen() {
        let mut notes = Notes::default();
        for (text, kept) in [
            ("  a\nb\tc\u{0}\u{9b}  ", "abc".to_owned()),
            ("\u{202e}kcab\u{2066}é\u{200f}", "kcabé".to_owned()),
            ("\u{7} a\u{2028}\u{61c}b \u{7}", "ab".to_owned()),
            (&"é".repeat(200), "é".repeat(200)),
            (&format!("\n {} \u{7} ", "a".repeat(200)), "a".repeat(200)),
        ] {
            notes.set(SEVEN, text).unwrap();
            assert_eq!(notes.get(SEVEN), Some(kept.as_str()), "{text:?}");
        }
    }

    #[test]
    fn a_note_that_is_too_long_is_refused_whole() {
        let mut notes = Notes::default();
        notes.set(SEVEN, "web").unwrap();
        for text in ["é".repeat(201), format!("{}  b", "a".repeat(199))] {
            for address in [SEVEN, EIGHT] {
                assert_eq!(notes.set(address, &text), Err(NoteTooLong));
            }
            let kept: Vec<_> = notes.iter().collect();
            assert_eq!(kept, [(SEVEN, "web")]);
        }
        assert!(NoteTooLong.words().contains("200"));
    }

    #[test]
    fn a_note_is_found_by_any_piece_of_it() {
        let mut notes = Notes::default();
        notes.set(SEVEN, "Mail of the Büro").unwrap();
        for (text, found) in [
            ("mail", true),
            ("OF THE", true),
            ("BÜRO", false),
            ("Büro", true),
            ("web", false),
            ("", false),
        ] {
            assert_eq!(notes.matches(SEVEN, text), found, "{text}");
        }
        assert!(!notes.matches(EIGHT, "mail"));
    }
}
