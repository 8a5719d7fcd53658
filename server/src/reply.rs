//! Answers of the server itself, in the two shapes it has: the API's error
//! object, and a connection closed without an answer.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Response, StatusCode};

/// Marks an answer that is not sent: the connection is closed in its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HangUp;

/// Marks an answer whose connection ends with a TCP reset, after what was sent of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reset;

/// Marks an answer that gets no CORS header, as one of a CDN before the API.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WithoutCors;

/// The stand-in for no answer; the accept loop closes the connection.
pub(crate) fn hang_up() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(HangUp);
    response
}

/// The API's error object, `{"code", "message"}`.
pub(crate) fn error(status: StatusCode, code: &str, message: &str) -> Response<Body> {
    let body = serde_json::json!({ "code": code, "message": message }).to_string();
    with_type(status, "application/json", body)
}

/// An answer with this body and content type.
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
