//! nginx, and openssl for its certificate, for the browser tests behind it.

use crate::apt;
use crate::install::Job;

/// The installation, if nginx is missing. The tests work without it, so a failure is reported and ignored.
pub(crate) fn missing() -> Option<Job> {
    (!is_installed()).then(|| {
        Job::new(
            "nginx",
            "Installing nginx with apt, to test the release behind it. First run only, a few seconds.",
            || {
                if let Err(failure) = apt::install(&["nginx-light", "openssl"]) {
                    println!("[nginx] Skipped: {failure}");
                }
                Ok(())
            },
        )
    })
}

pub(crate) fn is_installed() -> bool {
    apt::find("nginx").is_some() && apt::find("openssl").is_some()
}
