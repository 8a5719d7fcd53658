//! Points in time, read and worded without the browser's `Date`.

use super::push_number;

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(pub i64);

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// The average year of the calendar.
const YEAR: i64 = 365 * DAY + 6 * HOUR;
/// The average month of the calendar.
const MONTH: i64 = YEAR / 12;
const TWO_MONTHS: i64 = 2 * MONTH;
const TWO_YEARS: i64 = 2 * YEAR;

impl Timestamp {
    /// Reads an RFC 3339 date-time, the format of the vendor's reference. `None` for anything else
    /// and for dates that do not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.trim().split_once(['T', 't', ' '])?;
        let mut parts = date.split('-');
        let (year, month, day) = (
            digits(parts.next()?, 4)?,
            digits(parts.next()?, 2)?,
            digits(parts.next()?, 2)?,
        );
        if parts.next().is_some()
            || !(1..=12).contains(&month)
            || !(1..=days_in(year, month)).contains(&day)
        {
            return None;
        }
        let (clock, offset) = split_offset(time)?;
        let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
        let mut parts = clock.split(':');
        let (hour, minute, second) = (
            digits(parts.next()?, 2)?,
            digits(parts.next()?, 2)?,
            digits(parts.next()?, 2)?,
        );
        if parts.next().is_some() || hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let millis = milliseconds(fraction)?;
        let whole = days_from_epoch(year, month, day) * DAY
            + hour * HOUR
            + minute * MINUTE
            + second * SECOND;
        Some(Self(whole + millis - offset * MINUTE))
    }

    /// The first second beyond [`Self::to_seconds`], in August 2097.
    pub const SECONDS_END: u32 = 0xF000_0000;

    /// Whole seconds since 1970; `None` before 1970 and from [`Self::SECONDS_END`] on. A date in
    /// the list takes 4 bytes, and the numbers beyond stand for unreadable dates.
    #[must_use]
    pub fn to_seconds(self) -> Option<u32> {
        let seconds = u32::try_from(self.0.div_euclid(SECOND)).ok()?;
        (seconds < Self::SECONDS_END).then_some(seconds)
    }

    /// Reads whole seconds since 1970.
    #[must_use]
    pub fn from_seconds(seconds: u32) -> Self {
        Self(i64::from(seconds) * SECOND)
    }

    /// The age in one unit: `now`, `5 min ago`, `3 h ago`, `45 d ago`, `7 mo ago` from two months
    /// on, `4 y ago` from two years on. Clocks may differ, so a date up to a minute ahead counts as
    /// now.
    #[must_use]
    pub fn relative(self, now: Self) -> String {
        let mut text = String::new();
        self.push_relative(&mut text, now);
        text
    }

    /// Appends [`Self::relative`].
    pub fn push_relative(self, text: &mut String, now: Self) {
        let ago = now.0 - self.0;
        let (span, suffix) = if ago < -MINUTE {
            (-ago, " from now")
        } else {
            (ago, " ago")
        };
        let (count, unit) = match span {
            ..MINUTE => return text.push_str("now"),
            MINUTE..HOUR => (span / MINUTE, " min"),
            HOUR..DAY => (span / HOUR, " h"),
            DAY..TWO_MONTHS => (span / DAY, " d"),
            TWO_MONTHS..TWO_YEARS => (span / MONTH, " mo"),
            TWO_YEARS.. => (span / YEAR, " y"),
        };
        push_number(text, count.unsigned_abs());
        text.push_str(unit);
        text.push_str(suffix);
    }

    /// The time for machines: `2026-11-24T14:15:22Z`.
    #[must_use]
    pub fn iso(self) -> String {
        let mut text = String::new();
        self.push_iso(&mut text);
        text
    }

    /// Appends [`Self::iso`].
    pub fn push_iso(self, text: &mut String) {
        self.push(text, "T", "Z");
    }

    /// The exact time in UTC: `2026-11-24 14:15:22 UTC`.
    #[must_use]
    pub fn exact(self) -> String {
        let mut text = String::with_capacity(23);
        self.push(&mut text, " ", " UTC");
        text
    }

    fn push(self, text: &mut String, between: &str, end: &str) {
        let (year, month, day) = date_from_days(self.0.div_euclid(DAY));
        let clock = self.0.rem_euclid(DAY);
        push_padded(text, year, 4);
        for (mark, value) in [
            ("-", month),
            ("-", day),
            (between, clock / HOUR),
            (":", clock / MINUTE % 60),
            (":", clock / SECOND % 60),
        ] {
            text.push_str(mark);
            push_padded(text, value, 2);
        }
        text.push_str(end);
    }
}

fn digits(text: &str, count: usize) -> Option<i64> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// Splits `14:15:22Z` or `14:15:22+02:00` into the clock and its offset in minutes.
fn split_offset(time: &str) -> Option<(&str, i64)> {
    if let Some(clock) = time.strip_suffix(['Z', 'z']) {
        return Some((clock, 0));
    }
    let at = time.rfind(['+', '-'])?;
    let (clock, offset) = time.split_at(at);
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    (hours < 24 && minutes < 60).then_some((clock, sign * (hours * 60 + minutes)))
}

/// Reads a fraction of a second to three digits.
fn milliseconds(fraction: &str) -> Option<i64> {
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(
        fraction
            .bytes()
            .chain(*b"00")
            .take(3)
            .fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0')),
    )
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 to a date of the Gregorian calendar. The year begins in March here, so that
/// the leap day is its last; 146,097 days are 400 years.
fn days_from_epoch(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The inverse of [`days_from_epoch`].
fn date_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

fn push_padded(text: &mut String, value: i64, width: u32) {
    for power in (1..width).rev() {
        if value < 10_i64.pow(power) {
            text.push('0');
        }
    }
    push_number(text, value.unsigned_abs());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_time_is_read_with_every_offset_and_fraction() {
        for (text, millis) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2019-08-24T14:15:22Z", 1_566_656_122_000),
            ("2019-08-24t14:15:22.5z", 1_566_656_122_500),
            ("2019-08-24T14:15:22.123456Z", 1_566_656_122_123),
            ("2019-08-24 16:15:22+02:00", 1_566_656_122_000),
            ("2019-08-24T08:45:22-05:30", 1_566_656_122_000),
            ("2024-02-29T23:59:60Z", 1_709_251_200_000),
            ("1969-12-31T23:59:59Z", -1_000),
        ] {
            assert_eq!(Timestamp::parse(text), Some(Timestamp(millis)), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_time_is_none() {
        for text in [
            "",
            "yesterday",
            "2019-08-24",
            "2019-02-29T00:00:00Z",
            "2019-13-01T00:00:00Z",
            "2019-00-10T00:00:00Z",
            "2019-08-24T24:00:00Z",
            "2019-08-24T14:15Z",
            "2019-08-24T14:15:22",
            "2019-08-24T14:15:22.Z",
            "2019-08-24T14:15:22.1xZ",
            "2019-08-24T14:15:22+2:00",
            "2019-8-24T14:15:22Z",
            "2019-08-24T14:15:22+99:00",
            "+019-08-24T14:15:22Z",
            "2019-08-24T14:15:22:00Z",
            "2019-08-24-01T14:15:22Z",
        ] {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
    }

    #[test]
    fn exact_reads_back_to_the_same_second_over_four_centuries() {
        let mut at = -62_000_000_000 * SECOND;
        while at < 40_000_000_000 * SECOND {
            let text = Timestamp(at).iso();
            assert_eq!(Timestamp::parse(&text), Some(Timestamp(at)), "{text}");
            at += 7_654_321 * SECOND;
        }
        assert_eq!(
            Timestamp(1_566_656_122_999).exact(),
            "2019-08-24 14:15:22 UTC"
        );
    }

    #[test]
    fn relative_names_one_unit_and_forgives_a_minute() {
        let now = Timestamp(2_000 * DAY);
        for (ago, words) in [
            (0, "now"),
            (59 * SECOND, "now"),
            (-60 * SECOND, "now"),
            (MINUTE, "1 min ago"),
            (HOUR - 1, "59 min ago"),
            (HOUR, "1 h ago"),
            (DAY - 1, "23 h ago"),
            (DAY, "1 d ago"),
            (TWO_MONTHS - 1, "60 d ago"),
            (TWO_MONTHS, "2 mo ago"),
            (3 * MONTH - 1, "2 mo ago"),
            (3 * MONTH, "3 mo ago"),
            (214 * DAY, "7 mo ago"),
            (YEAR, "12 mo ago"),
            (TWO_YEARS - 1, "23 mo ago"),
            (TWO_YEARS, "2 y ago"),
            (3 * YEAR - 1, "2 y ago"),
            // Four years have one February 29 between them.
            (4 * 365 * DAY, "3 y ago"),
            (1_461 * DAY - 1, "3 y ago"),
            (1_461 * DAY, "4 y ago"),
            (-2 * HOUR, "2 h from now"),
        ] {
            assert_eq!(Timestamp(now.0 - ago).relative(now), words);
        }
    }

    #[test]
    fn every_day_of_four_centuries_is_the_one_that_the_calendar_has_next() {
        // Counted one by one from a known day, by the rule as people know it.
        let (mut year, mut month, mut day) = (1_600, 1, 1);
        let mut at = Timestamp(-11_676_096_000 * SECOND);
        while year < 2_001 {
            let text = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
            assert_eq!(at.iso(), text);
            assert_eq!(Timestamp::parse(&text), Some(at), "{text}");
            let is_leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
            let february = if is_leap { 29 } else { 28 };
            let days = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
            if day < days[month - 1] {
                day += 1;
            } else {
                let after = format!("{year:04}-{month:02}-{:02}T00:00:00Z", day + 1);
                assert_eq!(Timestamp::parse(&after), None, "{after}");
                (day, month) = (1, month % 12 + 1);
                year += usize::from(month == 1);
            }
            at.0 += DAY;
        }
    }

    #[test]
    fn each_part_of_a_date_time_has_its_borders() {
        for (inside, outside) in [
            ("2019-01-01T00:00:00Z", "2019-00-01T00:00:00Z"),
            ("2019-12-01T00:00:00Z", "2019-13-01T00:00:00Z"),
            ("2019-08-01T00:00:00Z", "2019-08-00T00:00:00Z"),
            ("2019-08-24T23:00:00Z", "2019-08-24T24:00:00Z"),
            ("2019-08-24T00:59:00Z", "2019-08-24T00:60:00Z"),
            ("2019-08-24T00:00:60Z", "2019-08-24T00:00:61Z"),
            ("2019-08-24T00:00:00+23:00", "2019-08-24T00:00:00+24:00"),
            ("2019-08-24T00:00:00-00:59", "2019-08-24T00:00:00-00:60"),
            ("2019-08-24T00:00:00.0Z", "2019-08-24T00:00:00.Z"),
            ("2019-08-24T00:00:00Z", "2019-08-24T00:00:00é"),
            ("2019-08-24T00:00:00+00:00", "2019-08-24T00:00:00+0000"),
        ] {
            assert!(Timestamp::parse(inside).is_some(), "{inside}");
            assert_eq!(Timestamp::parse(outside), None, "{outside}");
        }
    }

    #[test]
    fn an_offset_is_taken_from_the_clock_and_a_fraction_is_cut_to_milliseconds() {
        let noon = Timestamp::parse("2019-08-24T12:00:00Z").unwrap().0;
        for (time, millis) in [
            ("12:00:00+00:01", -MINUTE),
            ("12:00:00-00:01", MINUTE),
            ("12:00:00+01:00", -HOUR),
            ("12:00:00-23:59", 23 * HOUR + 59 * MINUTE),
            ("12:00:00.9999Z", 999),
            ("12:00:00.05Z", 50),
            ("12:00:00.005+01:00", 5 - HOUR),
        ] {
            let text = format!("2019-08-24T{time}");
            assert_eq!(Timestamp::parse(&text), Some(Timestamp(noon + millis)));
        }
    }

    #[test]
    fn whole_seconds_are_held_from_1970_to_the_end_of_their_numbers() {
        let end = i64::from(Timestamp::SECONDS_END) * SECOND;
        for (millis, seconds) in [
            (-1, None),
            (0, Some(0)),
            (999, Some(0)),
            (1_000, Some(1)),
            (end - 1, Some(Timestamp::SECONDS_END - 1)),
            (end, None),
            (i64::from(u32::MAX) * SECOND + SECOND, None),
        ] {
            assert_eq!(Timestamp(millis).to_seconds(), seconds, "{millis}");
        }
        assert_eq!(Timestamp::from_seconds(7), Timestamp(7_000));
        assert_eq!(Timestamp(end).iso(), "2097-08-05T09:04:00Z");
    }

    #[test]
    fn what_is_to_come_is_worded_like_what_was() {
        let now = Timestamp(2_000 * DAY);
        for (ahead, words) in [
            (MINUTE, "now"),
            (MINUTE + 1, "1 min from now"),
            (HOUR - 1, "59 min from now"),
            (HOUR, "1 h from now"),
            (DAY, "1 d from now"),
        ] {
            assert_eq!(Timestamp(now.0 + ahead).relative(now), words);
        }
    }

    #[test]
    fn short_years_are_written_in_four_digits() {
        for text in [
            "0001-02-03T04:05:06Z",
            "0070-01-01T00:00:00Z",
            "0999-12-31T23:59:59Z",
        ] {
            assert_eq!(Timestamp::parse(text).unwrap().iso(), text);
        }
        let at = Timestamp::parse("0010-10-10T10:10:10Z").unwrap();
        assert_eq!(at.exact(), "0010-10-10 10:10:10 UTC");
    }
}
