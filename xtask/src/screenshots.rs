//! `cargo xtask screenshots`: the pictures of the README.

use crate::failure::Failure;
use crate::{chromium, dist, process, workspace};
use std::process::ExitCode;

pub(crate) fn run() -> Result<ExitCode, Failure> {
    dist::build_if_changed(chromium::missing().into_iter().collect())?;
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
        .arg(workspace::root().join("docs/screenshots"))
        .env("PUBLIC_IPS_DIST", workspace::dist());
    process::run(&mut cargo, "could not take the pictures; see above.")?;
    Ok(ExitCode::SUCCESS)
}
