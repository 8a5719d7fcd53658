//! `cargo xtask serve`: from nothing to an answering panel.

use crate::arguments::Serve;
use crate::failure::Failure;
use crate::install::Job;
use crate::{dist, ports, process, tools, workspace};
use std::os::unix::process::CommandExt as _;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

/// Package and binary of the server.
pub(crate) const SERVER: [&str; 4] = ["--package", "server", "--bin", "public-ips-server"];

/// Sets up, builds, and becomes the server.
pub(crate) fn run(options: &Serve) -> Result<ExitCode, Failure> {
    ports::require_free(options.port)?;
    dist::make(vec![server()])?;
    if options.open {
        open_later(options.port)?;
    }
    let mut server = workspace::cargo();
    server.args(["run", "--quiet"]).args(SERVER).arg("--");
    server
        .arg("--dist")
        .arg(workspace::dist())
        .args(["--port", &options.port.to_string()])
        .args(&options.passed_on);
    // This process becomes cargo, and cargo becomes the server: Ctrl-C and kill reach it without a relay.
    let error = server.exec();
    Err(process::not_started(&server, &error))
}

/// Compiles the server; its dependencies need about a minute the first time.
pub(crate) fn server() -> Job {
    Job::new(
        "server",
        "Compiling the server that stands in for the vendor's API. A minute the first time, then a second.",
        || {
            process::run_logged(
                workspace::cargo().arg("build").args(SERVER),
                &tools::log("server"),
                "The server does not compile.",
            )
        },
    )
}

/// Starts this program a second time to open the browser, because the first one becomes the server.
fn open_later(port: u16) -> Result<(), Failure> {
    let program = std::env::current_exe().map_err(|error| {
        Failure::new(format!(
            "could not find this program to start it again: {error}."
        ))
    })?;
    let mut opener = Command::new(program);
    opener.args(["open-when-answering", &port.to_string()]);
    opener
        .spawn()
        .map(drop)
        .map_err(|error| process::not_started(&opener, &error))
}

/// Waits for the server and shows it in the browser.
pub(crate) fn open_when_answering(arguments: &[String]) -> Result<ExitCode, Failure> {
    let port = arguments
        .first()
        .and_then(|port| port.parse().ok())
        .unwrap_or_default();
    if !ports::answers(port, Duration::from_secs(30), || true) {
        return Err(Failure::new(format!(
            "nothing answered at port {port}, so no browser was opened."
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
            "no browser could be opened with {program}: open http://127.0.0.1:{port}/ yourself."
        ))),
    }
}
