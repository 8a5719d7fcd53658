//! The wall clock, and chance.

use leptos::prelude::window;
use model::domain::Timestamp;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

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

/// Lets so many milliseconds pass.
pub async fn sleep(milliseconds: u32) {
    let milliseconds = i32::try_from(milliseconds).unwrap_or(i32::MAX);
    let passed = js_sys::Promise::new(&mut |resolve, _| {
        let resolve = resolve.unchecked_ref();
        // A timer can always be set; without one the wait would be none.
        drop(window().set_timeout_with_callback_and_timeout_and_arguments_0(resolve, milliseconds));
    });
    drop(JsFuture::from(passed).await);
}

/// Any number, another one each time.
#[must_use]
pub fn random_u32() -> u32 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "Math.random is at least 0 and below 1"
    )]
    let number = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    number
}
