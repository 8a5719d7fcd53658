//! nginx, Caddy and Apache, and openssl for their certificate, for the browser tests behind them.

use crate::apt;
use crate::install::Job;

/// A web server: its name in the tests' modules, its program, and Debian's package.
struct WebServer {
    name: &'static str,
    program: &'static str,
    package: &'static str,
}

/// Of Apache the program alone: the whole package would start a server.
const SERVERS: [WebServer; 3] = [
    WebServer {
        name: "nginx",
        program: "nginx",
        package: "nginx-light",
    },
    WebServer {
        name: "caddy",
        program: "caddy",
        package: "caddy",
    },
    WebServer {
        name: "apache",
        program: "apache2",
        package: "apache2-bin",
    },
];

/// The installation of those that are missing. The tests work without them, so a failure is reported and ignored.
pub(crate) fn missing() -> Option<Job> {
    let missing = SERVERS.iter().filter(|server| !server.is_installed());
    let mut packages: Vec<_> = missing.map(|server| server.package).collect();
    if packages.is_empty() {
        return None;
    }
    packages.extend(["openssl", "media-types"]);
    Some(Job::new(
        "web servers",
        "Installing nginx, Caddy and Apache with apt, to test the release behind them. First run only, a few seconds.",
        move || {
            if let Err(failure) = apt::install(&packages) {
                println!("[web servers] Skipped: {failure}");
            }
            Ok(())
        },
    ))
}

/// Name of each, and whether its tests can run.
pub(crate) fn installed() -> [(&'static str, bool); 3] {
    SERVERS.map(|server| (server.name, server.is_installed()))
}

impl WebServer {
    fn is_installed(&self) -> bool {
        apt::find(self.program).is_some() && apt::find("openssl").is_some()
    }
}
