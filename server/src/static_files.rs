//! The files of the built panel.

use crate::reply;
use crate::state::ServerState;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, Response, StatusCode};
use axum::middleware::{self, Next};
use std::sync::Arc;
use tower_http::services::ServeDir;

/// For files without a content hash in their name: the browser caches them and revalidates each time.
pub(crate) const REVALIDATE: &str = "no-cache";
/// For files with a content hash in their name, which never change.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// Routes to the folder. `ServeDir` refuses paths out of it, and lists no folder.
pub(crate) fn router(state: &Arc<ServerState>) -> Router {
    let folder = ServeDir::new(&state.options.dist)
        .redirect_to_trailing_slash(false)
        .precompressed_br()
        .precompressed_gzip()
        .fallback(not_found.with_state(Arc::clone(state)));
    Router::new()
        .fallback_service(folder)
        .layer(middleware::from_fn(cache))
}

/// Answers a path without a file: with `404.html` if the panel has one.
pub(crate) async fn not_found(State(state): State<Arc<ServerState>>) -> Response<Body> {
    let page = tokio::fs::read(state.options.dist.join("404.html")).await;
    let mut response = match page {
        Ok(page) => reply::with_type(StatusCode::NOT_FOUND, "text/html", page),
        Err(_) => reply::with_type(StatusCode::NOT_FOUND, "text/plain", "Not found.\n"),
    };
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static(REVALIDATE));
    response
}

async fn cache(request: Request, next: Next) -> Response<Body> {
    let name = request.uri().path().rsplit('/').next().unwrap_or_default();
    let hashed = is_hashed(name);
    let mut response = next.run(request).await;
    // A hashed file that is missing may exist after the next release.
    let found = !response.status().is_client_error() && !response.status().is_server_error();
    let rule = if hashed && found {
        IMMUTABLE
    } else {
        REVALIDATE
    };
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static(rule));
    response
}

/// Whether a file name holds a content hash as Trunk writes it: `panel-0123456789abcdef.css` or
/// `panel-0123456789abcdef_bg.wasm`. Trunk omits leading zeros, so the hash may have fewer than 16 digits.
fn is_hashed(name: &str) -> bool {
    let Some((_, tail)) = name.rsplit_once('-') else {
        return false;
    };
    let Some((hash, _)) = tail.split_once(['.', '_']) else {
        return false;
    };
    let digits = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    (12..=16).contains(&hash.len()) && hash.chars().all(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_content_hash_makes_a_file_immutable() {
        for yes in [
            "panel-0123456789abcdef.css",
            "public-ips-0123456789abcdef_bg.wasm",
            "panel-123456789abcde.js",
        ] {
            assert!(is_hashed(yes), "{yes}");
        }
        for no in [
            "index.html",
            "boot.js",
            "icon-192.png",
            "icon-512x512.png",
            "panel-0123456789ABCDEF.css",
            "panel-0123456789abcdef0.css",
            "panel-0123456789abcdef",
            "deadbeef.css",
        ] {
            assert!(!is_hashed(no), "{no}");
        }
    }
}
