//! Child processes.

use crate::failure::Failure;
use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs a command in this terminal. `failure` is the message for a non-zero exit.
pub(crate) fn run(command: &mut Command, failure: &str) -> Result<(), Failure> {
    let status = command
        .status()
        .map_err(|error| not_started(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(failure))
    }
}

/// Runs a command with its output in `log`, for jobs that run in parallel.
pub(crate) fn run_logged(command: &mut Command, log: &Path, failure: &str) -> Result<(), Failure> {
    if let Some(folder) = log.parent() {
        std::fs::create_dir_all(folder).map_err(|error| Failure::file("create", folder, &error))?;
    }
    let file = File::create(log).map_err(|error| Failure::file("create", log, &error))?;
    let copy = file
        .try_clone()
        .map_err(|error| Failure::file("write", log, &error))?;
    let status = command
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(copy)
        .status()
        .map_err(|error| not_started(command, &error))?;
    if status.success() {
        return Ok(());
    }
    let text = std::fs::read_to_string(log).unwrap_or_default();
    if is_network_error(&text) {
        return Err(Failure::new(format!(
            "{failure} No network: check the connection or the proxy and try again (log: {}).",
            log.display()
        )));
    }
    eprintln!("{}", last_lines(&text, 15));
    Err(Failure::new(format!(
        "{failure} See the end of {}.",
        log.display()
    )))
}

/// Standard output of a command; `None` if it is missing or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The failure for a program that does not start.
pub(crate) fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    let program = command.get_program().to_string_lossy();
    if error.kind() != ErrorKind::NotFound {
        return Failure::new(format!("could not start {program}: {error}."));
    }
    let advice = match &*program {
        "node" | "npm" => "install Node.js 20 or later with npm",
        "rustup" | "cargo" => "install Rust with rustup",
        _ => "install it",
    };
    Failure::new(format!(
        "{program} is not on the PATH; {advice} and try again."
    ))
}

/// Whether the output of cargo, npm or apt reports a network error.
fn is_network_error(text: &str) -> bool {
    [
        "Could not resolve host",
        "Couldn't connect",
        "Could not connect",
        "Failed to connect",
        "Temporary failure resolving",
        "EAI_AGAIN",
        "ENOTFOUND",
        "ECONNREFUSED",
        "ETIMEDOUT",
        "ENETUNREACH",
        "network failure",
        "Operation timed out",
    ]
    .iter()
    .any(|message| text.contains(message))
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines
        .get(lines.len().saturating_sub(count)..)
        .unwrap_or_default()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::{is_network_error, last_lines};

    #[test]
    fn network_errors_are_recognised() {
        assert!(is_network_error("npm error code EAI_AGAIN"));
        assert!(is_network_error(
            "[6] Could not resolve hostname (Could not resolve host: example.com)"
        ));
        assert!(!is_network_error(
            "error[E0425]: cannot find value `x` in this scope"
        ));
    }

    #[test]
    fn the_tail_of_a_log_is_its_last_lines() {
        assert_eq!(last_lines("a\nb\nc\n", 2), "b\nc");
        assert_eq!(last_lines("a", 5), "a");
    }
}
