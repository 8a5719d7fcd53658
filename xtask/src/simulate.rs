//! `cargo xtask simulate`: the whole application under a seed.

use crate::arguments::{split_at_equals, value};
use crate::failure::Failure;
use crate::{broken, process, workspace};
use std::process::{Command, ExitCode};

/// What to do with the simulation.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Simulate {
    /// Plays so many runs, from one seed on.
    Seeds { count: u64, from: u64 },
    /// Tells the story of one run.
    Replay(u64),
    /// Breaks each rule on purpose, and has the runs find it.
    Broken,
}

/// As many as in a test run.
const DEFAULT_COUNT: u64 = 10_000;

impl Simulate {
    pub(crate) fn parse(words: Vec<String>) -> Result<Self, Failure> {
        let (mut count, mut from) = (DEFAULT_COUNT, 0);
        let mut words = words.into_iter().flat_map(split_at_equals);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--seeds" => count = number(&word, words.next())?,
                "--from" => from = number(&word, words.next())?,
                "--replay" => return Ok(Self::Replay(number(&word, words.next())?)),
                "--broken" => return Ok(Self::Broken),
                _ => {
                    return Err(Failure::new(format!(
                        "`simulate` has no option `{word}`; see `cargo xtask`."
                    )));
                }
            }
        }
        Ok(Self::Seeds { count, from })
    }
}

fn number(name: &str, next: Option<String>) -> Result<u64, Failure> {
    let text = value(name, next)?;
    text.replace('_', "")
        .parse()
        .map_err(|_| Failure::new(format!("{name} takes a number, not `{text}`.")))
}

pub(crate) fn run(options: &Simulate) -> Result<ExitCode, Failure> {
    let (count, from);
    let arguments = match options {
        Simulate::Broken => return broken::run(),
        Simulate::Replay(seed) => {
            count = seed.to_string();
            vec!["--replay", &count]
        }
        Simulate::Seeds {
            count: seeds,
            from: first,
        } => {
            (count, from) = (seeds.to_string(), first.to_string());
            vec!["--seeds", &count, "--from", &from]
        }
    };
    let mut cargo = workspace::cargo();
    cargo.args(["run", "--quiet"]).args(PACKAGE).arg("--");
    process::run(cargo.args(arguments), "a rule did not hold; see above.")?;
    Ok(ExitCode::SUCCESS)
}

/// The package, built to play a million runs.
pub(crate) const PACKAGE: [&str; 4] = ["--profile", "simulate", "--package", "simulation"];

/// The program, once it is built into a folder for targets.
pub(crate) fn program(target: &std::path::Path) -> Command {
    Command::new(target.join("simulate").join("simulation"))
}

#[cfg(test)]
mod tests {
    use super::Simulate;

    fn parse(line: &str) -> Result<Simulate, String> {
        Simulate::parse(line.split_whitespace().map(str::to_owned).collect())
            .map_err(|failure| failure.to_string())
    }

    #[test]
    fn seeds_are_counted_from_one_on() {
        let seeds = |count, from| Ok(Simulate::Seeds { count, from });
        assert_eq!(parse(""), seeds(10_000, 0));
        assert_eq!(parse("--seeds 1_000_000"), seeds(1_000_000, 0));
        assert_eq!(parse("--seeds=5 --from=7"), seeds(5, 7));
        assert_eq!(parse("--replay 4077"), Ok(Simulate::Replay(4_077)));
        assert_eq!(parse("--broken"), Ok(Simulate::Broken));
    }

    #[test]
    fn errors_name_the_option() {
        for (line, words) in [
            ("--seeds", "needs a value"),
            ("--seeds many", "takes a number, not `many`"),
            ("--seed 7", "no option `--seed`"),
        ] {
            let failure = parse(line).unwrap_err();
            assert!(failure.contains(words), "{line}: {failure}");
        }
    }
}
