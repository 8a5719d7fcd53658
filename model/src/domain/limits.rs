//! Limits of a session.

use super::push_number;

/// Limits of a session, in whole minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Without a key press or a pointer event.
    pub idle: u16,
    /// Since sign-in.
    pub session: u16,
}

impl Limits {
    /// The limits unless the host shortens them: 15 minutes and 8 hours.
    pub const LONGEST: Self = Self {
        idle: 15,
        session: 8 * 60,
    };

    /// The shortest of each: a limit is longer than the minute of its warning.
    pub const SHORTEST: u16 = 2;
}

impl Default for Limits {
    fn default() -> Self {
        Self::LONGEST
    }
}

/// Minutes in words: `15 minutes`, `8 hours`.
#[must_use]
pub fn format_minutes(minutes: u16) -> String {
    let (number, unit) = match (minutes / 60, minutes % 60) {
        (1, 0) => (1, " hour"),
        (hours, 0) => (hours, " hours"),
        (0, 1) => (1, " minute"),
        _ => (minutes, " minutes"),
    };
    let mut text = String::new();
    push_number(&mut text, number.into());
    text.push_str(unit);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_read_as_a_person_says_them() {
        for (minutes, words) in [
            (1, "1 minute"),
            (2, "2 minutes"),
            (15, "15 minutes"),
            (60, "1 hour"),
            (90, "90 minutes"),
            (480, "8 hours"),
        ] {
            assert_eq!(format_minutes(minutes), words);
        }
    }
}
