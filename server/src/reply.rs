//! Answers of the server itself: a sentence, and a connection closed without an answer.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Response, StatusCode};

/// Marks an answer to replace by closing the connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CloseConnection;

/// Marks an answer to end with a TCP reset.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reset;

/// Marks an answer without CORS headers, as from a CDN in front of the API.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WithoutCors;

/// The placeholder for no answer; the accept loop closes the connection.
pub(crate) fn close_connection() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(CloseConnection);
    response
}

/// A sentence in plain text. Not the API's error object: the panel takes that as the API's word on what was changed.
pub(crate) fn error(status: StatusCode, message: &str) -> Response<Body> {
    with_type(status, "text/plain", message.to_owned())
}

pub(crate) fn with_type(
    status: StatusCode,
    content_type: &'static str,
    body: impl Into<Body>,
) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
