//! The limits of a session, by the wall clock alone: sleep, a reload and a duplicated tab count in
//! full.

use super::SignOutTime;
use crate::domain::{ApiKey, Limits, Timestamp, push_number};

const MINUTE: i64 = 60_000;

/// Warning before the end, in milliseconds.
const WARNING: i64 = MINUTE;

/// Tolerated correction of the clock, in milliseconds: a time server may set it back a little. A
/// larger step makes every age a guess, so it ends the session.
const CLOCK_SLACK: i64 = 5 * MINUTE;

/// Interval between stored signs of life, in milliseconds.
const STORE_INTERVAL: i64 = 5_000;

/// The longest stored text: two numbers and a key.
const MAX_LENGTH: usize = 4096 + 2 * 20;

/// The limit that ends a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// No sign of life for too long.
    Idle,
    /// The session is too old.
    Age,
    /// The clock was set back.
    Clock,
}

/// The status of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionStatus {
    /// Within all limits.
    Active,
    /// The session ends within a minute.
    Expiring {
        /// The seconds left, 1 to 60.
        seconds: u8,
        /// The limit that is near. Only [`Expiry::Idle`] can be put off by a sign of life.
        why: Expiry,
    },
    /// A limit was reached.
    Expired(Expiry),
}

/// A key, with the times that its limits count from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSession {
    key: ApiKey,
    since: Timestamp,
    last_active: Timestamp,
    /// The newest time seen. Not stored: after a reload it is `last_active`.
    seen: Timestamp,
}

impl StoredSession {
    /// The session of a key that was just accepted.
    #[must_use]
    pub fn new(key: ApiKey, now: Timestamp) -> Self {
        Self {
            key,
            since: now,
            last_active: now,
            seen: now,
        }
    }

    /// Reads a stored text, which may be anything: `None` unless it is two times in order and a
    /// key, a line each. Times in the future are left to [`Self::status`], which takes them for a
    /// clock that was set back.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > MAX_LENGTH {
            return None;
        }
        let (since, rest) = text.split_once('\n')?;
        let (last_active, key) = rest.split_once('\n')?;
        let (since, last_active) = (time(since)?, time(last_active)?);
        let key = ApiKey::parse(key).ok()?;
        (since <= last_active).then_some(Self {
            key,
            since,
            last_active,
            seen: last_active,
        })
    }

    /// The text to store. It contains the key.
    #[must_use]
    pub fn to_stored_text(&self) -> String {
        let mut text = String::new();
        for time in [self.since, self.last_active] {
            push_number(&mut text, time.0.unsigned_abs());
            text.push('\n');
        }
        text.push_str(self.key.secret());
        text
    }

    /// Whether it began before the user signed out of all tabs.
    #[must_use]
    pub fn is_before(&self, signed_out: &SignOutTime) -> bool {
        self.since <= signed_out.at
    }

    /// The key.
    #[must_use]
    pub fn key(&self) -> &ApiKey {
        &self.key
    }

    /// The status at a time. A clock set back a little makes nothing younger.
    #[must_use]
    pub fn status(&self, now: Timestamp, limits: Limits) -> SessionStatus {
        if now.0 < self.seen.0.saturating_sub(CLOCK_SLACK) {
            return SessionStatus::Expired(Expiry::Clock);
        }
        let now = now.max(self.seen);
        let left = |limit: u16, from: Timestamp| {
            (i64::from(limit) * MINUTE).saturating_sub(now.0.saturating_sub(from.0))
        };
        let (idle, age) = (
            left(limits.idle, self.last_active),
            left(limits.session, self.since),
        );
        let (left, why) = if age <= idle {
            (age, Expiry::Age)
        } else {
            (idle, Expiry::Idle)
        };
        // Rounded up, so that the last second is never 0.
        match u8::try_from((left + 999) / 1_000) {
            _ if left <= 0 => SessionStatus::Expired(why),
            Ok(seconds) if left <= WARNING => SessionStatus::Expiring { seconds, why },
            _ => SessionStatus::Active,
        }
    }

    /// The status now; the time counts as seen. If the clock was set back, the times that limits
    /// count from are set back too: they stay as old as they were, and a clock set back again and
    /// again stops no limit.
    pub fn check(&mut self, now: Timestamp, limits: Limits) -> SessionStatus {
        let status = self.status(now, limits);
        if status != SessionStatus::Expired(Expiry::Clock) {
            let back = self.seen.0.saturating_sub(now.0).max(0);
            for time in [&mut self.since, &mut self.last_active] {
                time.0 = time.0.saturating_sub(back).max(0);
            }
            self.seen = now;
        }
        status
    }

    /// Records a sign of life, unless the last one is seconds old or the session has ended. Whether
    /// it was recorded, and has to be stored.
    pub fn touch(&mut self, now: Timestamp, limits: Limits) -> bool {
        let ended = matches!(self.check(now, limits), SessionStatus::Expired(_));
        let due = self.seen.0.saturating_sub(self.last_active.0) >= STORE_INTERVAL;
        if ended || !due {
            return false;
        }
        self.last_active = self.seen;
        true
    }
}

fn time(text: &str) -> Option<Timestamp> {
    let time = text.parse().ok()?;
    (time >= 0).then_some(Timestamp(time))
}

#[cfg(test)]
mod tests;
