//! The endpoints that this server passes on: those of the panel only. A team's key can do far more than manage
//! addresses.

use axum::http::Method;

/// Whether the panel uses this method on this path, given without `/v1`.
pub(crate) fn is_used(method: &Method, path: &str) -> bool {
    let one_address = path
        .strip_prefix("/public-ips/")
        .is_some_and(is_one_segment);
    match method.as_str() {
        "GET" => matches!(path, "/public-ips" | "/machines" | "/auth/session"),
        "POST" => path == "/public-ips",
        "PUT" | "DELETE" => one_address,
        _ => false,
    }
}

/// Whether the API reads this as one segment: no slash, no `.` or `..`, and no encoded character that could become one.
/// An address needs digits and dots; letters pass for the API to refuse.
fn is_one_segment(segment: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || ".:-".contains(letter);
    segment.chars().all(plain) && segment.chars().any(|letter| letter.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_endpoints_of_the_panel_are_used() {
        for (method, path) in [
            (Method::GET, "/public-ips"),
            (Method::POST, "/public-ips"),
            (Method::PUT, "/public-ips/203.0.113.7"),
            (Method::DELETE, "/public-ips/203.0.113.7"),
            (Method::GET, "/machines"),
            (Method::GET, "/auth/session"),
        ] {
            assert!(is_used(&method, path), "{method} {path}");
        }
    }

    #[test]
    fn no_other_endpoint_is() {
        for (method, path) in [
            (Method::GET, ""),
            (Method::GET, "/"),
            (Method::GET, "/public-ips/"),
            (Method::GET, "/public-ips/203.0.113.7"),
            (Method::PUT, "/public-ips"),
            (Method::DELETE, "/public-ips/"),
            (Method::DELETE, "/public-ips/203.0.113.7/x"),
            (Method::POST, "/machines"),
            (Method::DELETE, "/machines/psw51yb8m"),
            (Method::GET, "/machines/psw51yb8m"),
            (Method::POST, "/auth/session"),
            (Method::GET, "/projects"),
            (Method::PATCH, "/public-ips"),
            (Method::HEAD, "/public-ips"),
        ] {
            assert!(!is_used(&method, path), "{method} {path}");
        }
    }

    #[test]
    fn no_segment_leads_elsewhere() {
        for path in [
            "..", ".", "%2e%2e", ".%2e", "a%2f..", "a%5cb", "a\\b", "a;b", "a/..", "é", "",
        ] {
            let path = format!("/public-ips/{path}");
            assert!(!is_used(&Method::DELETE, &path), "{path}");
        }
    }
}
