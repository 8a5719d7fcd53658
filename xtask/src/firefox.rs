//! Firefox and its driver, for the main flows in a second browser.

use crate::install::Job;
use crate::{apt, tools};

const PACKAGE: &str = "firefox-esr";

/// What is missing of both, if the browser is there or can be installed. The tests can do without it, so a machine
/// where it cannot be installed is told what is left out, and that is all.
pub(crate) fn missing() -> Vec<Job> {
    let driver = tools::missing_geckodriver();
    if there() {
        return driver.into_iter().collect();
    }
    if let Err(failure) = apt::allowed(&[PACKAGE]) {
        println!("[firefox] Not installed: {failure}");
        return Vec::new();
    }
    let browser = Job::new(
        "firefox",
        "Installing Firefox with apt, to go through the main flows in a second browser. Once; about a minute.",
        || {
            if let Err(failure) = apt::install(&[PACKAGE]) {
                println!("[firefox] Not installed: {failure}");
            }
            Ok(())
        },
    );
    driver.into_iter().chain([browser]).collect()
}

/// Whether there is a Firefox.
pub(crate) fn there() -> bool {
    [PACKAGE, "firefox"]
        .iter()
        .any(|name| apt::find(name).is_some())
}
