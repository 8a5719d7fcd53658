//! The access log: method, path, status and milliseconds of each request on standard error. No header, query or body:
//! any of them may hold a key.

use crate::reply::CloseConnection;
use crate::state::ServerState;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Response;
use axum::middleware::Next;
use std::sync::Arc;
use std::time::Instant;

/// Logs a request after its answer.
pub(crate) async fn write(
    State(state): State<Arc<ServerState>>,
    request: Request,
    next: Next,
) -> Response<Body> {
    if !state.options.log {
        return next.run(request).await;
    }
    let method = request.method().clone();
    // Escaped: a path must not write control sequences to a terminal.
    let path = request.uri().path().escape_debug().to_string();
    let start = Instant::now();
    let response = next.run(request).await;
    let status = match response.extensions().get::<CloseConnection>() {
        Some(_) => "closed".to_owned(),
        None => response.status().as_u16().to_string(),
    };
    let milliseconds = start.elapsed().as_millis();
    eprintln!("{method} {path} {status} {milliseconds} ms");
    response
}
