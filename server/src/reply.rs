//! Answers of the server itself: the API's error object, and a connection closed without an answer.

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

/// The API's error object, `{"code", "message"}`.
pub(crate) fn error(status: StatusCode, code: &str, message: &str) -> Response<Body> {
    let body = serde_json::json!({ "code": code, "message": message }).to_string();
    with_type(status, "application/json", body)
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
