//! Starts and stops a server; lets a test plan faults and read the journal meanwhile.

use crate::faults::{Fault, Gate, Point};
use crate::journal::Entry;
use crate::options::{Backend, Limits, Options};
use crate::start_error::StartError;
use crate::state::ServerState;
use crate::{
    access_log, api, banner, config, connections, headers, host_check, path, static_files, tls,
};
use axum::Router;
use axum::middleware;
use axum::routing::{any, get};
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A running server. Dropping it stops it at once.
pub struct Server {
    scheme: &'static str,
    address: SocketAddr,
    state: Arc<ServerState>,
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

/// Starts a server, which answers as soon as this returns.
///
/// # Errors
/// See [`StartError`]; no task keeps running.
pub async fn start(options: Options) -> Result<Server, StartError> {
    start_within(options, Limits::default()).await
}

/// [`start`] with other limits.
///
/// # Errors
/// As [`start`].
pub async fn start_within(options: Options, limits: Limits) -> Result<Server, StartError> {
    let wanted = options.listen;
    let keys_come_in = matches!(options.backend, Backend::Upstream(_));
    let is_private = wanted.ip().is_loopback() || options.tls.is_some() || options.behind_tls_proxy;
    if keys_come_in && !is_private {
        return Err(StartError::KeysInClear(wanted));
    }
    let tls = options.tls.as_ref().map(tls::acceptor).transpose()?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    let state = Arc::new(ServerState::new(options, limits)?);
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
    let accepting = tokio::spawn(connections::accept(
        listener,
        tls,
        router(&state),
        limits,
        stop,
    ));
    Ok(Server {
        scheme,
        address,
        state,
        stopping,
        accepting,
    })
}

fn router(state: &Arc<ServerState>) -> Router {
    // The last layer is the outermost: the log sees every request, and a refused host gets the security headers too.
    let shared = || Arc::clone(state);
    let routes = Router::new()
        .route("/v1", any(api::answer))
        // A wildcard takes one character at least.
        .route("/v1/", any(api::answer))
        .route("/v1/{*rest}", any(api::answer))
        .route("/config.json", get(config::answer))
        // Settings for Netlify and Cloudflare Pages, which do not serve the file either.
        .route("/_headers", any(static_files::not_found))
        .fallback(static_files::answer)
        .layer(middleware::from_fn_with_state(shared(), host_check::check))
        .layer(middleware::from_fn_with_state(
            state.headers.clone(),
            headers::add,
        ))
        .layer(middleware::from_fn_with_state(shared(), access_log::write))
        .with_state(shared());
    // A layer runs after the route was chosen, so the path gets its normal form in a router around the others.
    Router::new()
        .fallback_service(routes)
        .layer(middleware::map_request(path::normalize))
}

impl Server {
    /// URL of the panel without a slash at its end: `http://127.0.0.1:4600`.
    pub fn url(&self) -> String {
        let mut address = self.address;
        // A browser cannot open the unspecified address.
        match address {
            SocketAddr::V4(v4) if v4.ip().is_unspecified() => {
                address.set_ip(Ipv4Addr::LOCALHOST.into())
            }
            SocketAddr::V6(v6) if v6.ip().is_unspecified() => {
                address.set_ip(Ipv6Addr::LOCALHOST.into())
            }
            SocketAddr::V4(_) | SocketAddr::V6(_) => {}
        }
        format!("{}://{address}", self.scheme)
    }

    /// The address listened on, with the port taken.
    pub fn addr(&self) -> SocketAddr {
        self.address
    }

    /// Requests to `/v1`, oldest first; the newest 10,000. Empty if the API is on another machine: a real key is not kept.
    pub fn journal(&self) -> Vec<Entry> {
        self.state.journal.entries()
    }

    /// Calls `f` with the simulator; requests wait meanwhile. With an upstream no request reaches it.
    pub fn simulator<R>(&self, f: impl FnOnce(&mut simulator::Service) -> R) -> R {
        self.state.simulator(f)
    }

    /// Plans a fault for the next request with this method and a path with query, as in the journal, that begins with
    /// `path_prefix` (`/v1/public-ips`). Several faults form a queue.
    pub fn fault(&self, method: &str, path_prefix: &str, fault: Fault) {
        self.state.faults.add(method, path_prefix, fault);
    }

    /// Plans a gate for the next request that matches, as in [`Server::fault`]. The API carries the request out after
    /// the release. A request with a gate and a fault is held first.
    pub fn hold(&self, method: &str, path_prefix: &str) -> Gate {
        self.hold_at(Point::Arrival, method, path_prefix)
    }

    /// [`Server::hold`] at another point.
    pub fn hold_at(&self, point: Point, method: &str, path_prefix: &str) -> Gate {
        self.state.faults.hold(method, path_prefix, point)
    }

    /// Banner for the terminal: the address, the backend, and the keys to sign in with. Ends with a line end.
    pub fn banner(&self) -> String {
        banner::text(&self.url(), &self.state)
    }

    /// Stops listening, gives open requests 2 seconds to end, and returns once the port is free.
    pub async fn stop(self) {
        self.state.faults.end();
        self.stopping.send_replace(true);
        self.accepting.await.ok();
    }
}
