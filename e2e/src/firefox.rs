//! Capabilities of Firefox.

use serde_json::json;
use std::path::Path;
use thirtyfour::FirefoxCapabilities;
use thirtyfour::common::capabilities::firefox::FirefoxPreferences;
use thirtyfour::prelude::*;

/// Debian's path; `FIREFOX` overrides it.
const FIREFOX: &str = "/usr/bin/firefox-esr";

/// Headless, and with a proxy on a closed port for all hosts but this one.
pub(crate) fn capabilities() -> FirefoxCapabilities {
    let mut wanted = DesiredCapabilities::firefox();
    wanted.set_headless().expect("a flag");
    let binary = std::env::var("FIREFOX").unwrap_or_else(|_| FIREFOX.into());
    if Path::new(&binary).is_file() {
        wanted.set_firefox_binary(&binary).expect("a path");
    }
    let mut preferences = FirefoxPreferences::new();
    for (name, value) in [
        ("network.proxy.type", json!(1)),
        ("network.proxy.http", json!("127.0.0.1")),
        ("network.proxy.http_port", json!(9)),
        ("network.proxy.ssl", json!("127.0.0.1")),
        ("network.proxy.ssl_port", json!(9)),
        ("network.proxy.no_proxies_on", json!("127.0.0.1, localhost")),
        ("intl.accept_languages", json!("en-US")),
    ] {
        preferences.set(name, value).expect("a preference");
    }
    wanted.set_preferences(preferences).expect("preferences");
    wanted
}
