//! The address bar: the fragment, and the address of the page itself.

#![expect(
    clippy::disallowed_methods,
    reason = "the one file that touches the address bar"
)]

use app::ports::AddressBar;
use leptos::prelude::window;
use wasm_bindgen::JsValue;

/// The port of the fragment.
pub struct BrowserAddressBar;

impl AddressBar for BrowserAddressBar {
    fn fragment(&self) -> String {
        fragment()
    }

    fn push(&self, fragment: &str) {
        let pushed = window().location().set_hash(fragment);
        debug_assert!(pushed.is_ok(), "a fragment can always be set");
    }

    fn replace(&self, fragment: &str) {
        let url = format!("#{fragment}");
        let replaced = window()
            .history()
            .and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&url)));
        // Browsers refuse when this comes too often. The view does not depend on it.
        drop(replaced);
    }
}

/// The fragment, with its `#` unless it is empty.
pub(super) fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// Scheme, host and port of the page.
#[must_use]
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// Reloads the page.
pub fn reload() {
    let reloaded = window().location().reload();
    debug_assert!(reloaded.is_ok(), "a page can reload itself");
}
