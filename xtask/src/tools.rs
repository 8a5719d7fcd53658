//! The tools of the release build: found on the PATH in the right version, or installed under target/tools.

use crate::failure::Failure;
use crate::install::Job;
use crate::step::Step;
use crate::workspace::{self, WASM};
use crate::{lockfile, npm, process};
use std::path::{Path, PathBuf};

/// The newest Trunk that the workspace's Rust version compiles.
const TRUNK: &str = "0.21.14";
/// Binaryen, which makes the wasm smaller; exact, so that a release is the same on every machine.
const BINARYEN: &str = "132.0.0";
/// The JavaScript minifier; exact, so that a release is the same on every machine.
const TERSER: &str = "5.51.2";
/// What looks for barriers in a page.
const AXE: &str = "4.14.1";
/// Firefox's driver.
const GECKODRIVER: &str = "0.37.1";

/// Settings that make a tool compile in a third of the time. It runs slower, which a build does not notice.
const CHEAP: [&str; 4] = ["opt-level=0", "lto=false", "codegen-units=16", "debug=0"];
/// Crates of wasm-bindgen that walk through the whole wasm file; without optimisation they take seconds each time.
const HOT: [&str; 6] = [
    "gimli",
    "hashbrown",
    "walrus",
    "wasm-bindgen-cli-support",
    "wasm-encoder",
    "wasmparser",
];

/// The Rust target of the panel; clippy needs it as well as the build.
pub(crate) fn wasm_target() -> Result<(), Failure> {
    let library = process::output(workspace::command("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        WASM,
    ]));
    if library.is_some_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    let step = Step::begin(
        "target",
        "Adding the wasm32 target to Rust: the panel runs as WebAssembly. Once; a few seconds.",
    );
    process::run(
        workspace::command("rustup").args(["target", "add", WASM]),
        "rustup could not add the wasm32-unknown-unknown target: check the connection, then run the command again.",
    )?;
    step.done();
    Ok(())
}

/// Installations that are missing for `trunk build --release` and for the wasm tests.
pub(crate) fn missing() -> Result<Vec<Job>, Failure> {
    let mut jobs = Vec::new();
    let bindgen = lockfile::version("wasm-bindgen")?;
    if !has("wasm-bindgen", &bindgen) || !has("wasm-bindgen-test-runner", &bindgen) {
        jobs.push(Job::new(
            "wasm-bindgen",
            format!("Building wasm-bindgen {bindgen}, which writes the JavaScript between browser and panel; its version must equal the locked crate's. Once; about 2 minutes."),
            move || cargo_install("wasm-bindgen-cli", &bindgen),
        ));
    }
    if !has("trunk", TRUNK) {
        jobs.push(Job::new(
            "trunk",
            format!("Building Trunk {TRUNK}, which puts page, styles and wasm together. Once; about 3 minutes."),
            || cargo_install("trunk", TRUNK),
        ));
    }
    let shrinkers = npm::Folder::new("npm", &[("binaryen", BINARYEN), ("terser", TERSER)]);
    if !shrinkers.is_there() {
        jobs.push(Job::new(
            "npm",
            format!(
                "Fetching binaryen {BINARYEN} and terser {TERSER} with npm, which make wasm and JavaScript smaller. Once; a few seconds."
            ),
            move || shrinkers.fetch(),
        ));
    }
    Ok(jobs)
}

/// The rules of accessibility that the browser tests go by, if they are missing.
pub(crate) fn missing_rules() -> Option<Job> {
    let rules = npm::Folder::new("axe", &[("axe-core", AXE)]);
    (!rules.is_there()).then(|| {
        Job::new(
            "axe",
            format!("Fetching axe-core {AXE} with npm, which looks for what keeps people out. Once; a few seconds."),
            move || rules.fetch(),
        )
    })
}

/// Firefox's driver, if it is missing.
pub(crate) fn missing_geckodriver() -> Option<Job> {
    (!has("geckodriver", GECKODRIVER)).then(|| {
        Job::new(
            "geckodriver",
            format!(
                "Building geckodriver {GECKODRIVER}, which drives Firefox. Once; about a minute."
            ),
            || cargo_install("geckodriver", GECKODRIVER),
        )
    })
}

/// Installs a tool of cargo's if it is missing, whatever the features it has by default.
pub(crate) fn installed(package: &'static str, version: &str) -> Result<(), Failure> {
    let subcommand = package.trim_start_matches("cargo-");
    let answer = process::output(workspace::cargo().args([subcommand, "--version"]));
    if answer.is_some_and(|text| text.split_whitespace().any(|word| word == version)) {
        return Ok(());
    }
    let words = format!("Building {package} {version}. Once; about 2 minutes.");
    let step = Step::begin(package, &words);
    cargo_install(package, version)?;
    step.done();
    Ok(())
}

/// Whether a tool answers with this version, in target/tools or on the PATH.
fn has(tool: &str, version: &str) -> bool {
    process::output(workspace::command(tool).arg("--version"))
        .is_some_and(|text| text.split_whitespace().any(|word| word == version))
}

fn cargo_install(package: &str, version: &str) -> Result<(), Failure> {
    let tools = workspace::tools();
    let mut cargo = workspace::cargo();
    // No TLS: both tools would only use it to download other tools, which are in place already.
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
    for setting in CHEAP {
        cargo.args(["--config", &format!("profile.release.{setting}")]);
    }
    if package == "wasm-bindgen-cli" {
        for hot in HOT {
            cargo.args([
                "--config",
                &format!("profile.release.package.{hot}.opt-level=1"),
            ]);
        }
    }
    // Flags for the panel's own builds would only make the tools compile differently.
    cargo
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("CARGO_BUILD_TARGET");
    process::run_logged(
        &mut cargo,
        &log(package),
        &format!("{package} {version} could not be built."),
    )?;
    // Hundreds of megabytes that nothing reads again.
    let build = tools.join("build").join(package);
    std::fs::remove_dir_all(&build).map_err(|error| Failure::file("remove", &build, &error))
}

/// Where a step that runs beside others writes its output.
pub(crate) fn log(name: &str) -> PathBuf {
    workspace::tools().join("log").join(format!("{name}.log"))
}
