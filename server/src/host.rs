//! The Host check. A web page elsewhere can give its own host name the address
//! 127.0.0.1 (DNS rebinding) and would then be of one origin with this server;
//! its requests still name that host, and are refused.

use crate::base::is_loopback;
use crate::options::Options;
use crate::reply;
use crate::shared::Shared;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::http::{Response, StatusCode};
use axum::middleware::Next;
use std::net::IpAddr;
use std::sync::Arc;

/// Refuses a request for a host that is not this one.
pub(crate) async fn check(
    State(shared): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response<Body> {
    if is_for_us(&shared.options, &request) {
        return next.run(request).await;
    }
    let what = if shared.options.listen.ip().is_loopback() {
        "This server only answers requests for localhost and loopback addresses."
    } else {
        "This server does not go by that name: start it with --name and the host name."
    };
    reply::error(StatusCode::MISDIRECTED_REQUEST, "MISDIRECTED_REQUEST", what)
}

/// The port is not compared: it differs behind a forwarded port, and a page
/// elsewhere gains nothing by naming one.
fn is_for_us(options: &Options, request: &Request) -> bool {
    let header = request.headers().get(HOST).and_then(|h| h.to_str().ok());
    let named = header.and_then(|text| text.parse::<Authority>().ok());
    let ours = |authority: &Authority| is_ours(options, authority.host());
    named.as_ref().is_some_and(ours) && request.uri().authority().is_none_or(ours)
}

/// Beyond loopback every IP address is ours: rebinding needs a name, and which
/// addresses lead here (a router may translate them) cannot be known.
fn is_ours(options: &Options, host: &str) -> bool {
    if is_loopback(host) {
        return true;
    }
    if options.listen.ip().is_loopback() {
        return false;
    }
    let is_address = host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
    let is_name = |name: &String| name.eq_ignore_ascii_case(host);
    is_address || options.names.iter().any(is_name)
}
