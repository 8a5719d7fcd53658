//! Counting tests from what the test runners print.

use crate::failure::Failure;
use crate::process;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

/// Passed and failed tests of one suite.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Tally {
    /// Adds the counts of a `test result:` line; every other line counts nothing.
    fn read(&mut self, line: &str) {
        // The wasm runner may put terminal codes or a prompt in front.
        let Some((_, counts)) = line.split_once("test result: ") else {
            return;
        };
        self.passed += number_before(counts, " passed");
        self.failed += number_before(counts, " failed");
    }

    /// What a finished suite counts as: one that stopped early or ran nothing has failed.
    fn finish(mut self, success: bool) -> Self {
        if self.failed == 0 && (!success || self.passed == 0) {
            self.failed = 1;
        }
        self
    }
}

/// Runs a suite, shows its output as it comes, and counts its tests.
pub(crate) fn run(command: &mut Command) -> Result<Tally, Failure> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| process::not_started(command, &error))?;
    let mut tally = Tally::default();
    if let Some(output) = child.stdout.take() {
        // Bytes, not text: a test may print anything.
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            tally.read(&line);
        }
    }
    let status = child
        .wait()
        .map_err(|error| Failure::new(format!("lost sight of the test run: {error}.")))?;
    if tally == Tally::default() {
        println!("This suite ran no test.");
    } else if !status.success() && tally.failed == 0 {
        println!("This suite stopped before its end.");
    }
    Ok(tally.finish(status.success()))
}

fn number_before(text: &str, word: &str) -> u64 {
    let digits = text
        .split(word)
        .next()
        .and_then(|before| before.rsplit(' ').next());
    digits
        .and_then(|digits| digits.parse().ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Tally;

    fn tally(output: &str) -> Tally {
        let mut tally = Tally::default();
        output.lines().for_each(|line| tally.read(line));
        tally
    }

    #[test]
    fn counts_of_several_binaries_add_up() {
        let output = "running 2 tests\ntest a ... ok\ntest result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
                      test result: FAILED. 10 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.52s\n";
        assert_eq!(
            tally(output),
            Tally {
                passed: 12,
                failed: 3
            }
        );
    }

    #[test]
    fn the_wasm_runner_is_understood() {
        let output = "\u{1b}[Ktest result: ok. 7 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.11s";
        assert_eq!(
            tally(output),
            Tally {
                passed: 7,
                failed: 0
            }
        );
    }

    #[test]
    fn words_of_a_test_are_no_result() {
        assert_eq!(
            tally("test three_passed_and_2_failed ... ok\n5 passed\n"),
            Tally::default()
        );
    }

    #[test]
    fn a_suite_that_ran_nothing_or_stopped_early_has_failed() {
        assert_eq!(
            Tally::default().finish(true),
            Tally {
                passed: 0,
                failed: 1
            }
        );
        assert_eq!(
            Tally {
                passed: 4,
                failed: 0
            }
            .finish(false),
            Tally {
                passed: 4,
                failed: 1
            }
        );
        assert_eq!(
            Tally {
                passed: 4,
                failed: 2
            }
            .finish(false),
            Tally {
                passed: 4,
                failed: 2
            }
        );
        assert_eq!(
            Tally {
                passed: 4,
                failed: 0
            }
            .finish(true),
            Tally {
                passed: 4,
                failed: 0
            }
        );
    }
}
