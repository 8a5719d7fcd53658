//! `cargo xtask screenshots`: the pictures of the README; with `--all`, the same states in each browser, to compare.

use crate::failure::Failure;
use crate::{chromium, dist, firefox, process, webkit, workspace};
use std::process::ExitCode;

/// Takes the pictures of the README.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    dist::build_if_changed(chromium::missing().into_iter().collect())?;
    let folder = workspace::root().join("docs/screenshots");
    take(&[folder.to_string_lossy().as_ref()])
}

/// Takes the pictures in each browser that is here.
pub(crate) fn all() -> Result<ExitCode, Failure> {
    let mut jobs = firefox::missing();
    jobs.extend(chromium::missing());
    jobs.extend(webkit::missing());
    dist::build_if_changed(jobs)?;
    let folder = workspace::target().join("screenshots");
    let folder = folder.to_string_lossy();
    let mut words = vec![folder.as_ref(), "chromium"];
    for (name, is_installed) in [
        ("firefox", firefox::is_installed()),
        ("webkit", webkit::is_installed()),
    ] {
        if is_installed {
            words.push(name);
        } else {
            println!("[{name}] Skipping its pictures: not installed.");
        }
    }
    take(&words)
}

fn take(words: &[&str]) -> Result<ExitCode, Failure> {
    let mut cargo = workspace::cargo();
    cargo
        .args(["run", "--quiet", "--package", "e2e"])
        .args(["--bin", "screenshots", "--"])
        .args(words)
        .env("PUBLIC_IPS_DIST", workspace::dist());
    process::run(&mut cargo, "could not take the pictures; see above.")?;
    Ok(ExitCode::SUCCESS)
}
