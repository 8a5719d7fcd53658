//! How long a key may be kept. By the wall clock alone, so that sleep, a
//! reload and a duplicated tab count as the time that they are.

use crate::domain::{ApiKey, Limits, Timestamp, push_number};

const MINUTE: i64 = 60_000;

/// So long before the end it is warned of.
const WARNED: i64 = MINUTE;

/// A clock that is set back by more makes every age a guess, so the session ends.
/// Less is what a computer does that asks for the time after a while.
const SLACK: i64 = 5 * MINUTE;

/// So long after a sign of life the next one is noted, and stored.
const NOTED: i64 = 5_000;

/// The longest text that can be a record: two numbers and a key.
const LONGEST: usize = 4096 + 2 * 20;

/// Which rule ends a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// Nobody was there.
    Idle,
    /// It has lasted long enough.
    Age,
    /// The clock went back.
    Clock,
}

/// How a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionStatus {
    /// It goes on.
    Active,
    /// It ends soon.
    Expiring {
        /// In so many seconds, 1 to 60.
        seconds: u8,
        /// By this rule: only what ends by [`Expiry::Idle`] can be kept alive.
        why: Expiry,
    },
    /// It has ended.
    Expired(Expiry),
}

/// A key and the times that its limits count from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSession {
    key: ApiKey,
    since: Timestamp,
    last_active: Timestamp,
    /// The last time that was seen. Not stored: a reload begins with `last_active`.
    seen: Timestamp,
}

impl StoredSession {
    /// The record of a key that was just accepted.
    #[must_use]
    pub fn new(key: ApiKey, now: Timestamp) -> Self {
        Self {
            key,
            since: now,
            last_active: now,
            seen: now,
        }
    }

    /// Reads what was stored. It may be anything: `None` unless it is two times
    /// in their order and a key, a line each. Times to come are left to
    /// [`StoredSession::status`], which takes them for a clock that went back.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
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

    /// The text to store, which holds the key.
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

    /// The key.
    #[must_use]
    pub fn key(&self) -> &ApiKey {
        &self.key
    }

    /// How the session stands at a time. A clock that was set back a little
    /// makes nothing younger.
    #[must_use]
    pub fn status(&self, now: Timestamp, limits: Limits) -> SessionStatus {
        if now.0 < self.seen.0.saturating_sub(SLACK) {
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
        // A part of a second counts as a whole one, so that the last is never 0.
        match u8::try_from((left + 999) / 1_000) {
            _ if left <= 0 => SessionStatus::Expired(why),
            Ok(seconds) if left <= WARNED => SessionStatus::Expiring { seconds, why },
            _ => SessionStatus::Active,
        }
    }

    /// How the session stands now; the time counts as seen. By what the clock was set
    /// back the times that count are set back too: they stay as old as they
    /// were, and a clock that goes back again and again holds nothing still.
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

    /// Notes a sign of life, unless the last one is only seconds old or the
    /// session has ended. Whether it was noted, and is to be stored.
    pub fn touch(&mut self, now: Timestamp, limits: Limits) -> bool {
        let ended = matches!(self.check(now, limits), SessionStatus::Expired(_));
        let due = self.seen.0.saturating_sub(self.last_active.0) >= NOTED;
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
