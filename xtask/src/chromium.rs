//! Chromium and its driver, for the wasm and browser tests.

use crate::apt::{self, find};
use crate::failure::Failure;
use crate::install::Job;
use std::path::PathBuf;

const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// The installation, if browser or driver is missing.
pub(crate) fn missing() -> Option<Job> {
    let installed = ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .any(|name| find(name).is_some())
        && find("chromedriver").is_some();
    (!installed).then(|| Job::new("chromium", "Installing Chromium and its driver with apt, for the browser tests. First run only, about a minute.", || apt::install(&PACKAGES)))
}

/// Full path of the driver, for `CHROMEDRIVER`.
pub(crate) fn driver() -> Result<PathBuf, Failure> {
    find("chromedriver").ok_or_else(|| apt::install_by_hand(&PACKAGES))
}
