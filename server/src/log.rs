//! One line per request on standard error: method, path, status, milliseconds.
//! Never a header, a query or a body, since any of them may hold a key.

use crate::reply::HangUp;
use crate::shared::Shared;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Response;
use axum::middleware::Next;
use std::sync::Arc;
use std::time::Instant;

/// Writes the line after the answer is there.
pub(crate) async fn line(
    State(shared): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response<Body> {
    if !shared.options.log {
        return next.run(request).await;
    }
    let method = request.method().clone();
    // Escaped, so that a path cannot write control sequences to a terminal.
    let path = request.uri().path().escape_debug().to_string();
    let start = Instant::now();
    let response = next.run(request).await;
    let status = match response.extensions().get::<HangUp>() {
        Some(_) => "closed".to_owned(),
        None => response.status().as_u16().to_string(),
    };
    let milliseconds = start.elapsed().as_millis();
    eprintln!("{method} {path} {status} {milliseconds} ms");
    response
}
