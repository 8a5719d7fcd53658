//! `cargo xtask fuzz` and `cargo xtask mutants`: checks that take too long for each test run.

use crate::arguments::{split_at_equals, value};
use crate::failure::Failure;
use crate::{process, tools, workspace};
use std::process::ExitCode;

const CARGO_FUZZ: &str = "0.13.2";
const CARGO_MUTANTS: &str = "27.1.0";

/// Tests of thousands of cases that take seconds, by a part of their names.
const SLOW: [&str; 3] = [
    "answer::properties::",
    "race_tests::",
    "every_look_shows_what_sorting_and_searching",
];

/// Exit codes of cargo-mutants.
const ALL_CAUGHT: i32 = 0;
const SOME_MISSED: i32 = 2;
const SOME_TIMED_OUT: i32 = 3;

/// Options of `cargo xtask mutants`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Mutants {
    packages: Vec<String>,
    /// `K/N`, as cargo-mutants takes it.
    shard: Option<String>,
}

impl Mutants {
    pub(crate) fn parse(words: Vec<String>) -> Result<Self, Failure> {
        let mut options = Self::default();
        let mut words = words.into_iter().flat_map(split_at_equals);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--package" => options.packages.push(value(&word, words.next())?),
                "--shard" => options.shard = Some(value(&word, words.next())?),
                _ => {
                    return Err(Failure::new(format!(
                        "`mutants` has no option `{word}`; see `cargo xtask`."
                    )));
                }
            }
        }
        if options.packages.is_empty() {
            options.packages = ["model", "app"].map(str::to_owned).to_vec();
        }
        Ok(options)
    }

    /// Options of cargo-mutants.
    fn arguments(&self) -> Vec<&str> {
        let packages = self.packages.iter().flat_map(|name| ["--package", name]);
        let shard = self.shard.iter().flat_map(|shard| ["--shard", shard]);
        packages.chain(shard).collect()
    }
}

/// Fuzzes each decoder for a minute. libFuzzer follows the coverage, which needs a nightly compiler.
pub(crate) fn fuzz() -> Result<ExitCode, Failure> {
    tools::require("cargo-fuzz", CARGO_FUZZ)?;
    for target in ["answer", "config", "error", "json", "stored", "typed"] {
        println!("[fuzz] {target}, one minute.");
        // By way of rustup: this task runs with the stable cargo.
        let mut cargo = workspace::command("cargo");
        cargo
            .args(["+nightly", "fuzz", "run", target, "--"])
            // Longer inputs find no more in decoders of short answers.
            .args(["-max_total_time=60", "-max_len=4096"])
            .env_remove("CARGO")
            .env_remove("RUSTUP_TOOLCHAIN");
        process::run(
            &mut cargo,
            "an input breaks a decoder, or there is no nightly compiler (`rustup toolchain install nightly`); see above.",
        )?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Tests every mutant, and fails if the tests miss one. The quick tests catch most mutants; the slow ones run against
/// the rest. A timeout counts as caught: the mutant never ends.
pub(crate) fn mutants(options: &Mutants) -> Result<ExitCode, Failure> {
    tools::require("cargo-mutants", CARGO_MUTANTS)?;
    let mut first = options.arguments();
    first.extend(["--minimum-test-timeout", "20"]);
    let quick: Vec<&str> = SLOW.iter().flat_map(|name| ["--skip", name]).collect();
    let mut second = options.arguments();
    second.extend(["--minimum-test-timeout", "60", "--iterate"]);
    let caught = test_mutants(&first, &quick)? == Some(ALL_CAUGHT)
        || test_mutants(&second, &[])? != Some(SOME_MISSED);
    if caught {
        Ok(ExitCode::SUCCESS)
    } else {
        Err(Failure::new(
            "the tests missed some mutants: see target/mutants.out/missed.txt, and docs/testing.md for the known ones.",
        ))
    }
}

/// Runs cargo-mutants, and returns its exit code.
fn test_mutants(arguments: &[&str], test_arguments: &[&str]) -> Result<Option<i32>, Failure> {
    let mut cargo = workspace::cargo();
    // Two at a time: more would need longer timeouts on a machine of two cores.
    cargo
        .args(["mutants", "-j2", "--cargo-test-arg=--tests"])
        .args(arguments)
        .arg("--output")
        .arg(workspace::root().join("target"))
        .args(["--", "--"])
        .args(test_arguments);
    // Each mutant is compiled, and its backtraces are not read.
    cargo
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_TEST_DEBUG", "0");
    let status = cargo
        .status()
        .map_err(|error| process::not_started(&cargo, &error))?;
    match status.code() {
        Some(ALL_CAUGHT | SOME_MISSED | SOME_TIMED_OUT) => Ok(status.code()),
        _ => Err(Failure::new("cargo-mutants failed; see above.")),
    }
}

#[cfg(test)]
mod tests {
    use super::Mutants;

    fn parse(line: &str) -> Result<Mutants, String> {
        Mutants::parse(line.split_whitespace().map(str::to_owned).collect())
            .map_err(|failure| failure.to_string())
    }

    #[test]
    fn packages_and_shard_are_passed_on() {
        let all = ["--package", "model", "--package", "app"];
        assert_eq!(parse("").unwrap().arguments(), all);
        let part = parse("--package=app --shard 1/8").unwrap();
        assert_eq!(part.arguments(), ["--package", "app", "--shard", "1/8"]);
    }

    #[test]
    fn errors_name_the_option() {
        for (line, message) in [
            ("--package", "needs a value"),
            ("--sample 3", "no option `--sample`"),
        ] {
            let failure = parse(line).unwrap_err();
            assert!(failure.contains(message), "{line}: {failure}");
        }
    }
}
