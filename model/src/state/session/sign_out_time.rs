//! When the user signed out of all tabs. A tab that was asleep then is told by nothing else.

use crate::domain::Timestamp;

/// The last sign-out or lock of a browser, as its storage has it. No key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignOutTime {
    /// When.
    pub at: Timestamp,
    /// Locked rather than signed out.
    pub locked: bool,
}

/// What stands behind the time of a lock.
const LOCKED: &str = " locked";

impl SignOutTime {
    /// The text to store.
    #[must_use]
    pub fn to_text(self) -> String {
        format!("{}{}", self.at.0, if self.locked { LOCKED } else { "" })
    }

    /// Reads what [`Self::to_text`] wrote; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let time = text.strip_suffix(LOCKED);
        Some(Self {
            at: Timestamp(time.unwrap_or(text).parse().ok()?),
            locked: time.is_some(),
        })
    }

    /// The time beside a session that begins now: before it, though the clock was set back since.
    #[must_use]
    pub fn before(self, now: Timestamp) -> Self {
        Self {
            at: self.at.min(Timestamp(now.0 - 1)),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ApiKey;
    use crate::state::StoredSession;

    const NOW: i64 = 1_764_000_000_000;

    fn time(at: i64, locked: bool) -> SignOutTime {
        SignOutTime {
            at: Timestamp(at),
            locked,
        }
    }

    #[test]
    fn it_reads_back_and_anything_else_is_none() {
        for (time, text) in [
            (time(NOW, false), "1764000000000"),
            (time(NOW, true), "1764000000000 locked"),
        ] {
            assert_eq!(time.to_text(), text);
            assert_eq!(SignOutTime::parse(text), Some(time));
        }
        for text in ["", " locked", "soon", "1 2", "1764000000000 locked locked"] {
            assert_eq!(SignOutTime::parse(text), None, "{text}");
        }
    }

    #[test]
    fn sessions_from_before_it_are_over_and_a_later_one_is_not() {
        let began_at = |at| StoredSession::new(ApiKey::parse("k").unwrap(), Timestamp(at));
        let signed_out = time(NOW, false);
        for (at, is_before) in [(NOW - 1, true), (NOW, true), (NOW + 1, false)] {
            assert_eq!(began_at(at).is_before(&signed_out), is_before, "{at}");
        }
        // The clock was set back after the sign-out.
        let now = Timestamp(NOW - 60_000);
        assert!(!began_at(now.0).is_before(&signed_out.before(now)));
        let later = Timestamp(NOW + 60_000);
        assert_eq!(signed_out.before(later), signed_out);
    }
}
