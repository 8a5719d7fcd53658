//! nginx in front of the release, with the settings of `cargo xtask dist`.

use crate::certificate::Certificate;
use crate::panel::{dist, free_address};
use crate::wait::until;
use std::fs;
use std::net::{SocketAddr, TcpStream};
use std::panic::Location;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Main configuration: Debian's around the files in conf.d, with all output in a folder. The vendor's name leads to a
/// second server, which ends TLS in front of the simulator.
const MAIN_CONF: &str = "\
daemon off; master_process off; worker_processes 1; pid FOLDER/pid; error_log FOLDER/error.log;
events {}
http {
    include /etc/nginx/mime.types; default_type application/octet-stream; access_log FOLDER/access.log;
    client_body_temp_path FOLDER/body; proxy_temp_path FOLDER/proxy; fastcgi_temp_path FOLDER/fastcgi;
    uwsgi_temp_path FOLDER/uwsgi; scgi_temp_path FOLDER/scgi;
    include FOLDER/panel.conf;
    upstream api.paperspace.com { server API; }
    server {
        listen API ssl; ssl_certificate CERTIFICATE; ssl_certificate_key KEY; keepalive_timeout 0;
        location / { proxy_pass UPSTREAM; proxy_next_upstream off; }
    }
}
";

/// A running nginx with a copy of the release; dropping it stops it.
pub struct Nginx {
    process: Child,
    folder: PathBuf,
    address: SocketAddr,
    tls_address: SocketAddr,
}

impl Nginx {
    /// Starts it on two free ports, with TLS and without, as a proxy of `/v1` to `upstream` (`http://127.0.0.1:4600`), which
    /// it reaches by TLS too. But for places the shipped settings stay.
    #[track_caller]
    pub fn start(upstream: &str) -> impl Future<Output = Self> {
        let at = Location::caller();
        let upstream = upstream.to_owned();
        async move {
            let (address, tls_address, api) = (free_address(), free_address(), free_address());
            let certificate = Certificate::of_tests();
            let (pem, key) = (certificate.certificate(), certificate.key());
            let (pem, key) = (pem.display().to_string(), key.display().to_string());
            let folder = std::env::temp_dir().join(format!(
                "public-ips-nginx-{}-{}",
                std::process::id(),
                address.port()
            ));
            let dist = dist();
            let pages = folder.join("pages");
            copy(&dist, &pages);
            fs::write(pages.join("config.json"), r#"{"apiBase": "/v1"}"#).expect("a file");
            let settings = format!("{}-hosts/nginx.conf", dist.display());
            let settings = fs::read_to_string(&settings).expect("the settings of the release");
            let changes = [
                (
                    "listen 443 ssl;",
                    format!("listen {tls_address} ssl; listen {address};"),
                ),
                ("/etc/ssl/panel.example.pem", pem.clone()),
                ("/etc/ssl/panel.example.key", key.clone()),
                ("/etc/ssl/certs/ca-certificates.crt", pem.clone()),
                ("/srv/public-ips", pages.display().to_string()),
            ];
            let settings = changes.iter().fold(settings, |text, (from, to)| {
                assert!(text.contains(from), "nginx.conf has no {from:?}");
                text.replace(from, to)
            });
            fs::write(folder.join("panel.conf"), settings).expect("a file");
            let main = MAIN_CONF
                .replace("FOLDER", &folder.display().to_string())
                .replace("API", &api.to_string())
                .replace("UPSTREAM", &upstream)
                .replace("CERTIFICATE", &pem)
                .replace("KEY", &key);
            fs::write(folder.join("nginx.conf"), main).expect("a file");
            let process = Command::new(program())
                .arg("-p")
                .arg(&folder)
                .arg("-c")
                .arg(folder.join("nginx.conf"))
                .stderr(Stdio::inherit())
                .spawn()
                .expect("nginx; on Debian `apt-get install nginx-light` installs it");
            let nginx = Self {
                process,
                folder,
                address,
                tls_address,
            };
            until(at, "nginx to listen", async || {
                let connected = TcpStream::connect(address).map(drop);
                connected.map_err(|error| error.to_string())
            })
            .await;
            nginx
        }
    }

    /// URL of the panel with TLS, for [`crate::tls_panel_test`], without a slash at its end.
    pub fn tls_url(&self) -> String {
        format!("https://{}", self.tls_address)
    }

    /// URL of the panel without TLS.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Access and error log so far.
    pub fn log(&self) -> String {
        let read = |name| fs::read_to_string(self.folder.join(name)).expect("a log");
        format!("{}{}", read("access.log"), read("error.log"))
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Errors mean that it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Path of nginx; Debian installs it where only root's PATH looks.
fn program() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]);
    let mut found = folders.map(|folder| folder.join("nginx"));
    found
        .find(|file| file.is_file())
        .unwrap_or_else(|| "nginx".into())
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the release") {
        let path = entry.expect("a file of the release").path();
        let name = path.file_name().expect("a name");
        fs::copy(&path, to.join(name)).expect("a copy");
    }
}
