//! Firefox and its driver, for the main flows in a second browser.

use crate::install::Job;
use crate::{apt, tools};

const PACKAGE: &str = "firefox-esr";

/// Installations of both, as far as they are missing and possible. The tests work without Firefox, so a failure is
/// reported and ignored.
pub(crate) fn missing() -> Vec<Job> {
    let driver = tools::missing_geckodriver();
    if is_installed() {
        return driver.into_iter().collect();
    }
    if let Err(failure) = apt::require_permission(&[PACKAGE]) {
        println!("[firefox] Skipped: {failure}");
        return Vec::new();
    }
    let browser = Job::new(
        "firefox",
        "Installing Firefox with apt, to test the main flows in a second browser. First run only, about a minute.",
        || {
            if let Err(failure) = apt::install(&[PACKAGE]) {
                println!("[firefox] Skipped: {failure}");
            }
            Ok(())
        },
    );
    driver.into_iter().chain([browser]).collect()
}

pub(crate) fn is_installed() -> bool {
    [PACKAGE, "firefox"]
        .iter()
        .any(|name| apt::find(name).is_some())
}
