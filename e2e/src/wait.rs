//! Waits for conditions.

use std::panic::Location;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Time until a condition has to hold.
pub const DEADLINE: Duration = Duration::from_secs(10);

/// Time between two checks.
const INTERVAL: Duration = Duration::from_millis(40);

/// Calls `probe` until it returns a value. Fails at the deadline with its last error.
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

/// Fails the test with a reason and the line of the test. Bypasses the panic hook: the runner prints the reason, with
/// the screenshot.
pub(crate) fn fail(at: &Location<'_>, reason: &str) -> ! {
    std::panic::resume_unwind(Box::new(format!("{}:{}: {reason}", at.file(), at.line())))
}
