//! Tools: used from the PATH in the right version, or installed under target/tools.

use crate::failure::Failure;
use crate::install::Job;
use crate::progress::Progress;
use crate::workspace::{self, WASM};
use crate::{lockfile, npm, process};
use std::path::Path;

/// The newest Trunk that the workspace's Rust version compiles.
const TRUNK: &str = "0.21.14";
/// Optimises the wasm; exact, for reproducible releases.
const BINARYEN: &str = "132.0.0";
/// Cuts the wasm into parts, by the marks of `wasm_split_helpers`.
const WASM_SPLIT: &str = "0.2.4";
/// Minifies JavaScript; exact, for reproducible releases.
const TERSER: &str = "5.51.2";
/// Rules of the accessibility tests.
const AXE: &str = "4.14.1";
const GECKODRIVER: &str = "0.37.1";

/// Profile that compiles a tool in a third of the time. It runs slower, which a build hardly notices.
const FAST_COMPILE: [&str; 4] = ["opt-level=0", "lto=false", "codegen-units=16", "debug=0"];
/// Crates of wasm-bindgen that process the whole wasm; unoptimised, they take seconds in each build.
const OPTIMIZED: [&str; 6] = [
    "gimli",
    "hashbrown",
    "walrus",
    "wasm-bindgen-cli-support",
    "wasm-encoder",
    "wasmparser",
];
/// The package of `wasm-split-cli`.
const WASM_SPLIT_PACKAGE: &str = "wasm_split_cli_support";

/// Installs the panel's Rust target, for builds and clippy.
pub(crate) fn wasm_target() -> Result<(), Failure> {
    rust_target(WASM)
}

/// Installs a Rust target, if it is missing.
pub(crate) fn rust_target(target: &str) -> Result<(), Failure> {
    let library = process::output(workspace::command("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        target,
    ]));
    if library.is_some_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    let progress = Progress::start(
        "target",
        &format!("Installing the {target} target. First run only, a few seconds."),
    );
    process::run(
        workspace::command("rustup").args(["target", "add", target]),
        &format!(
            "rustup could not install the {target} target; check the connection and try again."
        ),
    )?;
    progress.done();
    Ok(())
}

/// Missing tools of the release build and the wasm tests.
pub(crate) fn missing() -> Result<Vec<Job>, Failure> {
    let mut jobs = Vec::new();
    let bindgen = lockfile::version("wasm-bindgen")?;
    if !has("wasm-bindgen", &bindgen) || !has("wasm-bindgen-test-runner", &bindgen) {
        jobs.push(Job::new(
            "wasm-bindgen",
            format!("Building wasm-bindgen {bindgen}, the version of the locked crate. First run only, about 2 minutes."),
            move || cargo_install("wasm-bindgen-cli", &bindgen),
        ));
    }
    if !has("trunk", TRUNK) {
        jobs.push(Job::new(
            "trunk",
            format!("Building Trunk {TRUNK}, the bundler. First run only, about 3 minutes."),
            || cargo_install("trunk", TRUNK),
        ));
    }
    if !is_installed(WASM_SPLIT_PACKAGE, WASM_SPLIT) {
        jobs.push(Job::new(
            "wasm-split",
            format!("Building wasm-split-cli {WASM_SPLIT}, which cuts the program into parts. First run only, about a minute."),
            || cargo_install(WASM_SPLIT_PACKAGE, WASM_SPLIT),
        ));
    }
    let optimizers = npm::Packages::new("npm", &[("binaryen", BINARYEN), ("terser", TERSER)]);
    if !optimizers.is_installed() {
        jobs.push(Job::new(
            "npm",
            format!(
                "Installing binaryen {BINARYEN} and terser {TERSER} with npm. First run only, a few seconds."
            ),
            move || optimizers.install(),
        ));
    }
    Ok(jobs)
}

/// axe-core for the browser tests, if missing.
pub(crate) fn missing_axe() -> Option<Job> {
    let axe = npm::Packages::new("axe", &[("axe-core", AXE)]);
    (!axe.is_installed()).then(|| {
        Job::new(
            "axe",
            format!("Installing axe-core {AXE} with npm, for the accessibility tests. First run only, a few seconds."),
            move || axe.install(),
        )
    })
}

/// Firefox's driver, if missing.
pub(crate) fn missing_geckodriver() -> Option<Job> {
    (!has("geckodriver", GECKODRIVER)).then(|| {
        Job::new(
            "geckodriver",
            format!(
                "Building geckodriver {GECKODRIVER} for the Firefox tests. First run only, about a minute."
            ),
            || cargo_install("geckodriver", GECKODRIVER),
        )
    })
}

/// Installs a cargo subcommand if missing.
pub(crate) fn require(package: &'static str, version: &str) -> Result<(), Failure> {
    let subcommand = package.trim_start_matches("cargo-");
    let answer = process::output(workspace::cargo().args([subcommand, "--version"]));
    if answer.is_some_and(|text| text.split_whitespace().any(|word| word == version)) {
        return Ok(());
    }
    let message = format!("Building {package} {version}. First run only, about 2 minutes.");
    let progress = Progress::start(package, &message);
    cargo_install(package, version)?;
    progress.done();
    Ok(())
}

/// Whether target/tools or the PATH has this version of a tool.
fn has(tool: &str, version: &str) -> bool {
    process::output(workspace::command(tool).arg("--version"))
        .is_some_and(|text| text.split_whitespace().any(|word| word == version))
}

/// Whether target/tools has this version of a package whose program does not say its version.
fn is_installed(package: &str, version: &str) -> bool {
    std::fs::read_to_string(workspace::tools().join(".crates.toml"))
        .is_ok_and(|installed| installed.contains(&format!("\"{package} {version} (")))
}

fn cargo_install(package: &str, version: &str) -> Result<(), Failure> {
    let tools = workspace::tools();
    let mut cargo = workspace::cargo();
    // Without default features, so without TLS: these tools would only download other tools, which are installed.
    cargo.args([
        "install",
        package,
        "--version",
        &format!("={version}"),
        "--locked",
        "--no-default-features",
    ]);
    cargo
        .arg("--root")
        .arg(&tools)
        .arg("--target-dir")
        .arg(tools.join("build").join(package));
    for setting in FAST_COMPILE {
        cargo.args(["--config", &format!("profile.release.{setting}")]);
    }
    if package == "wasm-bindgen-cli" {
        for name in OPTIMIZED {
            cargo.args([
                "--config",
                &format!("profile.release.package.{name}.opt-level=1"),
            ]);
        }
    }
    if package == WASM_SPLIT_PACKAGE {
        cargo.args(["--features", "build-binary"]);
    }
    // Flags for the panel's builds do not concern the tools.
    cargo
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("CARGO_BUILD_TARGET");
    process::run_logged(
        &mut cargo,
        &workspace::log(package),
        &format!("could not build {package} {version}."),
    )?;
    // Hundreds of megabytes that are not needed again.
    let build = tools.join("build").join(package);
    std::fs::remove_dir_all(&build).map_err(|error| Failure::file("remove", &build, &error))
}
