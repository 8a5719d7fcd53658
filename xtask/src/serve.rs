//! `cargo xtask serve`: sets up, builds, and serves the panel.

use crate::arguments::Serve;
use crate::failure::Failure;
use crate::install::Job;
use crate::{dist, ports, process, workspace};
use std::os::unix::process::CommandExt as _;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

/// The server's binary as Cargo builds it. `public-ips` in Cargo's folder is the panel's; a user gets the server under
/// that name (`binary.rs`).
pub(crate) const BINARY: &str = "public-ips-server";
/// Cargo's arguments for the server's binary.
pub(crate) const SERVER: [&str; 4] = ["--package", "server", "--bin", BINARY];

pub(crate) fn run(options: &Serve) -> Result<ExitCode, Failure> {
    ports::require_free(options.port)?;
    dist::build_if_changed(vec![server()])?;
    if options.open {
        open_browser_later(options.port)?;
    }
    let mut server = workspace::cargo();
    server.args(["run", "--quiet"]).args(SERVER).arg("--");
    server
        .arg("--dist")
        .arg(workspace::dist())
        .args(["--port", &options.port.to_string()])
        .args(&options.passed_on);
    // `exec` replaces this process by cargo, and cargo by the server: Ctrl-C and kill reach it directly.
    let error = server.exec();
    Err(process::not_started(&server, &error))
}

/// Compiles the server.
pub(crate) fn server() -> Job {
    Job::new(
        "server",
        "Compiling the server. A minute the first time.",
        || {
            process::run_logged(
                workspace::cargo().arg("build").args(SERVER),
                &workspace::log("server"),
                "the server does not compile.",
            )
        },
    )
}

/// Starts this program again to open the browser: this process becomes the server.
fn open_browser_later(port: u16) -> Result<(), Failure> {
    let program = std::env::current_exe().map_err(|error| {
        Failure::new(format!("could not find the path of this program: {error}."))
    })?;
    let mut opener = Command::new(program);
    opener.args(["open-browser", &port.to_string()]);
    opener
        .spawn()
        .map(drop)
        .map_err(|error| process::not_started(&opener, &error))
}

/// Waits for the server and opens it in the browser.
pub(crate) fn open_browser(arguments: &[String]) -> Result<ExitCode, Failure> {
    let port = arguments
        .first()
        .and_then(|port| port.parse().ok())
        .unwrap_or_default();
    if !ports::answers(port, Duration::from_secs(30), || true) {
        return Err(Failure::new(format!(
            "no browser opened: port {port} did not answer."
        )));
    }
    let program = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let mut browser = Command::new(program);
    browser
        .arg(format!("http://127.0.0.1:{port}/"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    match browser.status() {
        Ok(status) if status.success() => Ok(ExitCode::SUCCESS),
        _ => Err(Failure::new(format!(
            "{program} could not open a browser; open http://127.0.0.1:{port}/."
        ))),
    }
}
