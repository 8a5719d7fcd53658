//! The Host check. A web page elsewhere can give its own host name the address
//! 127.0.0.1 (DNS rebinding) and would then be of one origin with this server;
//! its requests still name that host, and are refused.

use crate::base::is_loopback;
use crate::reply;
use crate::shared::Shared;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::http::{Response, StatusCode};
use axum::middleware::Next;
use std::sync::Arc;

/// Refuses a request for a host that is not this one. A server that listens
/// beyond loopback cannot know the names it is called by, and lets all in.
pub(crate) async fn check(
    State(shared): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response<Body> {
    if !shared.loopback || is_ours(&request) {
        return next.run(request).await;
    }
    reply::error(
        StatusCode::MISDIRECTED_REQUEST,
        "MISDIRECTED_REQUEST",
        "This server only answers requests for localhost and loopback addresses.",
    )
}

/// The port is not compared: it differs behind a forwarded port, and a page
/// elsewhere gains nothing by naming one.
fn is_ours(request: &Request) -> bool {
    let header = request.headers().get(HOST).and_then(|h| h.to_str().ok());
    let named = header.and_then(|text| text.parse::<Authority>().ok());
    let in_target = request.uri().authority();
    match (named, in_target) {
        (Some(named), None) => is_loopback(named.host()),
        (Some(named), Some(target)) => is_loopback(named.host()) && is_loopback(target.host()),
        (None, _) => false,
    }
}
