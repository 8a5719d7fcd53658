//! Debian packages for the tests.

use crate::failure::Failure;
use crate::{process, workspace};
use std::path::PathBuf;
use std::sync::Mutex;

/// apt fails while another apt runs.
static LOCK: Mutex<()> = Mutex::new(());

/// Installs packages, if this user is allowed to.
pub(crate) fn install(packages: &[&str]) -> Result<(), Failure> {
    let _lock = LOCK.lock();
    require_permission(packages)?;
    let is_root = is_root();
    let install = ["install", "--yes", "--no-install-recommends"];
    for words in [vec!["update"], [&install, packages].concat()] {
        let mut apt = workspace::command(if is_root { "apt-get" } else { "sudo" });
        if !is_root {
            apt.args(["-n", "apt-get"]);
        }
        apt.args(words).env("DEBIAN_FRONTEND", "noninteractive");
        process::run_logged(
            &mut apt,
            &workspace::log("apt"),
            &format!("apt could not install {}.", packages.join(" and ")),
        )?;
    }
    Ok(())
}

/// Fails with the manual steps if this user may not use apt.
pub(crate) fn require_permission(packages: &[&str]) -> Result<(), Failure> {
    let may_sudo = || process::output(workspace::command("sudo").args(["-n", "true"])).is_some();
    if find("apt-get").is_none() || !(is_root() || may_sudo()) {
        return Err(install_by_hand(packages));
    }
    Ok(())
}

fn is_root() -> bool {
    process::output(workspace::command("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

/// The manual steps where apt cannot be used.
pub(crate) fn install_by_hand(packages: &[&str]) -> Failure {
    Failure::new(format!(
        "the tests need {} (Debian's names), and apt needs root or sudo without password; install them and try again.",
        packages.join(" and ")
    ))
}

/// Full path of a program. Debian installs servers where only root's PATH looks.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .chain([PathBuf::from("/usr/sbin")])
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}
