//! CORS on `/v1`, for the one origin of the options.
//!
//! `Cross-Origin-Resource-Policy: same-origin` does not interfere: a browser applies it to requests without CORS only
//! (Fetch standard, "cross-origin resource policy check").

use crate::reply::WithoutCors;
use axum::body::Body;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode};

/// Whether a request is a preflight of the allowed origin.
pub(crate) fn is_preflight(
    allowed: Option<&HeaderValue>,
    method: &Method,
    headers: &HeaderMap,
) -> bool {
    *method == Method::OPTIONS
        && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD)
        && is_from(allowed, headers)
}

fn is_from(allowed: Option<&HeaderValue>, headers: &HeaderMap) -> bool {
    allowed.is_some() && headers.get(ORIGIN) == allowed
}

/// Answers a preflight. [`allow`] adds the origin, as to all answers.
pub(crate) fn preflight() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    headers.insert(
        ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET, POST, PUT, DELETE"),
    );
    headers.insert(
        ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("authorization, content-type"),
    );
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    response
}

/// Lets the allowed origin read an answer. `Vary` is on every answer: no cache may serve one origin's answer to another.
pub(crate) fn allow(
    allowed: Option<&HeaderValue>,
    request: &HeaderMap,
    response: &mut Response<Body>,
) {
    let Some(origin) = allowed else {
        return;
    };
    if response.extensions().get::<WithoutCors>().is_some() {
        return;
    }
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("Origin"));
    if is_from(allowed, request) {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    }
}
