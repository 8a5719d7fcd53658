//! Capabilities and profile of Firefox.

use serde_json::json;
use std::path::Path;
use thirtyfour::FirefoxCapabilities;
use thirtyfour::common::capabilities::firefox::FirefoxPreferences;
use thirtyfour::prelude::*;

/// Debian's path; `FIREFOX` overrides it.
const FIREFOX: &str = "/usr/bin/firefox-esr";

/// Lets the window be as narrow as a phone.
const NARROW: &str = ":root { min-width: 0 !important; }";

/// Headless, and with a proxy on a closed port for all hosts but this one.
pub(crate) fn capabilities(profile: &Path) -> FirefoxCapabilities {
    let mut wanted = DesiredCapabilities::firefox();
    wanted.set_headless().expect("a flag");
    for argument in ["-profile", &profile.to_string_lossy()] {
        wanted.add_arg(argument).expect("an argument");
    }
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
        (
            "toolkit.legacyUserProfileCustomizations.stylesheets",
            json!(true),
        ),
    ] {
        preferences.set(name, value).expect("a preference");
    }
    wanted.set_preferences(preferences).expect("preferences");
    wanted
}

/// Writes the styles of its window.
pub(crate) fn write_profile(folder: &Path) {
    let styles = folder.join("chrome");
    std::fs::create_dir_all(&styles).expect("a folder for the styles");
    std::fs::write(styles.join("userChrome.css"), NARROW).expect("the styles are written");
}
