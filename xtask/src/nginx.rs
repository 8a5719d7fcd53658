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

/// What the tests of e2e are run with: those that need nginx are marked `ignore`.
pub(crate) fn flags() -> &'static [&'static str] {
    if there() {
        return &["--", "--include-ignored"];
    }
    println!("[nginx] Skipping the tests of the release behind nginx, which is not installed.");
    &[]
}

fn there() -> bool {
    apt::find("nginx").is_some()
}
