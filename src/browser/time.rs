//! The wall clock and timers.

use app::ports::{Clock, LocalFuture};
use js_sys::Promise;
use leptos::prelude::window;
use model::domain::Timestamp;
use wasm_bindgen_futures::JsFuture;

/// The port of time.
pub struct BrowserClock;

impl Clock for BrowserClock {
    fn now(&self) -> Timestamp {
        now()
    }

    /// Counts from the call, not from the first poll.
    fn sleep(&self, ms: u32) -> LocalFuture<()> {
        let ms = i32::try_from(ms).unwrap_or(i32::MAX);
        let passed = Promise::new(&mut |resolve, _| {
            let timer =
                window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
            debug_assert!(timer.is_ok(), "a timer can always be set");
        });
        Box::pin(async {
            // The promise is never rejected.
            drop(JsFuture::from(passed).await);
        })
    }
}

pub(super) fn now() -> Timestamp {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "Date.now is a whole number of milliseconds, far inside an i64"
    )]
    Timestamp(js_sys::Date::now() as i64)
}
