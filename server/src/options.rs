//! What a server is started with.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

/// Everything a server is started with. [`Options::new`] gives the usual
/// values; a caller changes the fields it cares about.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder that holds the built panel; it must contain `index.html`.
    pub dist: PathBuf,
    /// Where to listen. Port 0 takes a free port; [`crate::Server::addr`] tells which.
    pub listen: SocketAddr,
    /// The host names, without port, that a server beyond loopback is called by.
    /// IP addresses and loopback names need not be named.
    pub names: Vec<String>,
    /// What answers `/v1`.
    pub backend: Backend,
    /// The one origin, such as `https://panel.example`, whose pages may call
    /// `/v1` of this server. `None` sends no CORS header at all.
    pub cors: Option<String>,
    /// The API base written into `config.json`: an https URL, an http URL on
    /// loopback, or a path. Its origin is added to the page's `connect-src`.
    /// `None` writes `/v1`.
    pub api_base: Option<String>,
    /// What `config.json` answers.
    pub config: Config,
    /// Whether each request is written to standard error as one line.
    pub log: bool,
}

impl Options {
    /// The panel in `dist` with the simulator, on a free port of 127.0.0.1,
    /// without CORS and without a log.
    pub fn new(dist: impl Into<PathBuf>) -> Self {
        Self {
            dist: dist.into(),
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            names: Vec::new(),
            backend: Backend::Simulator,
            cors: None,
            api_base: None,
            config: Config::Generated,
            log: false,
        }
    }
}

/// What answers `/v1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Backend {
    /// A simulated account in memory; it starts anew with each server.
    Simulator,
    /// A reverse proxy to this base URL, such as `https://api.paperspace.com/v1`.
    Upstream(String),
}

/// What `config.json` answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Config {
    /// `{"apiBase": …}` with the base of the options.
    #[default]
    Generated,
    /// This text as it is, whatever it holds.
    Text(String),
    /// 404, as on a host that has no such file.
    Absent,
}

/// The limits on one `/v1` request. The default holds in every normal run;
/// tests shorten it.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The longest a request may take to arrive, and an upstream to answer.
    pub time: Duration,
    /// The largest request body, in bytes.
    pub request: usize,
    /// The largest upstream answer, in bytes.
    pub answer: usize,
    /// How long an answer takes that the simulator calls late; longer than the panel waits.
    pub late: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(30),
            request: 1024 * 1024,
            answer: 8 * 1024 * 1024,
            late: Duration::from_secs(20),
        }
    }
}
