//! The access log: method, path, status and milliseconds of each request on standard error, as text or as JSON. No header, query or body:
//! any of them may hold a key.

use crate::options::LogFormat;
use crate::reply::CloseConnection;
use crate::state::ServerState;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Response;
use axum::middleware::Next;
use serde_json::json;
use std::io::{self, Write as _};
use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// Logs a request after its answer.
pub(crate) async fn write(
    State(state): State<Arc<ServerState>>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let Some(format) = state.options.log else {
        return next.run(request).await;
    };
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let start = Instant::now();
    let response = next.run(request).await;
    let is_closed = response.extensions().get::<CloseConnection>().is_some();
    let status = (!is_closed).then(|| response.status().as_u16());
    let milliseconds = start.elapsed().as_millis();
    let line = match format {
        LogFormat::Text => {
            let status = status.map_or("closed".to_owned(), |status| status.to_string());
            // Escaped: a path must not write control sequences to a terminal.
            let path = path.escape_debug();
            format!("{method} {path} {status} {milliseconds} ms\n")
        }
        LogFormat::Json => {
            let time = SystemTime::now().duration_since(UNIX_EPOCH);
            let line = json!({
                "time": time.unwrap_or_default().as_secs_f64(),
                "method": method.as_str(),
                "path": path,
                "status": status,
                "milliseconds": u64::try_from(milliseconds).unwrap_or(u64::MAX),
            });
            format!("{line}\n")
        }
    };
    // A closed standard error is no reason not to serve.
    io::stderr().write_all(line.as_bytes()).ok();
    response
}
