//! What of the API can be reached through this server: what the panel may ask
//! for, and no more. A key of a team can do far more than manage addresses.

use axum::http::Method;

/// Whether the server answers this method on this path, given without `/v1`.
pub(crate) fn answers(method: &Method, path: &str) -> bool {
    let one_address = path.strip_prefix("/public-ips/").is_some_and(is_plain);
    match method.as_str() {
        "GET" => matches!(path, "/public-ips" | "/machines" | "/auth/session"),
        "POST" => path == "/public-ips",
        "PUT" | "DELETE" => one_address,
        _ => false,
    }
}

/// Whether this is one segment of a path however the other side reads it: no
/// slash, no `.` or `..`, and nothing encoded that could become one. An address
/// needs digits and dots; letters are let through for the API to refuse.
fn is_plain(segment: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || ".:-".contains(letter);
    segment.chars().all(plain) && segment.chars().any(|letter| letter.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_panel_asks_for_is_answered() {
        for (method, path) in [
            (Method::GET, "/public-ips"),
            (Method::POST, "/public-ips"),
            (Method::PUT, "/public-ips/203.0.113.7"),
            (Method::DELETE, "/public-ips/203.0.113.7"),
            (Method::GET, "/machines"),
            (Method::GET, "/auth/session"),
        ] {
            assert!(answers(&method, path), "{method} {path}");
        }
    }

    #[test]
    fn nothing_else_of_the_api_is() {
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
            assert!(!answers(&method, path), "{method} {path}");
        }
    }

    #[test]
    fn no_segment_leads_elsewhere() {
        for path in [
            "..", ".", "%2e%2e", ".%2e", "a%2f..", "a%5cb", "a\\b", "a;b", "a/..", "é", "",
        ] {
            let path = format!("/public-ips/{path}");
            assert!(!answers(&Method::DELETE, &path), "{path}");
        }
    }
}
