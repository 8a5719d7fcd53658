//! The security headers of every answer.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::CONNECTION;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response};
use axum::middleware::Next;

/// One list for this server and for the settings of other hosts.
const LIST: &str = include_str!("../../hosts/headers.txt");
/// The vendor's API, as in the list's policy.
const VENDOR: &str = "https://api.paperspace.com";

/// Reads the list, and allows `api_origin` in the policy. The error completes "The API base … ".
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

/// Sets the headers on an answer and closes the connection after it.
pub(crate) async fn add(
    State(set): State<HeaderMap>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in &set {
        headers.insert(name, value.clone());
    }
    // A browser repeats a request by itself, even a POST, when a reused connection breaks before the answer (seen in
    // Chromium 156). On a fresh connection it does not, and a claim must not be sent twice.
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
