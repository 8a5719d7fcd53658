//! A request to the API, as both backends take it.

use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, Method};
use hyper::body::Bytes;

/// One request to `/v1`, with its whole body.
pub(crate) struct ApiRequest {
    pub(crate) method: Method,
    /// The path after `/v1`, such as `/public-ips`.
    pub(crate) path: String,
    /// The query without its `?`; empty if there is none.
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// The `Authorization` header. One that is not UTF-8 is no key, but counts as present.
pub(crate) fn authorization(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(AUTHORIZATION)?;
    Some(text(value.as_bytes()))
}

/// Bytes as text, with invalid UTF-8 replaced.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
