//! The files of the built panel.

use crate::panel::{EmbeddedFolder, Panel};
use crate::path;
use crate::reply;
use crate::start_error::StartError;
use crate::state::ServerState;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, ETAG, IF_MODIFIED_SINCE, IF_RANGE, IF_UNMODIFIED_SINCE,
    LAST_MODIFIED, RANGE,
};
use axum::http::{HeaderValue, Method, Response, StatusCode};
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;
use tower_http::services::ServeDir;
use tower_http::services::fs::{Backend, DefaultServeDirFallback};

/// For files without a content hash in their name: the browser caches them and revalidates each time.
pub(crate) const REVALIDATE: &str = "no-cache";
/// For files with a content hash in their name, which never change.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// Errors of a path that names no file. No name is longer than the file system allows.
const MISSING: [ErrorKind; 4] = [
    ErrorKind::NotFound,
    ErrorKind::NotADirectory,
    ErrorKind::PermissionDenied,
    ErrorKind::InvalidFilename,
];

/// The files, ready to be served.
pub(crate) enum Files {
    Folder(PathBuf),
    Embedded(EmbeddedFolder),
}

impl Files {
    pub(crate) fn new(panel: &Panel) -> Result<Self, StartError> {
        match panel {
            Panel::Folder(dist) if dist.join("index.html").is_file() => {
                Ok(Self::Folder(dist.clone()))
            }
            Panel::Folder(dist) => Err(StartError::NoPanel(dist.clone())),
            Panel::Embedded(files) => Ok(Self::Embedded(EmbeddedFolder::new(files))),
        }
    }

    async fn answer(&self, mut request: axum::http::Request<()>) -> Response<Body> {
        match self {
            Self::Folder(dist) => file(ServeDir::new(dist), request).await,
            Self::Embedded(folder) => {
                // Its dates are no dates, so neither side compares them.
                let conditions = request.headers_mut();
                conditions.remove(IF_MODIFIED_SINCE);
                conditions.remove(IF_UNMODIFIED_SINCE);
                let (path, is_get) = (request.uri().clone(), request.method() == Method::GET);
                let files = ServeDir::with_backend("", folder.clone());
                let mut response = file(files, request).await;
                response.headers_mut().remove(LAST_MODIFIED);
                // A whole file goes out as it is in memory; `ServeDir` would copy it piece by piece.
                if is_get && response.status() == StatusCode::OK {
                    let encoding = response.headers().get(CONTENT_ENCODING);
                    let encoding = encoding.and_then(|encoding| encoding.to_str().ok());
                    if let Some(bytes) = folder.read_encoded(path.path(), encoding) {
                        *response.body_mut() = Body::from(Bytes::from_static(bytes));
                    }
                }
                response
            }
        }
    }

    async fn read(&self, path: &str) -> Option<Vec<u8>> {
        match self {
            Self::Folder(dist) => tokio::fs::read(dist.join(path)).await.ok(),
            Self::Embedded(folder) => folder.read(path).map(<[u8]>::to_vec),
        }
    }
}

/// Answers from the folder, which is not listed and not left.
pub(crate) async fn answer(
    State(state): State<Arc<ServerState>>,
    request: Request,
) -> Response<Body> {
    let mut request = request.map(drop);
    if !path::is_normal(request.uri().path()) {
        return not_found(State(state)).await;
    }
    // `ServeDir` refuses a range of another unit, which is to be ignored (RFC 9110, "Range").
    let range = request.headers().get(RANGE);
    if range.is_some_and(|range| !range.as_bytes().starts_with(b"bytes=")) {
        request.headers_mut().remove(RANGE);
    }
    let mut response = state.files.answer(request.clone()).await;
    // `ServeDir` does not read `If-Range`; what it found has the validators to compare.
    if request.headers().contains_key(RANGE) && is_of_another_version(&request, &response) {
        request.headers_mut().remove(RANGE);
        response = state.files.answer(request.clone()).await;
    }
    if response.status() == StatusCode::NOT_FOUND {
        return not_found(State(state)).await;
    }
    let name = request.uri().path().rsplit('/').next().unwrap_or_default();
    let is_error = response.status().is_client_error() || response.status().is_server_error();
    let rule = if is_hashed(name) && !is_error {
        IMMUTABLE
    } else {
        REVALIDATE
    };
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static(rule));
    response
}

async fn file<B: Backend>(
    folder: ServeDir<DefaultServeDirFallback, B>,
    request: axum::http::Request<()>,
) -> Response<Body> {
    let mut folder = folder
        .redirect_to_trailing_slash(false)
        .ignore_multi_range_requests(true)
        .precompressed_br()
        .precompressed_gzip();
    match folder.try_call(request).await {
        Ok(response) => response.map(Body::new),
        Err(error) => {
            let status = if MISSING.contains(&error.kind()) {
                StatusCode::NOT_FOUND
            } else {
                StatusCode::INTERNAL_SERVER_ERROR
            };
            reply::error(status, "The file cannot be read.")
        }
    }
}

/// Whether `If-Range` names another version of the file than the one found (RFC 9110, "If-Range"): only the very tag or
/// date matches, and `ServeDir` has no weak tags.
fn is_of_another_version(request: &axum::http::Request<()>, found: &Response<Body>) -> bool {
    request.headers().get(IF_RANGE).is_some_and(|wanted| {
        let found = found.headers();
        found.get(ETAG) != Some(wanted) && found.get(LAST_MODIFIED) != Some(wanted)
    })
}

/// Answers a path without a file: with `404.html` if the panel has one.
pub(crate) async fn not_found(State(state): State<Arc<ServerState>>) -> Response<Body> {
    let mut response = match state.files.read("404.html").await {
        Some(page) => reply::with_type(StatusCode::NOT_FOUND, "text/html", page),
        None => reply::with_type(StatusCode::NOT_FOUND, "text/plain", "Not found.\n"),
    };
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static(REVALIDATE));
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
