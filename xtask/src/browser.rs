//! Chromium and its driver, for the wasm tests and the browser tests.

use crate::failure::Failure;
use crate::install::Job;
use crate::{process, tools, workspace};
use std::path::PathBuf;

const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// The installation, if browser or driver is missing.
pub(crate) fn missing() -> Option<Job> {
    let there = ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .any(|name| find(name).is_some())
        && find("chromedriver").is_some();
    (!there).then(|| Job::new("chromium", "Installing Chromium and its driver with apt, for the tests in a real browser. Once; about a minute.", install))
}

/// The driver's full path, for `CHROMEDRIVER`.
pub(crate) fn driver() -> Result<PathBuf, Failure> {
    find("chromedriver").ok_or_else(by_hand)
}

fn install() -> Result<(), Failure> {
    let is_root =
        process::output(workspace::command("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    let may_sudo = || process::output(workspace::command("sudo").args(["-n", "true"])).is_some();
    if find("apt-get").is_none() || !(is_root || may_sudo()) {
        return Err(by_hand());
    }
    for words in [
        &["update"][..],
        &[
            "install",
            "--yes",
            "--no-install-recommends",
            "chromium",
            "chromium-driver",
        ],
    ] {
        let mut apt = workspace::command(if is_root { "apt-get" } else { "sudo" });
        if !is_root {
            apt.args(["-n", "apt-get"]);
        }
        apt.args(words).env("DEBIAN_FRONTEND", "noninteractive");
        process::run_logged(
            &mut apt,
            &tools::log("apt"),
            &format!("apt could not install {}.", PACKAGES.join(" and ")),
        )?;
    }
    Ok(())
}

fn by_hand() -> Failure {
    Failure::new(format!(
        "the tests need the packages {} (Debian's names), and apt needs root or sudo without password: install them, then run the command again.",
        PACKAGES.join(" and ")
    ))
}

fn find(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}
