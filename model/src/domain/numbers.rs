//! Numbers for people.

use super::push_number;
use std::sync::OnceLock;

/// Number formats of the reader's locale.
#[derive(Clone, Copy, Debug)]
pub struct NumberFormat {
    /// A whole number: `4,320`, `4.320`, `4 320`.
    pub whole: fn(f64) -> String,
    /// An amount of dollars, with cents unless they are zero: `$36.50`, `36,50 $`.
    pub dollars: fn(f64) -> String,
}

static NUMBERS: OnceLock<NumberFormat> = OnceLock::new();

/// Sets the format of all numbers, once, when the page starts: only the browser knows the locale.
/// Before that, and in native tests, numbers are written as in the United States.
pub fn set_number_format(numbers: NumberFormat) {
    // A second call changes nothing: a page has one locale.
    NUMBERS.set(numbers).ok();
}

/// A number with thousands separators: `4,320`.
#[must_use]
pub fn format_count(number: usize) -> String {
    format_count_as(NUMBERS.get(), number)
}

/// Cents as an amount of dollars: `$75`, `$1,234.50`.
pub(super) fn format_dollars(cents: u64) -> String {
    format_dollars_as(NUMBERS.get(), cents)
}

fn format_count_as(numbers: Option<&NumberFormat>, number: usize) -> String {
    #[allow(
        clippy::cast_precision_loss,
        reason = "nothing that is counted here comes near 2^53"
    )]
    numbers.map_or_else(
        || with_separators(number),
        |numbers| (numbers.whole)(number as f64),
    )
}

fn format_dollars_as(numbers: Option<&NumberFormat>, cents: u64) -> String {
    #[allow(
        clippy::cast_precision_loss,
        reason = "no bill here comes near 2^53 cents"
    )]
    if let Some(numbers) = numbers {
        return (numbers.dollars)(cents as f64 / 100.0);
    }
    let mut text = with_separators(usize::try_from(cents / 100).unwrap_or(usize::MAX));
    text.insert(0, '$');
    push_cents(&mut text, cents);
    text
}

/// Appends the cents beyond whole dollars, unless they are zero: `.50`.
pub(super) fn push_cents(text: &mut String, cents: u64) {
    if !cents.is_multiple_of(100) {
        text.push('.');
        push_number(text, cents / 10 % 10);
        push_number(text, cents % 10);
    }
}

fn with_separators(number: usize) -> String {
    let mut text = number.to_string();
    let mut at = text.len();
    while at > 3 {
        at -= 3;
        text.insert(at, ',');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (43_210, "43,210"),
            (100_000, "100,000"),
            (1_000_000, "1,000,000"),
        ] {
            assert_eq!(format_count(number), text);
        }
    }

    #[test]
    fn where_the_reader_lives_they_are_written_as_there() {
        let numbers = NumberFormat {
            whole: |number| format!("{number} pieces"),
            dollars: |amount| format!("{amount:.2} $"),
        };
        assert_eq!(format_count_as(Some(&numbers), 43_210), "43210 pieces");
        assert_eq!(format_dollars_as(Some(&numbers), 123_450), "1234.50 $");
        assert_eq!(format_dollars_as(None, 123_450), "$1,234.50");
        assert_eq!(format_dollars_as(None, 7_500), "$75");
    }
}
