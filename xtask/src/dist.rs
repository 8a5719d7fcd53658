//! `cargo xtask dist`: the static release.

use crate::failure::Failure;
use crate::install::{self, Job};
use crate::progress::Progress;
use crate::workspace::{self, WASM};
use crate::{compress, fingerprint, hosts, process, tools};
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::ExitCode;

/// Files that the release is built from.
const INPUTS: [&str; 18] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "app/Cargo.toml",
    "app/src",
    "build.rs",
    "dom/Cargo.toml",
    "dom/src",
    "hosts",
    "index.html",
    "model",
    "public",
    "simulator",
    "src",
    "style",
    "xtask/src",
    "xtask/Cargo.toml",
];

/// Builds the release if it is out of date, and prints its folder.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    build_if_changed(Vec::new())?;
    println!("The release is in {}.", workspace::dist().display());
    Ok(ExitCode::SUCCESS)
}

/// Builds the release unless sources and result are unchanged. `others` are the caller's installations, which run in
/// parallel with those of the tools.
pub(crate) fn build_if_changed(others: Vec<Job>) -> Result<(), Failure> {
    let _lock = lock()?;
    if is_fresh()? {
        println!("[release] dist/ is up to date.");
        return install::all(others);
    }
    tools::wasm_target()?;
    let mut jobs = tools::missing()?;
    if !jobs.is_empty() {
        jobs.push(panel());
    }
    jobs.extend(others);
    fetch()?;
    install::all(jobs)?;
    build()
}

/// Downloads the crates. The compiler's flags name the folders they are unpacked to.
fn fetch() -> Result<(), Failure> {
    process::run(
        workspace::cargo().args(["fetch", "--target", WASM]),
        "cargo could not download the panel's dependencies; see above.",
    )
}

/// Waits for another build in this checkout, which would write the same files. Dropping the file unlocks it.
fn lock() -> Result<File, Failure> {
    let folder = workspace::root().join("target");
    // The folder is missing when Cargo builds elsewhere.
    fs::create_dir_all(&folder).map_err(|error| Failure::file("create", &folder, &error))?;
    let path = folder.join("release-lock");
    let file = File::create(&path).map_err(|error| Failure::file("create", &path, &error))?;
    if file.try_lock().is_err() {
        println!("[release] Waiting for another build of this checkout.");
        file.lock()
            .map_err(|error| Failure::file("lock", &path, &error))?;
    }
    Ok(file)
}

/// Compiles the panel while the tools are installed: it needs none of them, and Trunk then finds it compiled.
fn panel() -> Job {
    Job::new(
        "panel",
        "Compiling the panel. 3 minutes the first time.",
        || {
            let mut cargo = workspace::cargo();
            cargo.args([
                "build",
                "--release",
                "--package",
                "public-ips",
                "--bin",
                "public-ips",
                "--target",
                WASM,
            ]);
            cargo.envs(workspace::release_environment());
            process::run_logged(
                &mut cargo,
                &workspace::log("panel"),
                "the panel does not compile.",
            )
        },
    )
}

fn build() -> Result<(), Failure> {
    let progress = Progress::start(
        "release",
        "Building the release with Trunk. 10 seconds to 3 minutes, depending on the changes.",
    );
    let stamp = stamp();
    if stamp.exists() {
        fs::remove_file(&stamp).map_err(|error| Failure::file("remove", &stamp, &error))?;
    }
    let mut trunk = workspace::command("trunk");
    // Errors only: Trunk warns about scripts that are minified later.
    trunk
        .args(["--log", "error", "build", "--release", "--dist"])
        .arg(workspace::dist());
    trunk.envs(workspace::release_environment());
    trunk.env("TRUNK_SKIP_VERSION_CHECK", "true");
    if std::env::var_os("NO_COLOR").is_some() {
        // Trunk reads this as a boolean and refuses the usual `1`.
        trunk.env("NO_COLOR", "true");
    }
    // Read before the build: a file saved during the build makes the next run build again.
    let inputs = inputs()?;
    process::run(&mut trunk, "the release build failed; see above.")?;
    compress::dist(&workspace::dist())?;
    hosts::write(&workspace::dist(), &workspace::dist_hosts())?;
    let text = format!("{inputs}\n{}\n", outputs()?);
    fs::write(&stamp, text).map_err(|error| Failure::file("write", &stamp, &error))?;
    progress.done();
    Ok(())
}

/// Whether sources and dist/ are unchanged since the last build.
fn is_fresh() -> Result<bool, Failure> {
    let Ok(text) = fs::read_to_string(stamp()) else {
        return Ok(false);
    };
    Ok(text == format!("{}\n{}\n", inputs()?, outputs()?))
}

fn inputs() -> Result<String, Failure> {
    let compiler =
        process::output(workspace::command("rustc").arg("--version")).unwrap_or_default();
    Ok(format!(
        "{} {}",
        fingerprint::of(&workspace::root(), &INPUTS)?,
        compiler.trim()
    ))
}

fn outputs() -> Result<String, Failure> {
    fingerprint::of(&workspace::root(), &["dist", "dist-hosts"])
}

fn stamp() -> PathBuf {
    workspace::root().join("target").join("release-stamp")
}
