//! `config.json`, which the panel reads at its start.

use crate::options::Config;
use crate::pages;
use crate::reply;
use crate::shared::Shared;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderValue, Response, StatusCode};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// The text of the generated file: the API base and nothing else.
fn generated(api_base: Option<&str>) -> String {
    serde_json::json!({ "apiBase": api_base.unwrap_or("/v1") }).to_string()
}

/// Answers `GET /config.json`. It stands in front of the file of the same name
/// in the built panel, which says what holds on a host without this server.
pub(crate) async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response<Body> {
    let text = match &shared.options.config {
        Config::Generated => generated(shared.options.api_base.as_deref()),
        Config::Text(text) => text.clone(),
        Config::Absent => return pages::not_found(State(shared)).await,
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
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(pages::CHECKED));
    response
}

fn tag(text: &str) -> HeaderValue {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    // The text of the tag is ASCII, so the other arm is never taken.
    HeaderValue::from_str(&format!("\"{:016x}\"", hasher.finish()))
        .unwrap_or(HeaderValue::from_static("\"0\""))
}
