//! `cargo xtask binary`: one file that serves the panel, `public-ips`. It is linked statically, so it runs on every
//! Linux of its kind of processor, and in an image that holds nothing else.

use crate::failure::Failure;
use crate::progress::Progress;
use crate::{apt, dist, process, serve, tools, workspace};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Cargo's profile of the binary, in Cargo.toml.
const PROFILE: &str = "binary";
/// Read by `server/build.rs`.
const EMBED: &str = "PUBLIC_IPS_EMBED";
/// Debian's package of the C compiler and linker for musl: the cryptography of TLS is partly in C.
const MUSL: &str = "musl-tools";

/// Builds the binary, and prints its path.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    let binary = build_binary()?;
    println!("The binary is {}.", binary.display());
    Ok(ExitCode::SUCCESS)
}

/// Builds the panel if it is out of date, then the static binary with the panel in it, and returns the binary's path:
/// `target/package-binary/public-ips`. The target and the C compiler are installed if they are missing.
///
/// Nothing in it tells of the machine: folders get public names, `Cargo.lock` is binding, and there is no date. Whether
/// two clones give the same bytes has not been shown.
pub(crate) fn build_binary() -> Result<PathBuf, Failure> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::new(
            "the static binary can be built on Linux only; on another system run `cargo xtask serve`.",
        ));
    }
    let target = format!("{}-unknown-linux-musl", std::env::consts::ARCH);
    dist::build_if_changed(Vec::new())?;
    tools::rust_target(&target)?;
    if apt::find("musl-gcc").is_none() {
        apt::install(&[MUSL])?;
    }
    let progress = Progress::start(
        "binary",
        "Compiling the static binary. 3 minutes the first time.",
    );
    // Crates are unpacked before the flags are made, which name their folders.
    process::run(
        workspace::cargo().args(["fetch", "--locked", "--target", &target]),
        "cargo could not download the server's dependencies; see above.",
    )?;
    let mut cargo = workspace::cargo();
    cargo
        .args([
            "build",
            "--locked",
            "--profile",
            PROFILE,
            "--target",
            &target,
        ])
        .args(serve::SERVER)
        .envs(workspace::static_environment(&target))
        .env(EMBED, workspace::dist());
    process::run_logged(
        &mut cargo,
        &workspace::log("binary"),
        "the static binary does not compile.",
    )?;
    let built = workspace::target().join(target).join(PROFILE);
    let binary = publish(&built.join(serve::BINARY))?;
    progress.done();
    Ok(binary)
}

/// Copies the binary to a place of its own, under the name that users type.
fn publish(built: &Path) -> Result<PathBuf, Failure> {
    let folder = workspace::root().join("target").join("package-binary");
    let (binary, copy) = (folder.join("public-ips"), folder.join("public-ips.new"));
    // Renamed into its place: one that runs cannot be written to.
    fs::create_dir_all(&folder)
        .and_then(|()| fs::copy(built, &copy))
        .and_then(|_| fs::rename(&copy, &binary))
        .map_err(|error| Failure::file("write", &binary, &error))?;
    Ok(binary)
}
