//! The security headers of every answer.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::CONNECTION;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response};
use axum::middleware::Next;

/// One list for this server and for the settings of other hosts.
const LIST: &str = include_str!("../../hosts/headers.txt");
/// What differs on `/v1`: its answers are data, and no page of this origin.
const V1_LIST: &str = include_str!("../../hosts/headers-v1.txt");
/// The list's directive for a page that calls the vendor's API.
const CONNECT: &str = "connect-src 'self' https://api.paperspace.com;";

/// The headers of both kinds of answers.
#[derive(Clone)]
pub(crate) struct SecurityHeaders {
    page: HeaderMap,
    v1: HeaderMap,
}

/// Reads the lists, and allows requests to this origin, and to `api_origin` if the API is elsewhere. The error completes
/// "The API base … ".
pub(crate) fn set(api_origin: Option<&str>) -> Result<SecurityHeaders, &'static str> {
    let connect = match api_origin {
        Some(origin) => format!("connect-src 'self' {origin};"),
        None => "connect-src 'self';".to_owned(),
    };
    let page = parse(&LIST.replace(CONNECT, &connect))?;
    let mut v1 = page.clone();
    v1.extend(parse(V1_LIST)?);
    Ok(SecurityHeaders { page, v1 })
}

fn parse(list: &str) -> Result<HeaderMap, &'static str> {
    let mut headers = HeaderMap::new();
    for line in list.lines() {
        let (name, value) = line.split_once(": ").ok_or("is no header")?;
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| "is no header")?;
        let value =
            HeaderValue::from_str(value).map_err(|_| "has a character that no header can carry")?;
        headers.insert(name, value);
    }
    Ok(headers)
}

/// Sets the headers on an answer and closes the connection after it.
pub(crate) async fn add(
    State(set): State<SecurityHeaders>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let is_v1 = is_v1(request.uri().path());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in if is_v1 { &set.v1 } else { &set.page } {
        headers.insert(name, value.clone());
    }
    // A browser repeats a request by itself, even a POST, when a reused connection breaks before the answer (seen in
    // Chromium 156), or brings a 408. On a fresh connection it does not, and a claim must not be sent twice.
    headers.insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

fn is_v1(path: &str) -> bool {
    path == "/v1" || path.starts_with("/v1/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(api_origin: Option<&str>) -> String {
        let set = set(api_origin).unwrap();
        let policy = set.page.get("content-security-policy").unwrap();
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
    fn requests_go_to_this_origin_and_to_the_api_elsewhere() {
        assert!(policy(None).contains("; connect-src 'self'; base-uri"));
        for origin in ["http://127.0.0.1:4601", "https://api.paperspace.com"] {
            let expected = format!("; connect-src 'self' {origin}; base-uri");
            assert!(policy(Some(origin)).contains(&expected), "{origin}");
        }
    }

    #[test]
    fn answers_of_the_api_have_the_same_headers_and_a_policy_of_their_own() {
        let set = set(None).unwrap();
        assert_eq!((set.page.len(), set.v1.len()), (9, 9));
        for (name, value) in &set.v1 {
            let is_policy = name == "content-security-policy";
            assert_eq!(set.page.get(name) != Some(value), is_policy, "{name}");
        }
        for path in ["/v1", "/v1/", "/v1/public-ips"] {
            assert!(is_v1(path), "{path}");
        }
        assert!(!is_v1("/v10") && !is_v1("/"));
    }
}
