//! `cargo xtask dist`: the static release.

use crate::failure::Failure;
use crate::install::{self, Job};
use crate::step::Step;
use crate::workspace::{self, WASM};
use crate::{compress, fingerprint, hosts, process, tools};
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::ExitCode;

/// Everything that decides what the release contains.
const INPUTS: [&str; 17] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "app/Cargo.toml",
    "app/src",
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

/// Builds the release if it is not up to date, and says where it is.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    make(Vec::new())?;
    println!("The release is in {}.", workspace::dist().display());
    Ok(ExitCode::SUCCESS)
}

/// Builds the release unless sources and result are unchanged. `beside` is work that the caller needs
/// anyway; it runs while the tools are installed.
pub(crate) fn make(beside: Vec<Job>) -> Result<(), Failure> {
    let _one_at_a_time = lock()?;
    if is_fresh()? {
        println!("[release] dist/ is up to date.");
        return install::all(beside);
    }
    tools::wasm_target()?;
    let mut jobs = tools::missing()?;
    if !jobs.is_empty() {
        jobs.push(panel());
    }
    jobs.extend(beside);
    fetch()?;
    install::all(jobs)?;
    build()
}

/// Downloads the crates before the compiler's flags are made, which name the folders they are unpacked to.
fn fetch() -> Result<(), Failure> {
    process::run(
        workspace::cargo().args(["fetch", "--target", WASM]),
        "cargo could not download the panel's dependencies; the reason stands above.",
    )
}

/// Two builds in one checkout would write the same files; the second waits. The lock goes with the value.
fn lock() -> Result<File, Failure> {
    let folder = workspace::root().join("target");
    // Cargo may be told to build elsewhere; then the folder is not there yet.
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

/// Compiling the panel needs none of the tools, so on a fresh machine it starts beside them; Trunk then
/// finds it compiled.
fn panel() -> Job {
    Job::new(
        "panel",
        "Compiling the panel in the meantime. 3 minutes the first time.",
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
                &tools::log("panel"),
                "The panel does not compile.",
            )
        },
    )
}

fn build() -> Result<(), Failure> {
    let step = Step::begin(
        "release",
        "Building the release with Trunk: compile, bind, shrink, hash. 10 seconds to 3 minutes, by what changed.",
    );
    let stamp = stamp();
    if stamp.exists() {
        fs::remove_file(&stamp).map_err(|error| Failure::file("remove", &stamp, &error))?;
    }
    let mut trunk = workspace::command("trunk");
    // Its own progress lines say less than the step does, and it warns of scripts that are minified later.
    trunk
        .args(["--log", "error", "build", "--release", "--dist"])
        .arg(workspace::dist());
    trunk.envs(workspace::release_environment());
    trunk.env("TRUNK_SKIP_VERSION_CHECK", "true");
    if std::env::var_os("NO_COLOR").is_some() {
        // Trunk reads this as a boolean and refuses the usual `1`.
        trunk.env("NO_COLOR", "true");
    }
    // The inputs are read before the build: a file saved during it makes the next run build again.
    let inputs = inputs()?;
    process::run(
        &mut trunk,
        "the release build failed; the reason stands above.",
    )?;
    compress::dist(&workspace::dist())?;
    hosts::write(&workspace::dist(), &workspace::for_hosts())?;
    let text = format!("{inputs}\n{}\n", outputs()?);
    fs::write(&stamp, text).map_err(|error| Failure::file("write", &stamp, &error))?;
    step.done();
    Ok(())
}

/// Whether neither the sources nor dist/ changed since the last build.
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
