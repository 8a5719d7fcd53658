//! `cargo xtask fuzz` and `cargo xtask mutants`: proofs that take too long for each run of the tests.

use crate::failure::Failure;
use crate::{process, tools, workspace};
use std::process::ExitCode;

/// How long each target is fuzzed, in seconds.
const FUZZ_TIME: &str = "-max_total_time=60";
/// Longer inputs find nothing more in decoders of short answers.
const FUZZ_LENGTH: &str = "-max_len=4096";
/// The targets, which are the folders of `fuzz/corpus`.
const TARGETS: [&str; 6] = ["answer", "config", "error", "json", "stored", "typed"];

const CARGO_FUZZ: &str = "0.13.2";
const CARGO_MUTANTS: &str = "27.1.0";

/// Fuzzes each decoder for a minute, from the corpus and into it. Needs a nightly compiler, for the coverage
/// that libFuzzer follows.
pub(crate) fn fuzz() -> Result<ExitCode, Failure> {
    tools::installed("cargo-fuzz", CARGO_FUZZ)?;
    for target in TARGETS {
        println!("[fuzz] {target}: one minute.");
        // By way of rustup: the cargo that runs this task is the stable one.
        let mut cargo = workspace::command("cargo");
        cargo.args([
            "+nightly",
            "fuzz",
            "run",
            target,
            "--",
            FUZZ_TIME,
            FUZZ_LENGTH,
        ]);
        cargo.env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN");
        process::run(
            &mut cargo,
            "an input was found that breaks a decoder, or there is no nightly compiler (`rustup toolchain install nightly`); the reason stands above.",
        )?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Changes the model in every way that cargo-mutants knows, and counts which changes no test of it notices.
pub(crate) fn mutants() -> Result<ExitCode, Failure> {
    tools::installed("cargo-mutants", CARGO_MUTANTS)?;
    let mut cargo = workspace::cargo();
    cargo.args([
        "mutants",
        "-p",
        "model",
        "-p",
        "json",
        "--cargo-test-arg=--lib",
    ]);
    cargo.args(["--minimum-test-timeout", "30", "--output"]);
    cargo.arg(workspace::root().join("target"));
    // The properties of 10,000 cases run in a fifth of the time, and a change compiles as fast.
    cargo
        .env("CARGO_PROFILE_DEV_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_TEST_OPT_LEVEL", "1");
    process::run(
        &mut cargo,
        "some changes were not noticed: target/mutants.out/missed.txt lists them, and docs/testing.md says which are known.",
    )?;
    Ok(ExitCode::SUCCESS)
}
