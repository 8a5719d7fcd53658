//! The security headers of a release, the same on every answer.

use crate::shared::Shared;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::CONNECTION;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response};
use axum::middleware::Next;
use std::sync::Arc;

/// One list for this server, for the settings of other hosts, and for whoever sets up a host by hand.
const LIST: &str = include_str!("../../hosts/headers.txt");
/// The vendor's API, which the policy of the list names.
const VENDOR: &str = "https://api.paperspace.com";

/// The whole set, or the reason why it cannot be sent. `api_origin` is the
/// origin of an API base other than the vendor's and this server's own.
pub(crate) fn set(api_origin: Option<&str>) -> Result<HeaderMap, &'static str> {
    let mut headers = HeaderMap::new();
    for line in LIST.lines() {
        let (name, value) = line.split_once(": ").ok_or("is no header")?;
        let value = match api_origin {
            Some(origin) if origin != VENDOR => {
                value.replace(VENDOR, &format!("{VENDOR} {origin}"))
            }
            _ => value.to_owned(),
        };
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| "is no header")?;
        let value = HeaderValue::from_str(&value)
            .map_err(|_| "has a character that no header can carry")?;
        headers.insert(name, value);
    }
    Ok(headers)
}

/// Puts the set on an answer, in place of whatever it had of the same name, and ends the connection.
pub(crate) async fn add(
    State(shared): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in &shared.headers {
        headers.insert(name, value.clone());
    }
    // A browser repeats a request by itself, a POST too, when a connection it
    // has used before breaks before the answer (seen in Chromium 156), and one
    // that has brought a file may be used for a claim. On a fresh one it does not.
    headers.insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(api_origin: Option<&str>) -> String {
        let set = set(api_origin).unwrap();
        let policy = set.get("content-security-policy").unwrap();
        policy.to_str().unwrap().to_owned()
    }

    #[test]
    fn the_policy_allows_nothing_loose() {
        let policy = policy(None);
        for loose in [
            "unsafe-inline",
            "'unsafe-eval'",
            "*",
            "data:",
            "http:",
            "blob:",
        ] {
            assert!(!policy.contains(loose), "{loose}");
        }
        assert!(policy.ends_with("require-trusted-types-for 'script'; trusted-types 'none'"));
    }

    #[test]
    fn another_api_base_is_one_more_place_to_connect_to() {
        let with = policy(Some("http://127.0.0.1:4601"));
        assert!(with.contains(
            "connect-src 'self' https://api.paperspace.com http://127.0.0.1:4601; base-uri"
        ));
        assert_eq!(policy(Some(VENDOR)), policy(None));
    }

    #[test]
    fn the_list_is_nine_headers() {
        assert_eq!(set(None).unwrap().len(), 9);
        assert_eq!(LIST.lines().count(), 9);
    }
}
