//! The security headers of a release, the same on every answer.

use crate::shared::Shared;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response};
use axum::middleware::Next;
use std::sync::Arc;

/// Every header but the policy, which depends on the API base.
const FIXED: [(&str, &str); 8] = [
    (
        "strict-transport-security",
        "max-age=63072000; includeSubDomains",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), \
         microphone=(), payment=(), usb=(), clipboard-read=(), clipboard-write=(self)",
    ),
    ("x-robots-tag", "noindex, nofollow"),
];

/// The content security policy. `api_origin` is the origin of an API base
/// other than the vendor's and this server's own.
pub(crate) fn policy(api_origin: Option<&str>) -> String {
    let extra = api_origin
        .filter(|origin| *origin != "https://api.paperspace.com")
        .map(|origin| format!(" {origin}"))
        .unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self'; font-src 'self'; manifest-src 'self'; \
         connect-src 'self' https://api.paperspace.com{extra}; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'; object-src 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

/// The whole set, or the reason why the policy cannot be sent.
pub(crate) fn set(api_origin: Option<&str>) -> Result<HeaderMap, &'static str> {
    let policy = HeaderValue::from_str(&policy(api_origin))
        .map_err(|_| "has a character that no header can carry")?;
    let mut headers = HeaderMap::new();
    headers.insert("content-security-policy", policy);
    for (name, value) in FIXED {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    Ok(headers)
}

/// Puts the set on an answer, in place of whatever it had of the same name.
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
    response
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(policy(Some("https://api.paperspace.com")), policy(None));
    }
}
