//! The session log: requests of this tab and their results.

use crate::domain::{Timestamp, format_count};
use crate::wire::{Failure, Method, Request};

/// Entries kept.
const MAX_ENTRIES: usize = 500;

/// A settled request. Neither body nor headers are kept, so there is no key in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// The time of the first attempt.
    pub sent_at: Timestamp,
    /// The method.
    pub method: Method,
    /// Path and query.
    pub target: String,
    /// The failure in words; `None` for a success.
    pub failure: Option<String>,
    /// The duration with all attempts and the waits between them.
    pub duration_ms: u64,
    /// The number of attempts.
    pub attempts: u8,
}

/// The newest requests of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    entries: Vec<LogEntry>,
    /// The number of entries dropped from the front.
    dropped: usize,
}

impl Log {
    /// Records a request first sent at `began` and settled `now`.
    pub fn record(
        &mut self,
        request: &Request,
        began: Timestamp,
        now: Timestamp,
        attempts: u8,
        failure: Option<&Failure>,
    ) {
        if self.entries.len() == MAX_ENTRIES {
            self.entries.remove(0);
            self.dropped += 1;
        }
        self.entries.push(LogEntry {
            sent_at: began,
            method: request.method,
            target: request.target.clone(),
            failure: failure.map(words),
            // Zero if the clock was set back.
            duration_ms: u64::try_from(now.0 - began.0).unwrap_or_default(),
            attempts,
        });
    }

    /// The numbers of the entries, the newest first.
    pub fn numbers(&self) -> impl Iterator<Item = usize> {
        (self.dropped..self.dropped + self.entries.len()).rev()
    }

    /// The entry of a number.
    #[must_use]
    pub fn get(&self, number: usize) -> Option<&LogEntry> {
        self.entries.get(number.checked_sub(self.dropped)?)
    }

    /// All entries as text, the newest first: a line each, separated by tabs.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = "Time\tRequest\tResult\tDuration\tAttempts\n".to_owned();
        for entry in self.entries.iter().rev() {
            entry.sent_at.push_iso(&mut text);
            let attempts = entry.attempts.to_string();
            let parts = [
                &entry.request(),
                entry.result(),
                &entry.duration(),
                &attempts,
            ];
            for part in parts {
                text.push('\t');
                text.push_str(part);
            }
            text.push('\n');
        }
        text
    }
}

impl LogEntry {
    /// Method, path and query.
    #[must_use]
    pub fn request(&self) -> String {
        format!("{} {}", self.method.name(), self.target)
    }

    /// The result in words.
    #[must_use]
    pub fn result(&self) -> &str {
        self.failure.as_deref().unwrap_or("Done")
    }

    /// The duration in words.
    #[must_use]
    pub fn duration(&self) -> String {
        let took = usize::try_from(self.duration_ms).unwrap_or(usize::MAX);
        format!("{} ms", format_count(took))
    }
}

/// A failure in a few words.
fn words(failure: &Failure) -> String {
    match failure {
        Failure::Refused { status, code, .. } => {
            format!("Failed: {status} {code}")
        }
        Failure::Unreadable { status, .. } => {
            format!("Failed: {status}, not from the API")
        }
        Failure::Unreachable(_) => "Failed: no response".to_owned(),
        Failure::TimedOut => "Failed: timed out".to_owned(),
        Failure::Cancelled => "Cancelled".to_owned(),
        Failure::Offline => "Not sent: offline".to_owned(),
        Failure::ReadOnly => "Not sent: read-only".to_owned(),
        Failure::NoBaseline(_) => "Not sent: no list".to_owned(),
        Failure::IncompleteList(_) => "The list does not tell".to_owned(),
        Failure::NotShown => "The response does not show it".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Diagnosis, ListGap, Method, verify};

    const NOW: Timestamp = Timestamp(1_764_000_000_000);

    fn refused(status: u16, code: &str) -> Failure {
        Failure::Refused {
            status,
            code: code.to_owned(),
            message: "in full".to_owned(),
            retry_after: None,
        }
    }

    #[test]
    fn a_request_is_remembered_with_its_result_and_time() {
        let mut log = Log::default();
        let request = Request {
            method: Method::Delete,
            target: "/public-ips/203.0.113.7".to_owned(),
            body: None,
        };
        let later = Timestamp(NOW.0 + 1_234);
        log.record(&request, NOW, later, 2, Some(&refused(409, "CONFLICT")));
        log.record(&verify(), later, NOW, 1, None);
        let numbers: Vec<_> = log.numbers().collect();
        assert_eq!(numbers, [1, 0]);
        let first = log.get(0).unwrap();
        assert_eq!(first.request(), "DELETE /public-ips/203.0.113.7");
        assert_eq!(
            (first.result(), first.attempts),
            ("Failed: 409 CONFLICT", 2)
        );
        assert_eq!(first.duration(), "1,234 ms");
        let text = "Time\tRequest\tResult\tDuration\tAttempts\n\
            2025-11-24T16:00:01Z\tGET /public-ips?limit=1\tDone\t0 ms\t1\n\
            2025-11-24T16:00:00Z\tDELETE /public-ips/203.0.113.7\tFailed: 409 CONFLICT\t1,234 ms\t2\n";
        assert_eq!(log.to_text(), text);
    }

    #[test]
    fn the_oldest_is_forgotten_after_500() {
        let mut log = Log::default();
        for at in 0..503 {
            log.record(&verify(), Timestamp(NOW.0 + at), NOW, 1, None);
        }
        let numbers: Vec<_> = log.numbers().collect();
        assert_eq!((numbers.len(), numbers[0], numbers[499]), (500, 502, 3));
        assert_eq!(log.get(2), None);
        for number in [3, 502] {
            let at = log.get(number).unwrap().sent_at;
            assert_eq!(at, Timestamp(NOW.0 + number as i64));
        }
        assert_eq!(log.get(503), None);
        assert_eq!(log.to_text().lines().count(), 501);
    }

    #[test]
    fn every_failure_has_a_word_of_its_own() {
        let failures = [
            refused(404, "NOT_FOUND"),
            Failure::unreadable(502, "<h1>"),
            Failure::Unreachable(Diagnosis::Blocked),
            Failure::TimedOut,
            Failure::Cancelled,
            Failure::Offline,
            Failure::ReadOnly,
            Failure::NoBaseline(Box::new(Failure::TimedOut)),
            Failure::IncompleteList(ListGap::MissingCursor),
        ];
        let all: Vec<_> = failures.iter().map(words).collect();
        assert_eq!(
            all,
            [
                "Failed: 404 NOT_FOUND",
                "Failed: 502, not from the API",
                "Failed: no response",
                "Failed: timed out",
                "Cancelled",
                "Not sent: offline",
                "Not sent: read-only",
                "Not sent: no list",
                "The list does not tell",
            ]
        );
    }
}
