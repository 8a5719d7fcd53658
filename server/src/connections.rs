//! The accept loop. axum's own can neither close a connection without an answer, as a fault may have to, nor stop
//! without waiting for a browser's idle connections.

use crate::options::Limits;
use crate::reply::{CloseConnection, Reset};
use axum::Router;
use axum::body::Body;
use axum::http::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

/// Time for open requests to end when the server stops.
const SHUTDOWN_GRACE: Duration = Duration::from_secs(2);
/// Size of the head of a request, in bytes; a key has 4,096 at most.
const HEAD_SIZE: usize = 64 * 1024;

/// Connections at once, which bounds the memory; more wait in the system's queue.
const CONNECTIONS: usize = 2_048;

/// Serves connections until `stop`.
pub(crate) async fn accept(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    app: Router,
    limits: Limits,
    mut stop: watch::Receiver<bool>,
) {
    let mut connections = JoinSet::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let next = async || {
        let place = Arc::clone(&places).acquire_owned().await;
        let place = place.map_err(io::Error::other)?;
        let (socket, _) = listener.accept().await?;
        Ok::<_, io::Error>((place, socket))
    };
    loop {
        tokio::select! {
            accepted = next() => match accepted {
                Ok((place, socket)) => {
                    // Head and body of an answer go out at once.
                    socket.set_nodelay(true).ok();
                    let (tls, app, stop) = (tls.clone(), app.clone(), stop.clone());
                    connections.spawn(async move {
                        let served = serve(socket, tls, app, limits, stop);
                        tokio::time::timeout(limits.connection, served).await.ok();
                        drop(place);
                    });
                }
                // Out of file handles, for instance: let other connections end.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            Some(_) = connections.join_next() => {}
            _ = stop.changed() => break,
        }
    }
    drop(listener);
    let ended = async { while connections.join_next().await.is_some() {} };
    // The set aborts the rest when it is dropped.
    tokio::time::timeout(SHUTDOWN_GRACE, ended).await.ok();
}

/// Serves one connection, after the handshake of TLS.
async fn serve(
    socket: TcpStream,
    tls: Option<TlsAcceptor>,
    app: Router,
    limits: Limits,
    mut stop: watch::Receiver<bool>,
) {
    let Some(tls) = tls else {
        return serve_http(socket, |socket| socket, app, limits, stop).await;
    };
    let handshake = tokio::time::timeout(limits.head, tls.accept(socket));
    let stream = tokio::select! {
        stream = handshake => stream,
        _ = stop.changed() => return,
    };
    // An error is a client that does not trust the certificate, or speaks no TLS.
    if let Ok(Ok(stream)) = stream {
        serve_http(stream, |stream| stream.into_inner().0, app, limits, stop).await;
    }
}

/// Serves one connection until it ends or the server stops. `inner` gives the socket below it.
async fn serve_http<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    inner: fn(S) -> TcpStream,
    app: Router,
    limits: Limits,
    mut stop: watch::Receiver<bool>,
) {
    let app = TowerToHyperService::new(app);
    let requested = AtomicBool::new(false);
    let reset = AtomicBool::new(false);
    let service = service_fn(|request: axum::http::Request<Incoming>| {
        requested.store(true, Ordering::Relaxed);
        let answer = app.call(request.map(Body::new));
        // Boxed, since only a connection with an `Unpin` service can be taken apart at its end.
        Box::pin(async {
            let response = answer.await.unwrap_or_else(|never| match never {});
            if response.extensions().get::<Reset>().is_some() {
                reset.store(true, Ordering::Relaxed);
            }
            sendable(response)
        })
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_buf_size(HEAD_SIZE)
        .serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        // An error is a client that disconnected, or a planned fault.
        _ = &mut connection => {
            if reset.load(Ordering::Relaxed) {
                // A socket with zero linger closes with a reset.
                let socket = inner(connection.into_parts().io.into_inner());
                socket.set_zero_linger().ok();
            }
        }
        _ = stop.changed() => {
            // A browser opens connections ahead of need, and one without a request would never end.
            if requested.load(Ordering::Relaxed) {
                Pin::new(&mut connection).graceful_shutdown();
                connection.await.ok();
            }
        }
    }
}

/// Returns an error for an answer to replace: hyper closes the connection.
fn sendable(response: Response<Body>) -> Result<Response<Body>, io::Error> {
    match response.extensions().get::<CloseConnection>() {
        Some(_) => Err(io::Error::other("a fault closed the connection")),
        None => Ok(response),
    }
}
