//! The server of the wasm tests.

use crate::failure::Failure;
use crate::{ports, process, serve, workspace};
use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A server process; dropping it stops it.
pub(crate) struct Server(Child);

impl Server {
    /// Builds and starts the server, with CORS for `origin`, and waits until it answers.
    pub(crate) fn start(port: u16, origin: &str) -> Result<Self, Failure> {
        process::run(
            workspace::cargo()
                .args(["build", "--quiet"])
                .args(serve::SERVER),
            "the server of the wasm tests does not compile.",
        )?;
        let mut command = Command::new(binary()?);
        command.arg("--dist").arg(empty_panel()?).args([
            "--port",
            &port.to_string(),
            "--cors",
            origin,
        ]);
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .map_err(|error| process::not_started(&command, &error))?;
        let mut server = Self(child);
        if ports::answers(port, Duration::from_secs(20), || {
            matches!(server.0.try_wait(), Ok(None))
        }) {
            return Ok(server);
        }
        Err(Failure::new(format!(
            "the server of the wasm tests did not answer on port {port}; see above."
        )))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Errors mean that the process has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A panel with an empty page: the wasm tests only call the API, and need no release.
fn empty_panel() -> Result<PathBuf, Failure> {
    let folder = workspace::target().join("wasm-tests");
    let page = folder.join("index.html");
    fs::create_dir_all(&folder)
        .and_then(|()| {
            fs::write(
                &page,
                "<!doctype html><title>API for the wasm tests</title>\n",
            )
        })
        .map_err(|error| Failure::file("write", &page, &error))?;
    Ok(folder)
}

fn binary() -> Result<PathBuf, Failure> {
    let path = workspace::target().join("debug").join(serve::BINARY);
    if path.is_file() {
        Ok(path)
    } else {
        Err(Failure::new(format!(
            "the built server is not at {}.",
            path.display()
        )))
    }
}

/// URL of a loopback port.
pub(crate) fn url(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}
