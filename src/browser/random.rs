//! Randomness that need not be unpredictable: jitter of retries.

use app::ports::Random;

/// The port of randomness.
pub struct MathRandom;

impl Random for MathRandom {
    fn u32(&self) -> u32 {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "Math.random is at least 0 and below 1"
        )]
        let number = (js_sys::Math::random() * (f64::from(u32::MAX) + 1.0)) as u32;
        number
    }
}
