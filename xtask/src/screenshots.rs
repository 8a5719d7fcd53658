//! `cargo xtask screenshots`: the pictures of the README, from the release.

use crate::failure::Failure;
use crate::{browser, dist, process, workspace};
use std::process::ExitCode;

/// Where the README looks for them.
const FOLDER: &str = "docs/screenshots";

/// Builds the release if it is not up to date, and takes them anew.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    dist::make(browser::missing().into_iter().collect())?;
    let mut cargo = workspace::cargo();
    cargo
        .args([
            "run",
            "--quiet",
            "--package",
            "e2e",
            "--bin",
            "screenshots",
            "--",
        ])
        .arg(workspace::root().join(FOLDER))
        .env("PUBLIC_IPS_DIST", workspace::dist());
    process::run(
        &mut cargo,
        "the pictures could not be taken; the reason stands above.",
    )?;
    Ok(ExitCode::SUCCESS)
}
