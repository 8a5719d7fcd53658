//! `cargo xtask test`: everything, in one run that shows all failures.

use crate::api_server::{self, Server};
use crate::failure::Failure;
use crate::step::Step;
use crate::tally::{self, Tally};
use crate::workspace::{self, WASM};
use crate::{browser, dist, firefox, install, nginx, ports, process, size, tools};
use std::process::{Command, ExitCode};

/// The wasm tests call the server from a page of another origin. Both addresses are compiled in or allowed
/// by the server, so each comes from a fixed few ports.
const API_PORTS: std::ops::Range<u16> = 4610..4620;
const RUNNER_PORTS: std::ops::Range<u16> = 4620..4630;

/// Sets up, then runs every suite even after a failure.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    tools::wasm_target()?;
    let mut jobs = tools::missing()?;
    jobs.extend(browser::missing());
    jobs.extend(tools::missing_rules());
    jobs.extend(nginx::missing());
    jobs.extend(firefox::missing());
    install::all(jobs)?;

    let mut report = Report::default();
    report.static_checks();
    report.native_tests();
    report.wasm_tests();
    report.browser_tests();
    Ok(report.end())
}

/// The main flows of the release in Firefox, which has to be there or be installed.
pub(crate) fn firefox() -> Result<ExitCode, Failure> {
    dist::make(firefox::missing())?;
    if !firefox::there() {
        return Err(Failure::new(
            "there is no Firefox to test in, and none could be installed; the reason stands above.",
        ));
    }
    let mut report = Report::default();
    report.suite(
        "firefox",
        "Going through the main flows of the release in Firefox. 2 minutes the first time to compile.",
        || Ok(browser_tests(&["--ignored", "firefox::"])),
    );
    Ok(report.end())
}

/// The browser tests, of the release, with these words for the test runner.
fn browser_tests(words: &[&str]) -> Command {
    let mut cargo = workspace::cargo();
    cargo
        .args(["test", "--package", "e2e", "--no-fail-fast", "--"])
        .args(words)
        .env("PUBLIC_IPS_DIST", workspace::dist());
    cargo
}

/// Every browser test that can run here: those that need nginx or Firefox are marked `ignore`.
fn all_there_are() -> Vec<&'static str> {
    let mut words = vec!["--include-ignored"];
    let optional = [
        ("nginx", nginx::there(), "nginx::"),
        ("firefox", firefox::there(), "firefox::"),
    ];
    for (name, there, tests) in optional {
        if !there {
            println!("[{name}] Skipping the tests with {name}, which is not installed.");
            words.extend(["--skip", tests]);
        }
    }
    words
}

/// Totals so far. A step that is no test suite counts when it fails, so that `0 failed` means success.
#[derive(Default)]
pub(crate) struct Report {
    total: Tally,
}

impl Report {
    /// Format and clippy, for both targets.
    pub(crate) fn static_checks(&mut self) {
        let lint = ["--all-targets", "--", "-D", "warnings"];
        self.step(
            "format",
            "Checking the format. A second.",
            workspace::cargo().args(["fmt", "--all", "--check"]),
        );
        self.step(
            "clippy",
            "Linting the workspace. A minute the first time, then seconds.",
            workspace::cargo()
                .args(["clippy", "--workspace"])
                .args(lint),
        );
        let mut wasm = workspace::cargo();
        wasm.args(["clippy", "--package", "dom", "--package", "public-ips"])
            .args(["--target", WASM])
            .args(lint);
        self.step(
            "clippy wasm",
            "Linting the panel for the browser. A minute the first time, then seconds.",
            wasm.env("PUBLIC_IPS_TEST_API", api_server::url(API_PORTS.start)),
        );
    }

    /// Everything that needs no browser.
    pub(crate) fn native_tests(&mut self) {
        let mut cargo = workspace::cargo();
        cargo.args(["test", "--workspace", "--exclude", "e2e", "--no-fail-fast"]);
        self.suite(
            "native tests",
            "Testing model, simulator, server and rules. A minute the first time, then seconds.",
            || Ok(cargo),
        );
    }

    /// The panel's browser side, in Chromium, against a running server.
    fn wasm_tests(&mut self) {
        let mut server = None;
        self.suite(
            "wasm tests",
            "Testing the panel's browser side in Chromium. 2 minutes the first time, then seconds.",
            || {
                let (api, runner) = (
                    ports::first_free(API_PORTS)?,
                    ports::first_free(RUNNER_PORTS)?,
                );
                server = Some(Server::start(api, &api_server::url(runner))?);
                let mut cargo = workspace::cargo();
                cargo.args([
                    "test",
                    "--package",
                    "dom",
                    "--package",
                    "public-ips",
                    "--target",
                    WASM,
                    "--no-fail-fast",
                ]);
                cargo
                    .env(
                        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                        "wasm-bindgen-test-runner",
                    )
                    .env("CHROMEDRIVER", browser::driver()?);
                cargo
                    .env("WASM_BINDGEN_TEST_ADDRESS", format!("127.0.0.1:{runner}"))
                    .env("PUBLIC_IPS_TEST_API", api_server::url(api));
                Ok(cargo)
            },
        );
    }

    /// The release in Chromium, as a user sees it, and what it weighs.
    fn browser_tests(&mut self) {
        let release = dist::make(Vec::new());
        if release.is_ok()
            && let Err(failure) = size::check()
        {
            println!("[release] {failure}");
            self.total.failed += 1;
        }
        self.suite("browser tests", "Testing the release in Chromium. 2 minutes the first time to compile, then as long as the flows take.", || {
            release?;
            Ok(browser_tests(&all_there_are()))
        });
    }

    fn step(&mut self, name: &'static str, saying: &str, command: &mut Command) {
        let step = Step::begin(name, saying);
        match process::run(command, "see above") {
            Ok(()) => step.done(),
            Err(_) => {
                self.total.failed += 1;
                step.failed();
            }
        }
    }

    fn suite(
        &mut self,
        name: &'static str,
        saying: &str,
        command: impl FnOnce() -> Result<Command, Failure>,
    ) {
        let step = Step::begin(name, saying);
        let tally = command()
            .and_then(|mut command| tally::run(&mut command))
            .unwrap_or_else(|failure| {
                println!("{failure}");
                Tally {
                    passed: 0,
                    failed: 1,
                }
            });
        println!(
            "[{name}] {} passed, {} failed in this suite",
            tally.passed, tally.failed
        );
        self.total.passed += tally.passed;
        self.total.failed += tally.failed;
        if tally.failed == 0 {
            step.done()
        } else {
            step.failed()
        }
    }

    /// The last line, and the exit code.
    pub(crate) fn end(self) -> ExitCode {
        println!("{} passed, {} failed", self.total.passed, self.total.failed);
        if self.total.failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}
