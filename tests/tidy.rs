//! Rules that neither the compiler nor clippy can hold: crates and doors, the page's policy, styles, documents.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "tidy/browsers.rs"]
mod browsers;
#[path = "tidy/documents.rs"]
mod documents;
#[path = "tidy/files.rs"]
mod files;
#[path = "tidy/policy.rs"]
mod policy;
#[path = "tidy/styles.rs"]
mod styles;

use files::{check, files, lines_with};

#[test]
fn the_application_cannot_reach_the_browser() {
    let manifests = ["model/Cargo.toml", "app/Cargo.toml", "simulator/Cargo.toml"];
    check(&files(&manifests, &["Cargo.toml"]), |manifest| {
        let browser = ["leptos", "web-sys", "js-sys", "wasm-bindgen", "gloo"];
        lines_with(&manifest.text, &browser)
    });
}

#[test]
fn dom_and_ui_know_nothing_of_public_ips() {
    check(&files(&["dom/Cargo.toml"], &["Cargo.toml"]), |manifest| {
        lines_with(&manifest.text, &["app =", "model =", "simulator ="])
    });
    check(&files(&["src/ui"], &[".rs"]), |file| {
        lines_with(&file.text, &["crate::", "app::", "model::", "simulator::"])
    });
}

#[test]
fn only_the_demo_reaches_the_simulator() {
    assert_eq!(files_with("simulator::"), ["src/browser/api/demo.rs"]);
}

/// Clippy holds that a door of `clippy.toml` is opened nowhere else.
#[test]
fn each_door_is_opened_in_one_file() {
    assert_eq!(
        files_with("clippy::disallowed_"),
        [
            "app/src/requests.rs",
            "app/src/session/timeout.rs",
            "model/src/domain/key.rs",
            "model/src/state/session/stored_session/tests.rs",
            "src/browser/address_bar.rs",
            "src/browser/api/live.rs",
            "src/browser/fetch.rs",
            "src/browser/web_storage.rs",
        ]
    );
}

/// A person confirms what a form, a ticked box or an offer to undo shows, and nothing else.
#[test]
fn what_is_confirmed_is_what_is_shown() {
    assert_eq!(
        files_with("Confirmed::as_shown"),
        [
            "app/src/changes/bulk.rs",
            "app/src/changes/machine_field.rs",
            "app/src/dialog.rs",
            "model/src/state/changes/bulk.rs",
            "model/src/state/changes/bulk/tests.rs",
            "model/src/state/changes/confirmed.rs",
            "model/src/state/changes/confirmed/recheck/tests.rs",
            "model/src/state/changes/undo.rs",
        ]
    );
    assert_eq!(
        files_with("Rechecked::new"),
        [
            "model/src/state/changes/confirmed/recheck.rs",
            "model/src/state/changes/confirmed/recheck/tests.rs",
            "model/src/wire/request.rs",
        ]
    );
    assert_eq!(
        files_with("Rechecked::claimed"),
        ["app/src/claim.rs", "model/src/state/changes/bulk/tests.rs"]
    );
}

/// The paths of files of the panel that contain a text.
fn files_with(text: &str) -> Vec<String> {
    let sources = files(&["app/src", "dom/src", "model/src", "src"], &[".rs"]);
    let found = sources.into_iter().filter(|file| file.text.contains(text));
    found.map(|file| file.path).collect()
}
