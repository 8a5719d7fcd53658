//! Base URLs of the options: the upstream, the page's API base, and the CORS origin.

use axum::http::Uri;
use std::net::IpAddr;

/// A base URL, split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    /// Scheme, host and port, such as `https://api.paperspace.com`.
    pub(crate) origin: String,
    /// The path without its last slash, such as `/v1`; empty for the root.
    pub(crate) path: String,
    /// http to another machine: others on the network can read a key.
    pub(crate) unencrypted: bool,
}

/// Parses an absolute http or https URL. The error completes "The upstream … ".
pub(crate) fn parse(text: &str) -> Result<BaseUrl, &'static str> {
    // `Uri` drops a fragment silently.
    if text.contains(['#', '?']) {
        return Err("has a query or a fragment");
    }
    let uri: Uri = text.parse().map_err(|_| "is not a URL")?;
    let scheme = match uri.scheme_str() {
        Some(scheme @ ("http" | "https")) => scheme,
        Some(_) => return Err("is neither http nor https"),
        None => return Err("does not begin with https:// or http://"),
    };
    let authority = uri.authority().ok_or("names no host")?;
    if authority.as_str().contains('@') {
        return Err("holds a user name or password");
    }
    if authority.host().is_empty() {
        return Err("names no host");
    }
    // `;` and `*` are valid in a URL and have a meaning of their own in the page's policy.
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._:[]".contains(c);
    if !authority.as_str().chars().all(plain) {
        return Err("has a character that no host name has");
    }
    // The origin goes into a header and the page's policy, where a browser compares it in lower case.
    let authority_text = authority.as_str().to_ascii_lowercase();
    Ok(BaseUrl {
        origin: format!("{scheme}://{authority_text}"),
        path: uri.path().trim_end_matches('/').to_owned(),
        unencrypted: scheme == "http" && !is_loopback(authority.host()),
    })
}

/// Parses an origin: a base URL without a path.
pub(crate) fn parse_origin(text: &str) -> Result<String, &'static str> {
    let base = parse(text)?;
    if text.ends_with('/') || !base.path.is_empty() {
        return Err("has a path; an origin has none");
    }
    Ok(base.origin)
}

/// Parses the page's API base and returns the origin it adds to the page's policy; `None` for a path of this server.
pub(crate) fn parse_api_base(text: &str) -> Result<Option<String>, &'static str> {
    if text.starts_with('/') && !text.starts_with("//") {
        if text.contains(['#', '?', '\\']) {
            return Err("has a query, a fragment or a backslash");
        }
        return Ok(None);
    }
    let base = parse(text)?;
    // A browser ignores such a source (CSP, "host-part").
    if base.origin.contains('[') {
        return Err("names an IPv6 address, which the page's policy cannot");
    }
    if base.unencrypted {
        return Err("is http on another machine: others on the network could read a key");
    }
    Ok(Some(base.origin))
}

/// Whether a host name, without its port, always means this machine.
pub(crate) fn is_loopback(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    match host.parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => {
            let host = host.to_ascii_lowercase();
            host == "localhost" || host.ends_with(".localhost")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_split_into_origin_and_path() {
        let base = parse("https://API.paperspace.com/v1/").unwrap();
        assert_eq!(base.origin, "https://api.paperspace.com");
        assert_eq!(base.path, "/v1");
        assert!(!base.unencrypted);
        assert_eq!(parse("http://127.0.0.1:81").unwrap().path, "");
    }

    #[test]
    fn a_base_that_could_mislead_is_refused() {
        for bad in [
            "",
            "api.paperspace.com",
            "/v1",
            "ftp://a/v1",
            "https://user:word@a/v1",
            "https://a/v1?x=1",
            "https://a/v1#x",
            "https:///v1",
            "https://a;script-src/v1",
            "https://*.example/v1",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_http_to_another_machine_is_unencrypted() {
        assert!(parse("http://10.0.0.1/v1").unwrap().unencrypted);
        for near in [
            "http://127.0.0.1/v1",
            "http://[::1]/v1",
            "http://localhost:9/v1",
        ] {
            assert!(!parse(near).unwrap().unencrypted, "{near}");
        }
    }

    #[test]
    fn an_api_base_is_a_path_or_safe() {
        assert_eq!(parse_api_base("/v1"), Ok(None));
        assert_eq!(
            parse_api_base("http://127.0.0.1:81/v1"),
            Ok(Some("http://127.0.0.1:81".to_owned()))
        );
        for bad in [
            "//evil.example/v1",
            "http://evil.example/v1",
            "/v1?x",
            "/\\evil.example",
            "http://[::1]:4600/v1",
        ] {
            assert!(parse_api_base(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_origin_has_no_path() {
        assert_eq!(
            parse_origin("https://panel.example").as_deref(),
            Ok("https://panel.example")
        );
        assert!(parse_origin("https://panel.example/").is_err());
        assert!(parse_origin("https://panel.example/x").is_err());
        assert!(parse_origin("*").is_err());
    }
}
