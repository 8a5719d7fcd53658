//! Counts of passed and failed tests, from the output of test runners.

use crate::failure::Failure;
use crate::process;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TestCounts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl TestCounts {
    /// Adds the counts of a `test result:` line.
    fn read(&mut self, line: &str) {
        // The wasm runner may print terminal codes or a prompt before it.
        let Some((_, counts)) = line.split_once("test result: ") else {
            return;
        };
        self.passed += number_before(counts, " passed");
        self.failed += number_before(counts, " failed");
    }

    /// Counts a suite that stopped early or ran no test as failed.
    fn finish(mut self, success: bool) -> Self {
        if self.failed == 0 && (!success || self.passed == 0) {
            self.failed = 1;
        }
        self
    }
}

/// Runs a suite, prints its output, and counts its tests.
pub(crate) fn run(command: &mut Command) -> Result<TestCounts, Failure> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| process::not_started(command, &error))?;
    let mut counts = TestCounts::default();
    if let Some(output) = child.stdout.take() {
        // As bytes: a test may print invalid UTF-8.
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            counts.read(&line);
        }
    }
    let status = child
        .wait()
        .map_err(|error| Failure::new(format!("could not wait for the test run: {error}.")))?;
    if counts == TestCounts::default() {
        println!("This suite ran no test.");
    } else if !status.success() && counts.failed == 0 {
        println!("This suite stopped early.");
    }
    Ok(counts.finish(status.success()))
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
    use super::TestCounts;

    fn count(output: &str) -> TestCounts {
        let mut counts = TestCounts::default();
        output.lines().for_each(|line| counts.read(line));
        counts
    }

    #[test]
    fn counts_of_several_binaries_add_up() {
        let output = "running 2 tests\ntest a ... ok\ntest result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
                      test result: FAILED. 10 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.52s\n";
        assert_eq!(
            count(output),
            TestCounts {
                passed: 12,
                failed: 3
            }
        );
    }

    #[test]
    fn the_wasm_runner_is_understood() {
        let output = "\u{1b}[Ktest result: ok. 7 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.11s";
        assert_eq!(
            count(output),
            TestCounts {
                passed: 7,
                failed: 0
            }
        );
    }

    #[test]
    fn words_of_a_test_are_no_result() {
        assert_eq!(
            count("test three_passed_and_2_failed ... ok\n5 passed\n"),
            TestCounts::default()
        );
    }

    #[test]
    fn a_suite_that_ran_nothing_or_stopped_early_has_failed() {
        assert_eq!(
            TestCounts::default().finish(true),
            TestCounts {
                passed: 0,
                failed: 1
            }
        );
        assert_eq!(
            TestCounts {
                passed: 4,
                failed: 0
            }
            .finish(false),
            TestCounts {
                passed: 4,
                failed: 1
            }
        );
        assert_eq!(
            TestCounts {
                passed: 4,
                failed: 2
            }
            .finish(false),
            TestCounts {
                passed: 4,
                failed: 2
            }
        );
        assert_eq!(
            TestCounts {
                passed: 4,
                failed: 0
            }
            .finish(true),
            TestCounts {
                passed: 4,
                failed: 0
            }
        );
    }
}
