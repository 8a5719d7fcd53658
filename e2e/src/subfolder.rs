//! A host that serves files alone, with the panel in a folder: Python's http.server.

use crate::panel::{dist, free_address};
use crate::wait::until;
use std::fs;
use std::net::{SocketAddr, TcpStream};
use std::panic::Location;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// A running server; dropping it stops it.
pub struct Subfolder {
    process: Child,
    folder: PathBuf,
    address: SocketAddr,
}

impl Subfolder {
    /// Serves a copy of the release at an address, with this `config.json`.
    #[track_caller]
    pub fn start(address: SocketAddr, config: &str) -> impl Future<Output = Self> {
        let caller = Location::caller();
        let config = config.to_owned();
        async move {
            let name = format!("public-ips-subfolder-{}", free_address().port());
            let folder = std::env::temp_dir().join(name);
            let panel = folder.join("panel");
            fs::create_dir_all(&panel).expect("a folder");
            for entry in fs::read_dir(dist()).expect("the release") {
                let path = entry.expect("a file of the release").path();
                let name = path.file_name().expect("a name");
                fs::copy(&path, panel.join(name)).expect("a copy");
            }
            fs::write(panel.join("config.json"), config).expect("a file");
            let process = Command::new("python3")
                .args(["-m", "http.server", "--bind", "127.0.0.1", "--directory"])
                .arg(&folder)
                .arg(address.port().to_string())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("python3");
            let host = Self {
                process,
                folder,
                address,
            };
            until(caller, "http.server to listen", async || {
                let connected = TcpStream::connect(address).map(drop);
                connected.map_err(|error| error.to_string())
            })
            .await;
            host
        }
    }

    /// URL of the panel, with a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}/panel/", self.address)
    }
}

impl Drop for Subfolder {
    fn drop(&mut self) {
        // Errors mean that it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}
