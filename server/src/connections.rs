//! The accept loop. It is our own rather than axum's, because a fault may have
//! to close a connection without an answer, and a stop must not wait for a
//! browser's idle connections.

use crate::reply::{HangUp, Reset};
use axum::Router;
use axum::body::Body;
use axum::http::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// How long requests under way may take to end once the server is to stop.
const LAST_ANSWERS: Duration = Duration::from_secs(2);
/// How long a client may take to send the head of a request.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// The largest head of a request, in bytes; a key has 4,096 at most.
const HEAD_SIZE: usize = 64 * 1024;

/// Serves every connection until told to stop.
pub(crate) async fn accept(listener: TcpListener, app: Router, mut stop: watch::Receiver<bool>) {
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
    let reset = AtomicBool::new(false);
    let service = service_fn(|request: axum::http::Request<Incoming>| {
        asked.store(true, Ordering::Relaxed);
        let answer = app.call(request.map(Body::new));
        // In a box, so that the connection can be taken apart at its end.
        Box::pin(async {
            let response = answer.await.unwrap_or_else(|never| match never {});
            if response.extensions().get::<Reset>().is_some() {
                reset.store(true, Ordering::Relaxed);
            }
            sent(response)
        })
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(HEAD_SIZE)
        .serve_connection(TokioIo::new(socket), service);
    tokio::select! {
        // An error is the client's going away, or a fault that was asked for.
        _ = &mut connection => {
            if reset.load(Ordering::Relaxed) {
                // A socket that may not linger is closed by a reset.
                let socket = connection.into_parts().io.into_inner();
                socket.set_zero_linger().ok();
            }
        }
        _ = stop.changed() => {
            // A browser opens connections ahead of need; one that never asked
            // for anything would be waited for in vain.
            if asked.load(Ordering::Relaxed) {
                Pin::new(&mut connection).graceful_shutdown();
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
