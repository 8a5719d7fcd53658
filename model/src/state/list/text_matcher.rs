//! Searches addresses and names for a piece of text.

use crate::domain::{Address, contains_ignoring_case};

/// A text prepared for many rows. ASCII letters match in either case.
#[derive(Clone, Debug)]
pub(crate) struct TextMatcher {
    text: String,
    address: OctetPattern,
}

impl TextMatcher {
    /// Prepares a text without its outer white space; `None` for a blank one.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self {
            text: text.to_owned(),
            address: OctetPattern::new(text),
        })
    }

    /// Whether the text of an address contains the text.
    pub(crate) fn matches_address(&self, number: u32) -> bool {
        match Address::from_bits(number).text() {
            Some(other) => self.matches_text(other),
            None => self.address.is_in(number),
        }
    }

    /// Whether a machine's ID or name, or a note, contains the text.
    pub(crate) fn matches_text(&self, text: &str) -> bool {
        contains_ignoring_case(text, &self.text)
    }
}

/// A piece of a dotted address, compared octet by octet: writing out the text of 100,000 addresses
/// takes four times as long (`docs/performance.md`).
#[derive(Clone, Debug)]
struct OctetPattern {
    /// For each octet, a bit for each part of the text that it fits.
    fits: [u8; 256],
    /// The bit of the last part.
    last: u8,
}

impl OctetPattern {
    /// Splits at the dots: the first part ends an octet, the last begins one, those between are
    /// whole, and a text without a dot stands anywhere in one.
    fn new(text: &str) -> Self {
        // An address has four octets, so a fifth part already fits nowhere.
        let parts: Vec<&str> = text.split('.').take(5).collect();
        let last = parts.len() - 1;
        let fits = |octet: usize, place: usize, part: &str| {
            let octet = octet.to_string();
            match (place == 0, place == last) {
                (true, true) => octet.contains(part),
                (true, false) => octet.ends_with(part),
                (false, true) => octet.starts_with(part),
                (false, false) => octet == part,
            }
        };
        Self {
            fits: std::array::from_fn(|octet| {
                let parts = parts.iter().enumerate();
                parts.fold(0, |bits, (place, part)| {
                    bits | u8::from(fits(octet, place, part)) << place
                })
            }),
            last: 1 << last,
        }
    }

    fn is_in(&self, address: u32) -> bool {
        // A bit moves up while each octet fits the part after the one before it.
        let mut matched = 0;
        for octet in address.to_be_bytes() {
            let fits = self.fits.get(usize::from(octet)).copied();
            matched = (matched << 1 | 1) & fits.unwrap_or_default();
            if matched & self.last != 0 {
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;
    use crate::state::test_support::TestRng;

    /// Whether an address contains the text, which its dotted form confirms.
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
    fn an_address_that_is_not_ipv4_is_found_by_a_piece_of_its_text() {
        let number = Address::read("2001:db8::Beef").unwrap().to_bits();
        for (text, is_found) in [("db8::be", true), ("BEEF", true), ("203", false)] {
            let matcher = TextMatcher::new(text).unwrap();
            assert_eq!(matcher.matches_address(number), is_found, "{text}");
        }
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
        let pieces = [
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
        for matcher in pieces {
            assert!(!agrees(matcher, &numbers), "{matcher}");
        }
    }

    #[test]
    fn random_pieces_of_digits_and_dots_agree_with_the_text() {
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
    fn a_long_text_is_compared_to_its_end() {
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
