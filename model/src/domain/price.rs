//! The price of an address.

use super::numbers::{format_dollars, push_cents};
use super::push_number;

/// The highest price accepted, in cents. The field names it.
const MAX_CENTS: u32 = 100_000;

/// Separators of thousands: those of numbers in the United States, Germany, France and Switzerland.
const THOUSANDS: [char; 6] = [',', '.', ' ', '\u{a0}', '\u{202f}', '’'];

/// A monthly price in cents. The API has no prices, so this is an estimate that the user sets
/// (`docs/api.md`, Meaning).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price(u32);

impl Default for Price {
    /// A figure from second hand.
    fn default() -> Self {
        Self(300)
    }
}

impl Price {
    /// Reads `3`, `3.5`, `$3.50`, `3,50` or `1,000`. A separator before three digits stands for
    /// thousands, whichever the reader's country has: a price has two decimals at most.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('$').trim_start();
        let (whole, part) = match text.rsplit_once(['.', ',']) {
            Some((whole, part)) if part.len() <= 2 => (whole, part),
            _ => (text, ""),
        };
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let joined = match whole.split_once(THOUSANDS) {
            Some((first, rest)) => {
                let is_grouped = matches!(first.len(), 1..=3) && rest.len() == 3;
                if !is_grouped || first.starts_with('0') {
                    return None;
                }
                format!("{first}{rest}")
            }
            None => whole.to_owned(),
        };
        if joined.is_empty() || !is_number(&joined) || !is_number(part) {
            return None;
        }
        let part: u32 = match part.len() {
            0 => 0,
            1 => part.parse::<u32>().ok()? * 10,
            _ => part.parse().ok()?,
        };
        let cents = joined.parse::<u32>().ok()?.checked_mul(100)? + part;
        (cents <= MAX_CENTS).then_some(Self(cents))
    }

    /// The price as typed: `3`, `3.50` or `1000`.
    #[must_use]
    pub fn text(self) -> String {
        let mut text = String::new();
        push_number(&mut text, (self.0 / 100).into());
        push_cents(&mut text, self.0.into());
        text
    }

    /// The monthly price of several addresses: `$75`, `$1,234.50`.
    #[must_use]
    pub fn times(self, count: usize) -> String {
        format_dollars(u64::from(self.0).saturating_mul(count as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_read_as_people_write_it() {
        for (text, read) in [
            ("3", Some("3")),
            (" $3.50 ", Some("3.50")),
            ("3,5", Some("3.50")),
            ("$ 0.05", Some("0.05")),
            ("3.00", Some("3")),
            ("0", Some("0")),
            ("1000", Some("1000")),
            ("1000.01", None),
            ("1,000", Some("1000")),
            ("$1,000.00", Some("1000")),
            ("1.000", Some("1000")),
            ("1.000,00", Some("1000")),
            ("1,001", None),
            ("1,000,000", None),
            ("1,00,0", None),
            ("0,500", None),
            ("1,", Some("1")),
            (",000", None),
            ("1,0000", None),
            ("1 000", Some("1000")),
            ("1\u{202f}000", Some("1000")),
            ("1 00", None),
            ("4294967296", None),
            ("", None),
            ("$", None),
            (".5", None),
            ("3.505", None),
            ("-3", None),
            ("+3", None),
            ("3.+5", None),
            ("3 a month", None),
            ("\u{663}", None),
        ] {
            let price = Price::parse(text).map(Price::text);
            assert_eq!(price.as_deref(), read, "{text:?}");
        }
        for cents in (0..2_000).chain([99_999, MAX_CENTS]) {
            let price = Price(cents);
            assert_eq!(Price::parse(&price.text()), Some(price));
        }
    }

    #[test]
    fn a_sum_has_cents_only_where_there_are_some() {
        assert_eq!(Price::default().times(25), "$75");
        assert_eq!(Price::parse("3.65").unwrap().times(10), "$36.50");
        assert_eq!(Price::parse("0.35").unwrap().times(3), "$1.05");
        assert_eq!(Price::default().times(100_000), "$300,000");
        assert_eq!(Price::default().times(0), "$0");
    }
}
