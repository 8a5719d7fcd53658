//! The address bar, of which the panel uses the fragment alone.

use leptos::ev;
use leptos::prelude::{window, window_event_listener};
use wasm_bindgen::JsValue;

/// The fragment, with its `#` unless it is empty.
#[must_use]
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// Scheme, host and port of the page.
#[must_use]
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// Sets the fragment as a new entry of the history.
pub fn set_fragment(fragment: &str) {
    // A fragment can always be set; there is nothing to tell if it were not.
    drop(window().location().set_hash(fragment));
}

/// Sets the fragment in place of the present one, without an entry of the history.
pub fn replace_fragment(fragment: &str) {
    let history = window().history();
    // A browser may refuse when this is done too often; what is shown does not depend on it.
    let replaced = history.and_then(|history| {
        let url = ["#", fragment].concat();
        history.replace_state_with_url(&JsValue::NULL, "", Some(&url))
    });
    drop(replaced);
}

/// Calls back when the fragment has changed, by us, by Back or by hand.
pub fn on_fragment(callback: impl Fn(String) + 'static) {
    let _listens_for_ever = window_event_listener(ev::hashchange, move |_| callback(fragment()));
}

/// Loads the page again.
pub fn reload() {
    drop(window().location().reload());
}
