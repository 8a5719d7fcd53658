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

/// Tests of 10,000 cases that take seconds, by a part of their names.
const SLOW: [&str; 3] = [
    "answer::properties::",
    "address_list::race_tests::",
    "every_look_shows_what_sorting_and_searching",
];
/// How long the tests may take without these and with them, in seconds; longer where they take a fifth of it anyway.
const QUICK_LIMIT: &str = "20";
const LIMIT: &str = "60";
/// Changes tried side by side. A change compiles in seconds and mostly on one core; more than two would need a longer
/// limit on a machine of two cores.
const AT_ONCE: &str = "-j2";
/// What cargo-mutants ends with.
const ALL_CAUGHT: i32 = 0;
const SOME_MISSED: i32 = 2;
const SOME_HANG: i32 = 3;

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
/// Most are noticed by tests that end at once; the slow ones run against what is left. A change that makes a
/// test hang is noticed by that.
pub(crate) fn mutants() -> Result<ExitCode, Failure> {
    tools::installed("cargo-mutants", CARGO_MUTANTS)?;
    let quick: Vec<&str> = SLOW.iter().flat_map(|name| ["--skip", name]).collect();
    let noticed = mutate(QUICK_LIMIT, &[], &quick)? == Some(ALL_CAUGHT)
        || mutate(LIMIT, &["--iterate"], &[])? != Some(SOME_MISSED);
    if noticed {
        Ok(ExitCode::SUCCESS)
    } else {
        Err(Failure::new(
            "some changes were not noticed: target/mutants.out/missed.txt lists them, and docs/testing.md says which are known.",
        ))
    }
}

/// Runs the tests against each change, and returns the code that cargo-mutants ends with.
fn mutate(limit: &str, flags: &[&str], tests: &[&str]) -> Result<Option<i32>, Failure> {
    let mut cargo = workspace::cargo();
    cargo.args(["mutants", "-p", "model", AT_ONCE]);
    cargo.args(["--cargo-test-arg=--lib", "--minimum-test-timeout", limit]);
    cargo
        .args(flags)
        .arg("--output")
        .arg(workspace::root().join("target"));
    cargo.args(["--", "--"]).args(tests);
    // Each change is compiled anew, and nobody looks at a backtrace of it.
    cargo
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_TEST_DEBUG", "0");
    let status = cargo
        .status()
        .map_err(|error| process::not_started(&cargo, &error))?;
    match status.code() {
        Some(ALL_CAUGHT | SOME_MISSED | SOME_HANG) => Ok(status.code()),
        _ => Err(Failure::new(
            "the changes could not be tried; the reason stands above.",
        )),
    }
}
