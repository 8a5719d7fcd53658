//! Waiting for a condition, and failing with what was there instead.

use std::panic::Location;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// How long a condition may take before the test fails.
pub const DEADLINE: Duration = Duration::from_secs(10);

/// How often a condition is looked at.
const INTERVAL: Duration = Duration::from_millis(40);

/// Asks `probe` until it gives a value. Fails at the deadline with the last
/// reason that `probe` gave for not having one.
pub(crate) async fn until<T>(
    at: &Location<'_>,
    what: &str,
    mut probe: impl AsyncFnMut() -> Result<T, String>,
) -> T {
    let deadline = Instant::now() + DEADLINE;
    loop {
        match probe().await {
            Ok(value) => return value,
            Err(instead) if Instant::now() >= deadline => {
                fail(at, &format!("waited for {what}, but {instead}"))
            }
            Err(_) => sleep(INTERVAL).await,
        }
    }
}

/// Ends the test with a reason and the line of the test that asked. The panic
/// hook stays silent: the runner prints the reason once, with the screenshot.
pub(crate) fn fail(at: &Location<'_>, reason: &str) -> ! {
    std::panic::resume_unwind(Box::new(format!("{}:{}: {reason}", at.file(), at.line())))
}
