//! The check of the `Host` header against DNS rebinding: a foreign page can point its own host name at 127.0.0.1 and
//! share this server's origin, but its requests still name that host.
//!
//! A request whose host could be read in two ways is refused first: something in front of this server may have read it
//! in the other.

use crate::base_url::is_loopback;
use crate::options::Options;
use crate::reply;
use crate::state::ServerState;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::http::{Response, StatusCode};
use axum::middleware::Next;
use std::net::IpAddr;
use std::sync::Arc;

/// Refuses a request for another host.
pub(crate) async fn check(
    State(state): State<Arc<ServerState>>,
    request: Request,
    next: Next,
) -> Response<Body> {
    if is_ambiguous(&request) {
        return reply::error(
            StatusCode::BAD_REQUEST,
            "A request names one host, without a user name.",
        );
    }
    if names_this_server(&state.options, &request) {
        return next.run(request).await;
    }
    let message = if state.options.listen.ip().is_loopback() {
        "This server only answers requests for localhost and loopback addresses."
    } else {
        "This server does not answer to that name: start it with --name and the host name."
    };
    reply::error(StatusCode::MISDIRECTED_REQUEST, message)
}

/// Whether there are several `Host` headers, or a user name in one or in the request target.
fn is_ambiguous(request: &Request) -> bool {
    let mut hosts = request.headers().get_all(HOST).iter();
    let named = hosts.next();
    let target = request.uri().authority();
    hosts.next().is_some()
        || named.is_some_and(|host| host.as_bytes().contains(&b'@'))
        || target.is_some_and(|target| target.as_str().contains('@'))
}

/// The port is not compared: it differs behind a forwarded port, and a foreign page gains nothing from it.
fn names_this_server(options: &Options, request: &Request) -> bool {
    let header = request.headers().get(HOST).and_then(|h| h.to_str().ok());
    let named = header.and_then(|text| text.parse::<Authority>().ok());
    let ours = |authority: &Authority| is_own_host(options, authority.host());
    named.as_ref().is_some_and(ours) && request.uri().authority().is_none_or(ours)
}

/// Beyond loopback every IP address is allowed: rebinding needs a name, and a router may translate addresses.
fn is_own_host(options: &Options, host: &str) -> bool {
    if is_loopback(host) {
        return true;
    }
    if options.listen.ip().is_loopback() {
        return false;
    }
    let is_address = host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
    let is_name = |name: &String| name.eq_ignore_ascii_case(host);
    is_address || options.host_names.iter().any(is_name)
}
