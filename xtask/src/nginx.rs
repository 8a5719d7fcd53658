//! nginx, for the browser tests that serve the release with it.

use crate::apt;
use crate::install::Job;

/// The installation, if nginx is missing. The tests can do without it, so a machine where it cannot be installed
/// is told what is left out, and that is all.
pub(crate) fn missing() -> Option<Job> {
    (!there()).then(|| {
        Job::new(
            "nginx",
            "Installing nginx with apt, to test the release behind it. Once; a few seconds.",
            || {
                if let Err(failure) = apt::install(&["nginx-light"]) {
                    println!("[nginx] Not installed: {failure}");
                }
                Ok(())
            },
        )
    })
}

/// Whether it is there.
pub(crate) fn there() -> bool {
    apt::find("nginx").is_some()
}
