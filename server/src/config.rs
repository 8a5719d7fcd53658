//! `config.json`, which the panel reads at start.

use crate::options::{Config, Options};
use crate::reply;
use crate::state::ServerState;
use crate::static_files;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// The base that a panel calls without `config.json`, or without this field in it.
const DEFAULT_BASE: &str = "https://api.paperspace.com/v1";

/// The content; `None` if there is no file.
fn text(options: &Options) -> Option<String> {
    match &options.config {
        Config::Generated => {
            let base = options.api_base.as_deref().unwrap_or("/v1");
            Some(serde_json::json!({ "apiBase": base }).to_string())
        }
        Config::Text(text) => Some(text.clone()),
        Config::Absent => None,
    }
}

/// The base that the panel calls with these options.
pub(crate) fn api_base(options: &Options) -> String {
    let file = text(options).and_then(|text| serde_json::from_str(&text).ok());
    let file: serde_json::Value = file.unwrap_or_default();
    let base = file.get("apiBase").and_then(serde_json::Value::as_str);
    base.unwrap_or(DEFAULT_BASE).to_owned()
}

/// Answers `GET /config.json`, in place of the built panel's file, which is for hosts without this server.
pub(crate) async fn answer(
    State(state): State<Arc<ServerState>>,
    request: Request,
) -> Response<Body> {
    let Some(text) = text(&state.options) else {
        return static_files::not_found(State(state)).await;
    };
    let tag = tag(&text);
    let mut response = if is_current(request.headers(), &tag) {
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

/// Whether the browser's copy has this tag (RFC 9110, "If-None-Match"): a list, on one line or several, with weak tags.
fn is_current(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .any(|known| known == "*" || tag == known.strip_prefix("W/").unwrap_or(known))
}

fn tag(text: &str) -> HeaderValue {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    // The text is ASCII, so the fallback is never used.
    HeaderValue::from_str(&format!("\"{:016x}\"", hasher.finish()))
        .unwrap_or(HeaderValue::from_static("\"0\""))
}
