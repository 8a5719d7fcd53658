//! WebKit with its driver, and a screen for it, for the main flows in a third browser.

use crate::apt;
use crate::install::Job;

const PACKAGES: [&str; 2] = ["webkit2gtk-driver", "xvfb"];

/// The installation, if one of them is missing and may be installed. The tests work without WebKit, so a failure is
/// reported and ignored.
pub(crate) fn missing() -> Option<Job> {
    if is_installed() {
        return None;
    }
    if let Err(failure) = apt::require_permission(&PACKAGES) {
        println!("[webkit] Skipped: {failure}");
        return None;
    }
    Some(Job::new(
        "webkit",
        "Installing WebKit with apt, to test the main flows in a third browser. First run only, about a minute.",
        || {
            if let Err(failure) = apt::install(&PACKAGES) {
                println!("[webkit] Skipped: {failure}");
            }
            Ok(())
        },
    ))
}

pub(crate) fn is_installed() -> bool {
    ["WebKitWebDriver", "Xvfb"]
        .iter()
        .all(|name| apt::find(name).is_some())
}
