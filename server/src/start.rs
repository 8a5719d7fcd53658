//! Starting and stopping a server, and what a test does with it meanwhile.

use crate::fault::Fault;
use crate::journal::Entry;
use crate::options::{Limits, Options};
use crate::refusal::StartError;
use crate::script::{Gate, Point};
use crate::shared::Shared;
use crate::{api, config, connections, greeting, headers, host, log, pages};
use axum::Router;
use axum::middleware;
use axum::routing::{any, get};
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

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
    let accepting = tokio::spawn(connections::accept(listener, router(&shared), stop));
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
        // Settings for a host of another kind, not a page.
        .route("/_headers", any(pages::not_found))
        .fallback_service(pages::files(shared))
        .layer(middleware::from_fn_with_state(state(), host::check))
        .layer(middleware::from_fn_with_state(state(), headers::add))
        .layer(middleware::from_fn_with_state(state(), log::line))
        .with_state(state())
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
        self.hold_at(Point::Arrival, method, path_prefix)
    }

    /// [`Server::hold`] at another point: after the request was carried out, or in the middle of its answer.
    pub fn hold_at(&self, point: Point, method: &str, path_prefix: &str) -> Gate {
        self.shared.script.hold(method, path_prefix, point)
    }

    /// The start-up block for a person: the address, the backend, and what to
    /// sign in with. Ends with a line end.
    pub fn greeting(&self) -> String {
        greeting::text(&self.url(), &self.shared)
    }

    /// Stops listening, lets requests under way end (2 seconds at most), and
    /// returns once the port is free.
    pub async fn stop(self) {
        self.shared.script.end();
        self.stopping.send_replace(true);
        self.accepting.await.ok();
    }
}
