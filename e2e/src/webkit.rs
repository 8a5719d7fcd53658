//! Capabilities and profile of WebKitGTK's small browser.

use serde_json::json;
use std::path::Path;
use thirtyfour::Capabilities;

/// Lets the window be as narrow as a phone: its toolbar would need 447 pixels.
const NARROW: &str = "* { min-width: 0; margin: 0; padding: 0; font-size: 1px; }";

/// A proxy on a closed port for all hosts but this one.
pub(crate) fn capabilities() -> Capabilities {
    let mut wanted = Capabilities::new();
    let proxy = json!({
        "proxyType": "manual",
        "httpProxy": "127.0.0.1:9",
        "sslProxy": "127.0.0.1:9",
        "noProxy": ["127.0.0.1", "localhost"],
    });
    let options = json!({"binary": binary(), "args": ["--automation"]});
    for (name, value) in [
        ("browserName", json!("MiniBrowser")),
        ("webkitgtk:browserOptions", options),
        ("proxy", proxy),
    ] {
        wanted.set(name, value).expect("a capability");
    }
    wanted
}

/// Writes the settings of its window. The browser itself keeps nothing under automation.
pub(crate) fn write_profile(folder: &Path) {
    let styles = folder.join("gtk-3.0");
    std::fs::create_dir_all(&styles).expect("a folder for the styles");
    std::fs::write(styles.join("gtk.css"), NARROW).expect("the styles are written");
}

/// Debian's path; `MINIBROWSER` overrides it.
fn binary() -> String {
    std::env::var("MINIBROWSER").unwrap_or_else(|_| {
        let arch = std::env::consts::ARCH;
        format!("/usr/lib/{arch}-linux-gnu/webkit2gtk-4.1/MiniBrowser")
    })
}
