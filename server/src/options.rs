//! Options of a server.

use crate::panel::Panel;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

/// Options of a server. [`Options::new`] has the defaults.
#[derive(Clone, Debug)]
pub struct Options {
    /// The built panel.
    pub panel: Panel,
    /// Address to listen on. Port 0 takes a free port; see [`crate::Server::addr`].
    pub listen: SocketAddr,
    /// Host names, without port, that a server beyond loopback answers to. IP addresses and loopback names are always
    /// allowed.
    pub host_names: Vec<String>,
    pub backend: Backend,
    /// The one origin, such as `https://panel.example`, whose pages may call `/v1`. `None` sends no CORS header.
    pub cors: Option<String>,
    /// API base for `config.json`: an https URL, an http URL on loopback, or a path. `None` writes
    /// `/v1`.
    pub api_base: Option<String>,
    /// Its base is the only one in the page's `connect-src`.
    pub config: Config,
    /// TLS with this certificate. `None` serves http.
    pub tls: Option<Tls>,
    /// A proxy in front of this server ends TLS, so keys do not travel in clear although this server speaks http.
    pub behind_tls_proxy: bool,
    /// Form of the log of requests on standard error. `None` writes none.
    pub log: Option<LogFormat>,
}

impl Options {
    /// The panel in the folder `dist` with the simulator, on a free port of 127.0.0.1, without CORS and without a log.
    pub fn new(dist: impl Into<PathBuf>) -> Self {
        Self {
            panel: Panel::Folder(dist.into()),
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            host_names: Vec::new(),
            backend: Backend::Simulator,
            cors: None,
            api_base: None,
            config: Config::Generated,
            tls: None,
            behind_tls_proxy: false,
            log: None,
        }
    }
}

/// Files in PEM.
#[derive(Clone, Debug)]
pub struct Tls {
    /// The certificate, followed by those of the authorities that signed it.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// Form of a line of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// `GET /v1/public-ips 200 12 ms`.
    Text,
    /// One JSON object.
    Json,
}

/// Source of the answers on `/v1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Backend {
    /// Simulated accounts in memory, fresh with each server.
    Simulator,
    /// A reverse proxy to this base URL, such as `https://api.paperspace.com/v1`.
    Upstream(String),
}

/// Content of `config.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Config {
    /// `{"apiBase": …}` from the options.
    #[default]
    Generated,
    /// This text, valid or not.
    Text(String),
    /// 404, as on a host without the file.
    Absent,
}

/// Limits on one request: on its head for any path, the others for `/v1`. Tests shorten them.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Time for the head of a request to arrive.
    pub head: Duration,
    /// Time for a whole connection: a client that does not read its answer must not keep it.
    pub connection: Duration,
    /// Time for a request body to arrive, and for an upstream to answer.
    pub time: Duration,
    /// Size of a request body, in bytes.
    pub request: usize,
    /// Size of an upstream's answer, in bytes.
    pub answer: usize,
    /// Delay of the simulator's late answers, beyond the panel's timeout.
    pub late: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            connection: Duration::from_secs(300),
            time: Duration::from_secs(30),
            request: 1024 * 1024,
            answer: 8 * 1024 * 1024,
            late: Duration::from_secs(20),
        }
    }
}
