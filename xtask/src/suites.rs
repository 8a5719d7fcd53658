//! `cargo xtask test`: runs every suite and reports all failures.

use crate::failure::Failure;
use crate::install::Job;
use crate::progress::Progress;
use crate::test_counts::{self, TestCounts};
use crate::test_server::{self, Server};
use crate::workspace::{self, WASM};
use crate::{
    apt, chromium, dist, firefox, install, ports, process, size, tools, web_servers, webkit,
};
use std::process::{Command, ExitCode};

/// Ports of the wasm tests: the server's is compiled in, and the server allows the runner's origin. Fixed ranges avoid
/// a recompile in each run.
const API_PORTS: std::ops::Range<u16> = 4610..4620;
const RUNNER_PORTS: std::ops::Range<u16> = 4620..4630;

/// Sets up, then runs every suite, even after a failure.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    tools::wasm_target()?;
    let mut jobs = tools::missing()?;
    jobs.extend(chromium::missing());
    jobs.extend(tools::missing_axe());
    jobs.extend(web_servers::missing());
    jobs.extend(firefox::missing());
    jobs.extend(webkit::missing());
    install::all(jobs)?;

    let mut report = Report::default();
    report.static_checks();
    report.native_tests();
    report.wasm_tests();
    report.browser_tests();
    Ok(report.end())
}

/// Runs the main flows in a browser beside Chromium, which has to be installed or installable. `module` has its tests.
pub(crate) fn main_flows(
    browser: &str,
    module: &'static str,
    missing: Vec<Job>,
    is_installed: fn() -> bool,
) -> Result<ExitCode, Failure> {
    dist::build_if_changed(missing)?;
    if !is_installed() {
        return Err(Failure::new(format!(
            "{browser} is not installed, and could not be installed; see above."
        )));
    }
    let mut report = Report::default();
    report.suite(
        module,
        &format!("Testing the main flows in {browser}. 2 more minutes the first time, to compile."),
        || {
            Ok(browser_tests(&[
                "--ignored".to_owned(),
                format!("{module}::"),
            ]))
        },
    );
    Ok(report.end())
}

/// The browser tests of the release, with these arguments for the test runner.
fn browser_tests(arguments: &[String]) -> Command {
    let mut cargo = workspace::cargo();
    cargo
        .args(["test", "--package", "e2e", "--no-fail-fast", "--"])
        .args(arguments)
        .env("PUBLIC_IPS_DIST", workspace::dist());
    cargo
}

/// The test runner's arguments for every browser test that can run here. Those that need a web server, Python, Firefox
/// or WebKit are marked `ignore`, and named by a module that ends in its name.
fn all_available() -> Vec<String> {
    let mut arguments = vec!["--include-ignored".to_owned()];
    let others = [
        ("python", apt::find("python3").is_some()),
        ("firefox", firefox::is_installed()),
        ("webkit", webkit::is_installed()),
    ];
    for (name, installed) in web_servers::installed().into_iter().chain(others) {
        if !installed {
            println!("[{name}] Skipping the tests with {name}: not installed.");
            arguments.extend(["--skip".to_owned(), format!("{name}::")]);
        }
    }
    arguments
}

/// Totals of all suites. Other steps count when they fail, so `0 failed` means success.
#[derive(Default)]
pub(crate) struct Report {
    total: TestCounts,
}

impl Report {
    /// Format, and clippy for both targets.
    pub(crate) fn static_checks(&mut self) {
        let lint = ["--all-targets", "--", "-D", "warnings"];
        self.step(
            "format",
            "Checking the format.",
            workspace::cargo().args(["fmt", "--all", "--check"]),
        );
        self.step(
            "clippy",
            "Linting the workspace. A minute the first time.",
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
            "Linting the panel for wasm. A minute the first time.",
            wasm.env("PUBLIC_IPS_TEST_API", test_server::url(API_PORTS.start)),
        );
    }

    pub(crate) fn native_tests(&mut self) {
        let mut cargo = workspace::cargo();
        cargo.args(["test", "--workspace", "--exclude", "e2e", "--no-fail-fast"]);
        self.suite(
            "native tests",
            "Running the native tests. A minute the first time.",
            || Ok(cargo),
        );
    }

    /// The panel's own wasm tests in Chromium, against a server.
    fn wasm_tests(&mut self) {
        let mut server = None;
        self.suite(
            "wasm tests",
            "Running the wasm tests in Chromium. 2 minutes the first time.",
            || {
                let (api, runner) = (
                    ports::first_free(API_PORTS)?,
                    ports::first_free(RUNNER_PORTS)?,
                );
                server = Some(Server::start(api, &test_server::url(runner))?);
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
                    .env("CHROMEDRIVER", chromium::driver()?);
                cargo
                    .env("WASM_BINDGEN_TEST_ADDRESS", format!("127.0.0.1:{runner}"))
                    .env("PUBLIC_IPS_TEST_API", test_server::url(api));
                Ok(cargo)
            },
        );
    }

    /// The browser tests of the release, and its size.
    fn browser_tests(&mut self) {
        let release = dist::build_if_changed(Vec::new());
        if release.is_ok()
            && let Err(failure) = size::check()
        {
            println!("[release] {failure}");
            self.total.failed += 1;
        }
        self.suite(
            "browser tests",
            "Testing the release in Chromium, and its main flows in Firefox and WebKit. 7 minutes, and 2 more the first time, to compile.",
            || {
                release?;
                Ok(browser_tests(&all_available()))
            },
        );
    }

    fn step(&mut self, name: &'static str, message: &str, command: &mut Command) {
        let progress = Progress::start(name, message);
        match process::run(command, "see above") {
            Ok(()) => progress.done(),
            Err(_) => {
                self.total.failed += 1;
                progress.failed();
            }
        }
    }

    fn suite(
        &mut self,
        name: &'static str,
        message: &str,
        command: impl FnOnce() -> Result<Command, Failure>,
    ) {
        let progress = Progress::start(name, message);
        let counts = command()
            .and_then(|mut command| test_counts::run(&mut command))
            .unwrap_or_else(|failure| {
                println!("{failure}");
                TestCounts {
                    passed: 0,
                    failed: 1,
                }
            });
        println!(
            "[{name}] {} passed, {} failed in this suite",
            counts.passed, counts.failed
        );
        self.total.passed += counts.passed;
        self.total.failed += counts.failed;
        if counts.failed == 0 {
            progress.done()
        } else {
            progress.failed()
        }
    }

    /// Prints the totals and returns the exit code.
    pub(crate) fn end(self) -> ExitCode {
        println!("{} passed, {} failed", self.total.passed, self.total.failed);
        if self.total.failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}
