//! The wall clock.

use model::domain::Timestamp;

/// Now, by the browser's clock.
#[must_use]
pub fn now() -> Timestamp {
    // Whole milliseconds since the epoch: far inside what an i64 holds.
    #[allow(
        clippy::cast_possible_truncation,
        reason = "Date.now is a whole number of milliseconds"
    )]
    Timestamp(js_sys::Date::now() as i64)
}
