//! The base URL of the API. Compiled in, or set by the host in `config.json`; never taken from the
//! address bar, from storage or from a message, since whoever sets it receives the key.

/// The vendor's own base (`docs/api.md`, Base and authentication).
const VENDOR: &str = "https://api.paperspace.com/v1";

/// A base URL without a trailing slash: absolute, or a path on the panel's own origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiBase(String);

impl Default for ApiBase {
    fn default() -> Self {
        Self(VENDOR.to_owned())
    }
}

impl ApiBase {
    /// Reads a base: https, http on a loopback host, or a path such as `/v1`.
    ///
    /// # Errors
    /// The problem in a sentence.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let base = text.trim_end_matches('/');
        if !base
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'"' | b'<' | b'>'))
        {
            return Err("It contains a character that URLs can't have.");
        }
        if base.contains(['?', '#', '@']) {
            return Err("It can't have a user name, query or fragment.");
        }
        let (host, path) = if base.starts_with('/') && !base.starts_with("//") {
            ("", base)
        } else if let Some(rest) = base.strip_prefix("https://") {
            split(rest)
        } else if let Some(rest) = base
            .strip_prefix("http://")
            .filter(|rest| is_loopback(split(rest).0))
        {
            split(rest)
        } else {
            return Err(
                "It must start with https:// or be a path such as /v1. http:// works only for localhost and 127.0.0.1.",
            );
        };
        if host.starts_with('[') {
            return Err(
                "The page's security policy can't name an IPv6 address. Use a host name or 127.0.0.1.",
            );
        }
        if !base.starts_with('/') && !is_authority(host) {
            return Err("It doesn't name a valid host.");
        }
        if path.split('/').any(|segment| matches!(segment, "." | "..")) {
            return Err("Its path can't contain . or ..");
        }
        Ok(Self(base.to_owned()))
    }

    /// The base before the path of a request.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The absolute base; a path is on this `origin`.
    #[must_use]
    pub fn absolute(&self, origin: &str) -> String {
        let origin = if self.0.starts_with('/') { origin } else { "" };
        format!("{origin}{}", self.0)
    }

    /// The origin, for the page's policy; `None` for a path on the panel's own.
    #[must_use]
    pub fn origin(&self) -> Option<&str> {
        let (_, rest) = self
            .0
            .split_once("://")
            .filter(|_| !self.0.starts_with('/'))?;
        self.0.strip_suffix(split(rest).1)
    }

    /// Whether this is the vendor's API. Any other is named on the sign-in page.
    #[must_use]
    pub fn is_vendor(&self) -> bool {
        self.0 == VENDOR
    }
}

/// Authority and path after `scheme://`.
fn split(rest: &str) -> (&str, &str) {
    rest.find('/').map_or((rest, ""), |at| rest.split_at(at))
}

/// Whether this is a valid `host` or `host:port`.
fn is_authority(authority: &str) -> bool {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let named = host
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
        && host.starts_with(|first: char| first.is_ascii_alphanumeric());
    named && port.is_none_or(|port| port.parse::<u16>().is_ok())
}

fn is_loopback(authority: &str) -> bool {
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => host,
        _ => authority,
    };
    matches!(host, "localhost" | "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_host_may_set() {
        for (text, base) in [
            (
                "https://api.paperspace.com/v1",
                "https://api.paperspace.com/v1",
            ),
            (
                "https://proxy.example:8443/paperspace/v1/",
                "https://proxy.example:8443/paperspace/v1",
            ),
            ("http://localhost:4600/v1", "http://localhost:4600/v1"),
            ("http://127.0.0.1/v1", "http://127.0.0.1/v1"),
            ("/v1", "/v1"),
            ("/paperspace/v1/", "/paperspace/v1"),
        ] {
            assert_eq!(
                ApiBase::parse(text).as_ref().map(ApiBase::as_str),
                Ok(base),
                "{text}"
            );
        }
        let origin = "https://panel.example";
        let absolute = |text| ApiBase::parse(text).map(|base| base.absolute(origin));
        assert_eq!(absolute("/v1").as_deref(), Ok("https://panel.example/v1"));
        let own = "https://proxy.example/v1";
        assert_eq!(absolute(own).as_deref(), Ok(own));
        for (text, origin) in [
            (own, Some("https://proxy.example")),
            (
                "https://proxy.example:8443",
                Some("https://proxy.example:8443"),
            ),
            ("/v1", None),
            ("/x://y/v1", None),
        ] {
            assert_eq!(ApiBase::parse(text).unwrap().origin(), origin, "{text}");
        }
        assert!(ApiBase::default().is_vendor());
        assert!(!ApiBase::parse("/v1").unwrap().is_vendor());
    }

    /// A browser ignores an IPv6 address in `connect-src` (CSP, "host-part"), and would block each request.
    #[test]
    fn an_ipv6_address_is_refused_with_the_reason() {
        for text in ["http://[::1]:4600/v1", "https://[2001:db8::1]/v1"] {
            let why = ApiBase::parse(text).unwrap_err();
            assert!(why.contains("IPv6"), "{text}: {why}");
        }
    }

    #[test]
    fn forged_bases_are_refused() {
        for text in [
            "",
            "/",
            "//evil.example/v1",
            "v1",
            "http://evil.example/v1",
            "http://localhost.evil.example/v1",
            "http://127.0.0.1.evil.example",
            "http://localhost:80@evil.example",
            "https://api.paperspace.com@evil.example/v1",
            "https://evil.example/v1?x=",
            "https://evil.example/#/v1",
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://x/v1",
            "https://",
            "https:///v1",
            "https://[evil]/v1",
            "https://a:b/v1",
            "https://a:99999/v1",
            "https://a b/v1",
            "\\\\evil.example\\v1",
            "https:\\\\evil.example",
            "/\\evil.example",
            "/v1/../x",
            "/..",
            "https://é.example",
            "HTTPS://evil.example",
            " https://a.example/v1",
            "https://-a/v1",
            "http://localhost:/v1",
        ] {
            assert!(ApiBase::parse(text).is_err(), "{text:?} was taken");
        }
    }

    #[test]
    fn a_host_may_be_a_name_with_a_port_that_exists() {
        for good in ["a", "a-b.example", "1.2.3.4:0", "a:65535"] {
            assert!(is_authority(good), "{good}");
        }
        for bad in [
            "", ":80", "a:", "a:65536", "a:-1", "-a", ".a", "a_b", "[::1", "::1", "[::1]",
            "a:80:80", "a:80]",
        ] {
            assert!(!is_authority(bad), "{bad}");
        }
    }
}
