//! What is searched for: a piece of an address or of a machine id.
//!
//! Neither text is made. An address is read as four symbols, its octets, and a
//! machine id as bytes; in both a match is followed by shifting one bit a symbol
//! (Baeza-Yates and Gonnet, "A new approach to text searching", 1992).

/// As many symbols as the word that follows a match has bits.
const MOST: usize = 64;

/// A searched text, prepared for many rows.
#[derive(Clone, Debug)]
pub struct TextMatcher {
    address: Pattern,
    machine: Pattern,
    /// The text of a machine id in small letters.
    id: Vec<u8>,
}

impl TextMatcher {
    /// Prepares a text; none when it is blank. Outer white space is dropped,
    /// and ASCII letters are the same in either case.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        if text.is_empty() {
            return None;
        }
        let id = text.as_bytes().to_vec();
        let begins = id.get(..MOST).unwrap_or(&id);
        Some(Self {
            address: octets(&text),
            machine: Pattern::new(begins.len(), |place, symbol| {
                begins.get(place) == Some(&symbol.to_ascii_lowercase())
            }),
            id,
        })
    }

    /// Whether the dotted text of an address holds it.
    #[must_use]
    pub fn matches_address(&self, number: u32) -> bool {
        self.address.is_in(&number.to_be_bytes())
    }

    /// Whether the id of a machine holds it.
    #[must_use]
    pub fn matches_text(&self, id: &str) -> bool {
        self.machine.is_in(id.as_bytes())
            && (self.id.len() <= MOST
                || id
                    .as_bytes()
                    .windows(self.id.len())
                    .any(|part| part.eq_ignore_ascii_case(&self.id)))
    }
}

/// A row of sets of symbols: for each symbol a word with the bits of the places it fits.
#[derive(Clone, Debug)]
struct Pattern {
    fits: Box<[u64; 256]>,
    /// The bit of the last place; no bit when nothing can match.
    last: u64,
}

impl Pattern {
    fn new(length: usize, fits: impl Fn(usize, u8) -> bool) -> Self {
        let mut table = Box::new([0; 256]);
        for (symbol, word) in (0..=u8::MAX).zip(table.iter_mut()) {
            for place in 0..length {
                *word |= u64::from(fits(place, symbol)) << place;
            }
        }
        Self {
            fits: table,
            last: 1 << (length - 1),
        }
    }

    fn is_in(&self, symbols: &[u8]) -> bool {
        let mut places = 0;
        for symbol in symbols {
            let fits = self.fits.get(usize::from(*symbol)).copied();
            places = (places << 1 | 1) & fits.unwrap_or_default();
            if places & self.last != 0 {
                return true;
            }
        }
        false
    }
}

/// A piece of a dotted address, split at its dots: the first part ends an
/// octet, the last one begins one, those between are whole, and a piece
/// without a dot stands anywhere in one. More than four parts fit nowhere,
/// since an address has no more symbols than that.
fn octets(text: &str) -> Pattern {
    let parts: Vec<&str> = text.split('.').take(5).collect();
    let last = parts.len() - 1;
    let numbers: Vec<String> = (0..=u8::MAX).map(|octet| octet.to_string()).collect();
    Pattern::new(parts.len(), |place, symbol| {
        let octet = numbers.get(usize::from(symbol)).map_or("", String::as_str);
        let part = parts.get(place).copied().unwrap_or_default();
        match (place == 0, place == last) {
            (true, true) => octet.contains(part),
            (true, false) => octet.ends_with(part),
            (false, true) => octet.starts_with(part),
            (false, false) => octet == part,
        }
    })
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;
    use crate::state::test_support::TestRng;

    /// Whether the needle is found in an address, which is the same as in its text.
    fn agrees(matcher: &str, numbers: &[u32]) -> bool {
        let prepared = TextMatcher::new(matcher).unwrap();
        let found = numbers.iter().filter(|number| {
            let text = Ipv4Addr::from_bits(**number).to_string();
            let found = prepared.matches_address(**number);
            assert_eq!(found, text.contains(matcher), "{matcher} in {text}");
            found
        });
        found.count() > 0
    }

    #[test]
    fn every_piece_of_an_address_is_found_in_it_and_elsewhere_as_in_its_text() {
        let mut rng = TestRng(11);
        for _ in 0..20 {
            // Small octets as often as large ones, and zeros among them.
            let number = rng.next_u32() & 0x00ff_0f1f_u32.rotate_right(rng.next_u32() % 32);
            let others: Vec<u32> = (0..50)
                .map(|_| number ^ 1 << rng.below(32) ^ 1 << rng.below(32))
                .collect();
            let text = Ipv4Addr::from_bits(number).to_string();
            for start in 0..text.len() {
                for end in start + 1..=text.len() {
                    let matcher = &text[start..end];
                    assert!(agrees(matcher, &[number]), "{matcher} is a piece of {text}");
                    agrees(matcher, &others);
                }
            }
        }
    }

    #[test]
    fn pieces_that_no_address_holds_are_not_found() {
        let needles = [
            "..",
            "00",
            "01.",
            ".01",
            "256",
            "1.2.3.4.",
            ".1.2.3.4",
            "1.2.3.4.5",
            "....",
            ".....",
            "1..2",
            "1234",
            "a",
            "1.a",
            "1 2",
            "-1",
            "\u{663}",
        ];
        let numbers = [0, 0x0102_0304, 0x0101_0101, u32::MAX, 0x0a00_000a];
        for matcher in needles {
            assert!(!agrees(matcher, &numbers), "{matcher}");
        }
    }

    #[test]
    fn random_needles_of_digits_and_dots_agree_with_the_text() {
        let mut rng = TestRng(5);
        let mut found = 0;
        for _ in 0..2_000 {
            let length = 1 + rng.below(6);
            let matcher: String = (0..length)
                .map(|_| char::from(b"..012325"[rng.below(8)]))
                .collect();
            let numbers: Vec<u32> = (0..50).map(|_| rng.next_u32()).collect();
            found += u32::from(agrees(&matcher, &numbers));
        }
        assert!(found > 500, "{found} of 2,000 were found");
    }

    #[test]
    fn a_machine_is_found_by_any_piece_of_its_id_in_either_case() {
        let id = "psM9u09bwu5i-Büro";
        for (matcher, found) in [
            ("psm", true),
            ("PSM9U09BWU5I", true),
            ("  9bw ", true),
            ("büro", true),
            ("BÜRO", false),
            ("psm9u09bwu5i-büro", true),
            ("psm9u09bwu5i-büro.", false),
            ("uu", false),
            ("u09b5", false),
        ] {
            let found_here = TextMatcher::new(matcher).unwrap().matches_text(id);
            assert_eq!(found_here, found, "{matcher}");
        }
        assert!(TextMatcher::new(" \t").is_none());
    }

    #[test]
    fn a_needle_longer_than_a_word_is_compared_to_its_end() {
        let id = format!("{0}n{0}", "m".repeat(70));
        for (length, found) in [(64, true), (70, true), (71, false)] {
            let matcher = TextMatcher::new(&"m".repeat(length)).unwrap();
            assert_eq!(matcher.matches_text(&id), found, "{length}");
        }
        assert!(
            TextMatcher::new(&id)
                .unwrap()
                .matches_text(&id.to_ascii_uppercase())
        );
    }
}
