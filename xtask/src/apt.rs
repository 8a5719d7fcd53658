//! Debian's packages that the tests need.

use crate::failure::Failure;
use crate::{process, tools, workspace};
use std::path::PathBuf;
use std::sync::Mutex;

/// apt holds a lock of its own and gives up when another has it.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Installs packages, when this user may.
pub(crate) fn install(packages: &[&str]) -> Result<(), Failure> {
    let _turn = ONE_AT_A_TIME.lock();
    allowed(packages)?;
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
            &tools::log("apt"),
            &format!("apt could not install {}.", packages.join(" and ")),
        )?;
    }
    Ok(())
}

/// Whether this user may; what has to be done otherwise.
pub(crate) fn allowed(packages: &[&str]) -> Result<(), Failure> {
    let may_sudo = || process::output(workspace::command("sudo").args(["-n", "true"])).is_some();
    if find("apt-get").is_none() || !(is_root() || may_sudo()) {
        return Err(by_hand(packages));
    }
    Ok(())
}

fn is_root() -> bool {
    process::output(workspace::command("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

/// What a person has to do where apt may not be used.
pub(crate) fn by_hand(packages: &[&str]) -> Failure {
    Failure::new(format!(
        "the tests need the packages {} (Debian's names), and apt needs root or sudo without password: install them, then run the command again.",
        packages.join(" and ")
    ))
}

/// The program's full path. Debian keeps servers where only root's PATH looks.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .chain([PathBuf::from("/usr/sbin")])
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}
