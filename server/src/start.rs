//! Starting and stopping a server, and what a test does with it meanwhile.

use crate::fault::Fault;
use crate::journal::Entry;
use crate::options::{Backend, Limits, Options};
use crate::reply::HangUp;
use crate::script::Gate;
use crate::shared::Shared;
use crate::{api, config, headers, host, log, pages};
use axum::Router;
use axum::body::Body;
use axum::http::Response;
use axum::middleware;
use axum::routing::{any, get};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

/// How long requests under way may take to end once the server is to stop.
const LAST_ANSWERS: Duration = Duration::from_secs(2);
/// How long a client may take to send the head of a request.
const HEAD: Duration = Duration::from_secs(10);

/// Why a server did not start; the text says what to do about it.
#[derive(Debug)]
pub enum StartError {
    /// The folder holds no `index.html`.
    NoPanel(PathBuf),
    /// Another program listens there.
    Busy(SocketAddr),
    /// The address cannot be listened on for another reason.
    Listen(SocketAddr, io::Error),
    /// The upstream URL, and what is wrong with it.
    Upstream(String, &'static str),
    /// The CORS origin, and what is wrong with it.
    Cors(String, &'static str),
    /// The API base, and what is wrong with it.
    ApiBase(String, &'static str),
}

impl std::fmt::Display for StartError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoPanel(dist) => write!(
                f,
                "{} holds no index.html: build the panel with `cargo xtask dist`, or name the folder with --dist.",
                dist.display()
            ),
            Self::Busy(address) => write!(
                f,
                "Port {} of {} is in use: stop the program that has it, or choose another with --port.",
                address.port(),
                address.ip()
            ),
            Self::Listen(address, error) => write!(
                f,
                "Cannot listen on {address} ({error}): choose another address with --host or --port."
            ),
            Self::Upstream(text, why) => write!(
                f,
                "The upstream `{text}` {why}: give a base URL such as https://api.paperspace.com/v1."
            ),
            Self::Cors(text, why) => write!(
                f,
                "The CORS origin `{text}` {why}: give scheme, host and port only, such as https://panel.example."
            ),
            Self::ApiBase(text, why) => write!(
                f,
                "The API base `{text}` {why}: give an https URL, an http URL on this machine, or a path such as /v1."
            ),
        }
    }
}

impl std::error::Error for StartError {}

/// A running server. Dropping it stops it without waiting for anything.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    stopping: watch::Sender<bool>,
    accepting: JoinHandle<()>,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

/// Starts a server; it answers as soon as this returns.
///
/// # Errors
/// See [`StartError`]; nothing is left running.
pub async fn start(options: Options) -> Result<Server, StartError> {
    start_within(options, Limits::default()).await
}

/// [`start`] with other limits on `/v1`.
///
/// # Errors
/// As [`start`].
pub async fn start_within(options: Options, limits: Limits) -> Result<Server, StartError> {
    let wanted = options.listen;
    let shared = Arc::new(Shared::new(options, limits)?);
    let listener = TcpListener::bind(wanted).await.map_err(|error| {
        if error.kind() == io::ErrorKind::AddrInUse {
            StartError::Busy(wanted)
        } else {
            StartError::Listen(wanted, error)
        }
    })?;
    let address = listener
        .local_addr()
        .map_err(|error| StartError::Listen(wanted, error))?;
    let (stopping, stop) = watch::channel(false);
    let accepting = tokio::spawn(accept(listener, router(&shared), stop));
    Ok(Server {
        address,
        shared,
        stopping,
        accepting,
    })
}

fn router(shared: &Arc<Shared>) -> Router {
    // The last layer is the outermost: the log sees everything, and even a
    // refused host gets the security headers.
    let state = || Arc::clone(shared);
    Router::new()
        .route("/v1", any(api::answer))
        .route("/v1/{*rest}", any(api::answer))
        .route("/config.json", get(config::answer))
        .fallback_service(pages::files(shared))
        .layer(middleware::from_fn_with_state(state(), host::check))
        .layer(middleware::from_fn_with_state(state(), headers::add))
        .layer(middleware::from_fn_with_state(state(), log::line))
        .with_state(state())
}

async fn accept(listener: TcpListener, app: Router, mut stop: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((socket, _)) => {
                    connections.spawn(converse(socket, app.clone(), stop.clone()));
                }
                // Out of file handles, for instance: give others time to end.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            Some(_) = connections.join_next() => {}
            _ = stop.changed() => break,
        }
    }
    drop(listener);
    let ended = async { while connections.join_next().await.is_some() {} };
    // What is still under way after that is aborted with the set.
    tokio::time::timeout(LAST_ANSWERS, ended).await.ok();
}

/// Serves one connection until it or the server ends.
async fn converse(socket: TcpStream, app: Router, mut stop: watch::Receiver<bool>) {
    let app = TowerToHyperService::new(app);
    let asked = AtomicBool::new(false);
    let service = service_fn(|request: axum::http::Request<Incoming>| {
        asked.store(true, Ordering::Relaxed);
        let answer = app.call(request.map(Body::new));
        async move { sent(answer.await.unwrap_or_else(|never| match never {})) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(socket), service);
    let mut connection = pin!(connection);
    tokio::select! {
        // An error is the client's going away, or a fault that was asked for.
        _ = connection.as_mut() => {}
        _ = stop.changed() => {
            // A browser opens connections ahead of need; one that never asked
            // for anything would be waited for in vain.
            if asked.load(Ordering::Relaxed) {
                connection.as_mut().graceful_shutdown();
                connection.await.ok();
            }
        }
    }
}

/// An error in place of an answer makes hyper close the connection.
fn sent(response: Response<Body>) -> Result<Response<Body>, io::Error> {
    match response.extensions().get::<HangUp>() {
        Some(_) => Err(io::Error::other("the script closed the connection")),
        None => Ok(response),
    }
}

impl Server {
    /// Where to open the panel, without a slash at its end: `http://127.0.0.1:4600`.
    pub fn url(&self) -> String {
        let mut address = self.address;
        // "Every address of this machine" is not one that a browser can open.
        match address {
            SocketAddr::V4(v4) if v4.ip().is_unspecified() => {
                address.set_ip(Ipv4Addr::LOCALHOST.into())
            }
            SocketAddr::V6(v6) if v6.ip().is_unspecified() => {
                address.set_ip(Ipv6Addr::LOCALHOST.into())
            }
            SocketAddr::V4(_) | SocketAddr::V6(_) => {}
        }
        format!("http://{address}")
    }

    /// The address listened on, with the port that was taken.
    pub fn addr(&self) -> SocketAddr {
        self.address
    }

    /// Every request to `/v1` so far, oldest first (the newest 10,000). Empty
    /// when the API is on another machine: a real key is not kept.
    pub fn journal(&self) -> Vec<Entry> {
        self.shared.journal.entries()
    }

    /// Gives the simulator to `f`; requests wait meanwhile. With an upstream
    /// it is there too, but nothing asks it.
    pub fn simulator<R>(&self, f: impl FnOnce(&mut simulator::Service) -> R) -> R {
        self.shared.simulator(f)
    }

    /// Makes one request that is still to arrive end in `fault`: the first of
    /// this method whose path with query, as in the journal, begins with
    /// `path_prefix` (`/v1/public-ips`). Several faults form a queue.
    pub fn fault(&self, method: &str, path_prefix: &str, fault: Fault) {
        self.shared.script.fault(method, path_prefix, fault);
    }

    /// Holds one request that is still to arrive, chosen as in [`Server::fault`];
    /// its answer is not computed until the gate is released. A request that
    /// meets a gate and a fault is held first and fails then.
    pub fn hold(&self, method: &str, path_prefix: &str) -> Gate {
        self.shared.script.hold(method, path_prefix)
    }

    /// The start-up block for a person: address, backend, and what to sign in with.
    pub fn greeting(&self) -> String {
        let url = self.url();
        match &self.shared.options.backend {
            Backend::Simulator => format!(
                "Public IPs is at {url}\n\
                 The API is simulated; nothing here is real and nothing is kept.\n\
                 Sign in with one of these keys:\n\
                 \x20 demo           36 addresses in three regions, 14 machines\n\
                 \x20 empty          a team without addresses\n\
                 \x20 large-100000   100,000 addresses\n\
                 \x20 read-only      every change is refused\n\
                 \x20 revoked        a key that no longer works\n"
            ),
            Backend::Upstream(upstream) => {
                let clear = self
                    .shared
                    .proxy
                    .as_ref()
                    .is_some_and(|proxy| proxy.is_in_clear());
                let warning = if clear {
                    "Warning: it is reached over http, so a key can be read on the way.\n"
                } else {
                    ""
                };
                format!(
                    "Public IPs is at {url}\n\
                     The API is {upstream}; what you change is changed for real.\n\
                     {warning}Sign in with an API key of your team.\n"
                )
            }
        }
    }

    /// Stops listening, lets requests under way end (2 seconds at most), and
    /// returns once the port is free.
    pub async fn stop(self) {
        self.shared.script.end();
        self.stopping.send_replace(true);
        self.accepting.await.ok();
    }
}
