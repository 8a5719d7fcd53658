//! `config.json`, which the panel reads at start.

use crate::options::Config;
use crate::reply;
use crate::state::ServerState;
use crate::static_files;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderValue, Response, StatusCode};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

fn generated(api_base: Option<&str>) -> String {
    serde_json::json!({ "apiBase": api_base.unwrap_or("/v1") }).to_string()
}

/// Answers `GET /config.json`, in place of the built panel's file, which is for hosts without this server.
pub(crate) async fn answer(
    State(state): State<Arc<ServerState>>,
    request: Request,
) -> Response<Body> {
    let text = match &state.options.config {
        Config::Generated => generated(state.options.api_base.as_deref()),
        Config::Text(text) => text.clone(),
        Config::Absent => return static_files::not_found(State(state)).await,
    };
    let tag = tag(&text);
    let known = request.headers().get(IF_NONE_MATCH) == Some(&tag);
    let mut response = if known {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        reply::with_type(StatusCode::OK, "application/json", text)
    };
    let headers = response.headers_mut();
    headers.insert(ETAG, tag);
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static(static_files::REVALIDATE),
    );
    response
}

fn tag(text: &str) -> HeaderValue {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    // The text is ASCII, so the fallback is never used.
    HeaderValue::from_str(&format!("\"{:016x}\"", hasher.finish()))
        .unwrap_or(HeaderValue::from_static("\"0\""))
}
