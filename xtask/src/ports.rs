//! Loopback ports.

use crate::failure::Failure;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

/// The first free port of a range. A random port would recompile the tests in each run: they contain the address.
pub(crate) fn first_free(candidates: std::ops::Range<u16>) -> Result<u16, Failure> {
    let named = format!("{} to {}", candidates.start, candidates.end - 1);
    let mut candidates = candidates;
    candidates
        .find(|port| listen(*port).is_ok())
        .ok_or_else(|| {
            Failure::new(format!(
                "ports {named} are all in use; stop the programs that listen there and try again."
            ))
        })
}

/// Fails before the build if the server could not listen on this port.
pub(crate) fn require_free(port: u16) -> Result<(), Failure> {
    match listen(port) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            let other = port.checked_add(1).unwrap_or(port - 1);
            Err(Failure::new(format!(
                "port {port} is in use; stop the other program or choose another port: `cargo xtask serve --port {other}`."
            )))
        }
        Err(error) => Err(Failure::new(format!(
            "cannot use port {port} ({error}); choose one above 1023 with --port."
        ))),
    }
}

/// Waits until a program accepts connections on this port; `false` after `limit`.
pub(crate) fn answers(port: u16, limit: Duration, mut still_wanted: impl FnMut() -> bool) -> bool {
    let started = Instant::now();
    while started.elapsed() < limit && still_wanted() {
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    false
}

fn listen(port: u16) -> std::io::Result<()> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map(drop)
}

#[cfg(test)]
mod tests {
    use super::{answers, first_free, require_free};
    use std::net::TcpListener;
    use std::time::Duration;

    #[test]
    fn a_busy_port_is_skipped_and_named() {
        let busy = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = busy.local_addr().unwrap().port();
        assert!(answers(port, Duration::from_secs(5), || true));
        assert!(first_free(port..port + 1).is_err());
        let failure = require_free(port).unwrap_err().to_string();
        assert!(
            failure.contains(&format!("port {port} is in use")) && failure.contains("--port"),
            "{failure}"
        );
    }
}
