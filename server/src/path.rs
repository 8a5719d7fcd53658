//! The normal form of a request's path: each segment decoded once, and encoded again only where it has to be. Routes
//! compare paths as texts, so `/%5fheaders` has to become `/_headers` before any of them looks.

use axum::extract::Request;
use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// URL standard, "path percent-encode set", and the sign of an escape itself.
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// Gives a request's path its normal form. A path without one stays: no route matches it, and it names no file.
pub(crate) async fn normalize(mut request: Request) -> Request {
    if let Some(uri) = with_normal_path(request.uri()) {
        *request.uri_mut() = uri;
    }
    request
}

fn with_normal_path(uri: &Uri) -> Option<Uri> {
    let mut text = normal(uri.path())?;
    if let Some(query) = uri.query() {
        text = format!("{text}?{query}");
    }
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(text).ok()?);
    Uri::from_parts(parts).ok()
}

/// Whether a path is in its normal form.
pub(crate) fn is_normal(path: &str) -> bool {
    normal(path).as_deref() == Some(path)
}

/// `None` for a path that a file system, a proxy or the API could read as another one, such as `/boot.js/`.
fn normal(path: &str) -> Option<String> {
    if path == "/" {
        return Some(path.to_owned());
    }
    let mut normal = String::new();
    for segment in path.strip_prefix('/')?.split('/') {
        let segment = percent_decode_str(segment).decode_utf8().ok()?;
        if matches!(&*segment, "" | "." | "..") || segment.contains(['/', '\\', '\0']) {
            return None;
        }
        normal.push('/');
        normal.extend(utf8_percent_encode(&segment, ENCODED));
    }
    Some(normal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_path_has_one_form() {
        for (path, expected) in [
            ("/", "/"),
            ("/%5fheaders", "/_headers"),
            ("/%5Fheaders", "/_headers"),
            ("/config%2ejson", "/config.json"),
            ("/%76%31/public-ips", "/v1/public-ips"),
            ("/v1/public-ips/2001:db8::1", "/v1/public-ips/2001:db8::1"),
            ("/a%20b", "/a%20b"),
            // Decoded once only.
            ("/%255fheaders", "/%255fheaders"),
            ("/%e2%82%ac", "/%E2%82%AC"),
        ] {
            assert_eq!(normal(path).as_deref(), Some(expected), "{path}");
            assert!(is_normal(expected), "{expected}");
        }
    }

    #[test]
    fn a_path_that_could_be_another_has_none() {
        for path in [
            "",
            "*",
            "//",
            "/folder/",
            "//_headers",
            "/./_headers",
            "/a/../_headers",
            "/%2e/_headers",
            "/a/%2E%2e",
            "/..",
            "/a//b",
            "/a%2fb",
            "/a%5cb",
            "/a\\b",
            "/%00",
            "/%ff",
        ] {
            assert_eq!(normal(path), None, "{path}");
            assert!(!is_normal(path), "{path}");
        }
    }

    #[test]
    fn host_and_query_stay() {
        let uri = "http://localhost:1/%5fa?b=%2f".parse().unwrap();
        let normal = with_normal_path(&uri).unwrap();
        assert_eq!(normal.to_string(), "http://localhost:1/_a?b=%2f");
    }
}
