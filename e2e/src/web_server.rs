//! Web servers in front of the release, with the settings of `cargo xtask dist`.

use crate::certificate::Certificate;
use crate::panel::{dist, free_address};
use crate::wait::until;
use std::fs;
use std::net::{SocketAddr, TcpStream};
use std::panic::Location;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A web server that the project has settings for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Software {
    /// nginx.
    Nginx,
    /// Caddy.
    Caddy,
    /// Apache.
    Apache,
}

/// nginx' main configuration: Debian's around the files in conf.d, with all output in a folder. The vendor's name leads to
/// a second server, which ends TLS in front of the simulator.
const NGINX: &str = "\
daemon off; master_process off; worker_processes 1; pid FOLDER/pid; error_log FOLDER/error.log;
events {}
http {
    include /etc/nginx/mime.types; default_type application/octet-stream; access_log FOLDER/access.log;
    client_body_temp_path FOLDER/body; proxy_temp_path FOLDER/proxy; fastcgi_temp_path FOLDER/fastcgi;
    uwsgi_temp_path FOLDER/uwsgi; scgi_temp_path FOLDER/scgi;
    include FOLDER/settings;
    upstream api.paperspace.com { server API; }
    server {
        listen API ssl; ssl_certificate CERTIFICATE; ssl_certificate_key KEY; keepalive_timeout 0;
        location / { proxy_pass UPSTREAM; proxy_next_upstream off; }
    }
}
";

const CADDY: &str = "\
import FOLDER/settings
(log) {
	log {
		output file FOLDER/access.log
	}
}
http://PLAIN {
	import log
	import panel
}
https://TLS {
	tls CERTIFICATE KEY
	import log
	import panel
}
";

/// Options of the tests beside those that are shipped.
const CADDY_OPTIONS: &str = "\
	admin off
	auto_https off
	default_sni localhost
	storage file_system FOLDER
	log {
		output file FOLDER/error.log
	}
	servers {
";

/// Without Debian's own configuration, whose package would start a server. `mod_mime` has Debian's two surprises.
const APACHE: &str = "\
ServerName panel.example
ServerRoot FOLDER
PidFile FOLDER/pid
ErrorLog FOLDER/error.log
LogFormat \"%r %>s\" line
CustomLog FOLDER/access.log line
DefaultRuntimeDir FOLDER
Mutex sem
Listen PLAIN
Listen TLS
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
LoadModule mime_module /usr/lib/apache2/modules/mod_mime.so
LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
LoadModule rewrite_module /usr/lib/apache2/modules/mod_rewrite.so
LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so
TypesConfig /etc/mime.types
AddType application/x-gzip .gz .tgz
AddLanguage br .br
<IfModule unixd_module>
    User www-data
    Group www-data
</IfModule>
Include FOLDER/settings
";

impl Software {
    /// The file of settings, and the places of it that a test changes. nginx reaches the API by TLS, at the vendor's name;
    /// the others have no other word for that name, and reach it without.
    fn settings(self, at: &Places) -> (&'static str, Vec<(&'static str, String)>) {
        let (plain, tls) = (at.plain, at.tls);
        let api = ("https://api.paperspace.com", at.upstream.clone());
        match self {
            Self::Nginx => (
                "nginx.conf",
                vec![
                    (
                        "listen 443 ssl;",
                        format!("listen {tls} ssl; listen {plain};"),
                    ),
                    ("/etc/ssl/panel.example.pem", at.certificate.clone()),
                    ("/etc/ssl/panel.example.key", at.key.clone()),
                    ("/etc/ssl/certs/ca-certificates.crt", at.certificate.clone()),
                ],
            ),
            Self::Caddy => (
                "Caddyfile",
                vec![
                    (
                        "\tservers {\n",
                        CADDY_OPTIONS.replace("FOLDER", &at.folder.display().to_string()),
                    ),
                    // A snippet, for both sites of the main settings.
                    ("\npanel.example {", "\n(panel) {".to_owned()),
                    api,
                ],
            ),
            Self::Apache => (
                "apache.conf",
                vec![
                    ("/etc/ssl/panel.example.pem", at.certificate.clone()),
                    ("/etc/ssl/panel.example.key", at.key.clone()),
                    api,
                ],
            ),
        }
    }

    fn main_settings(self, at: &Places) -> String {
        let text = match self {
            Self::Nginx => NGINX,
            Self::Caddy => CADDY,
            Self::Apache => APACHE,
        };
        text.replace("FOLDER", &at.folder.display().to_string())
            .replace("API", &at.api.to_string())
            .replace("UPSTREAM", &at.upstream)
            .replace("PLAIN", &at.plain.to_string())
            .replace("TLS", &at.tls.to_string())
            .replace("CERTIFICATE", &at.certificate)
            .replace("KEY", &at.key)
    }

    fn command(self, folder: &Path) -> Command {
        let main = folder.join("main");
        let mut command = match self {
            Self::Nginx => Command::new(program("nginx")),
            Self::Caddy => Command::new(program("caddy")),
            Self::Apache => Command::new(program("apache2")),
        };
        match self {
            Self::Nginx => command.arg("-p").arg(folder).arg("-c").arg(main),
            Self::Caddy => command
                .args(["run", "--adapter", "caddyfile", "--config"])
                .arg(main)
                .env("HOME", folder),
            // One process, which a test can end.
            Self::Apache => command.arg("-X").arg("-f").arg(main),
        };
        command
    }
}

/// What differs between a test and a host.
struct Places {
    folder: PathBuf,
    plain: SocketAddr,
    tls: SocketAddr,
    /// For TLS in front of the simulator.
    api: SocketAddr,
    upstream: String,
    certificate: String,
    key: String,
}

/// A running web server with a copy of the release; dropping it stops it.
pub struct WebServer {
    process: Child,
    at: Places,
}

impl WebServer {
    /// Starts it on two free ports, with TLS and without, as a proxy of `/v1` to `upstream` (`http://127.0.0.1:4600`). But
    /// for places the shipped settings stay.
    #[track_caller]
    pub fn start(software: Software, upstream: &str) -> impl Future<Output = Self> {
        let caller = Location::caller();
        let upstream = upstream.to_owned();
        async move {
            let certificate = Certificate::of_tests();
            let plain = free_address();
            let folder = format!("public-ips-{software:?}-{}-{plain}", std::process::id());
            let at = Places {
                folder: std::env::temp_dir().join(folder.replace(':', "-")),
                plain,
                tls: free_address(),
                api: free_address(),
                upstream,
                certificate: certificate.certificate().display().to_string(),
                key: certificate.key().display().to_string(),
            };
            let dist = dist();
            let pages = at.folder.join("pages");
            copy(&dist, &pages);
            fs::write(pages.join("config.json"), r#"{"apiBase": "/v1"}"#).expect("a file");
            let (name, mut changes) = software.settings(&at);
            changes.push(("/srv/public-ips", pages.display().to_string()));
            let settings = fs::read_to_string(format!("{}-hosts/{name}", dist.display()));
            let settings = settings.expect("the settings of the release");
            let settings = changes.iter().fold(settings, |text, (from, to)| {
                assert!(text.contains(from), "{name} has no {from:?}");
                text.replace(from, to)
            });
            let settings = match software {
                Software::Nginx | Software::Caddy => settings,
                Software::Apache => {
                    let tls = settings.replace("*:443", &at.tls.to_string());
                    let plain = settings.replace("*:443", &plain.to_string());
                    format!(
                        "{tls}{}",
                        plain.replace("SSLEngine on\n", "SSLEngine off\n")
                    )
                }
            };
            fs::write(at.folder.join("settings"), settings).expect("a file");
            fs::write(at.folder.join("main"), software.main_settings(&at)).expect("a file");
            let process = software
                .command(&at.folder)
                .stdout(Stdio::null())
                .stderr(Stdio::from(
                    fs::File::create(at.folder.join("output")).expect("a file"),
                ))
                .spawn();
            let process = process.expect("a web server that `cargo xtask test` installs");
            let server = Self { process, at };
            until(caller, "the web server to listen", async || {
                let listens = [server.at.plain, server.at.tls].map(TcpStream::connect);
                let said = fs::read_to_string(server.at.folder.join("output")).unwrap_or_default();
                if listens.iter().all(Result::is_ok) {
                    Ok(())
                } else {
                    Err(said)
                }
            })
            .await;
            server
        }
    }

    /// URL of the panel with TLS, for [`crate::tls_panel_test`], without a slash at its end.
    pub fn tls_url(&self) -> String {
        format!("https://{}", self.at.tls)
    }

    /// URL of the panel without TLS.
    pub fn url(&self) -> String {
        format!("http://{}", self.at.plain)
    }

    /// Everything that it has written so far.
    pub fn log(&self) -> String {
        let files = ["access.log", "error.log", "output"];
        let texts = files.map(|name| fs::read(self.at.folder.join(name)).unwrap_or_default());
        String::from_utf8_lossy(&texts.concat()).into_owned()
    }
}

impl Drop for WebServer {
    fn drop(&mut self) {
        // Errors mean that it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.at.folder);
    }
}

/// Path of a program; Debian installs servers where only root's PATH looks.
fn program(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]);
    let mut found = folders.map(|folder| folder.join(name));
    found
        .find(|file| file.is_file())
        .unwrap_or_else(|| name.into())
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the release") {
        let path = entry.expect("a file of the release").path();
        let name = path.file_name().expect("a name");
        fs::copy(&path, to.join(name)).expect("a copy");
    }
}
