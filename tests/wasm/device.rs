//! The clipboard and the theme.

use app::ports::Device;
use app::preferences::Theme;
use js_sys::Reflect;
use leptos::prelude::{document, window};
use public_ips::browser::device::BrowserDevice;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::Property;

#[wasm_bindgen_test]
async fn a_text_is_copied_where_the_browser_allows_it() {
    let navigator = window().navigator();
    let clipboard = "return { writeText: async (text) => { window.copied = text; } }";
    let working = Property::replace(&navigator, "clipboard", clipboard);
    assert!(BrowserDevice::default().copy("203.0.113.7").await);
    let copied = Reflect::get(&window(), &"copied".into()).unwrap();
    assert_eq!(copied.as_string().as_deref(), Some("203.0.113.7"));
    drop(working);
    for refusal in [
        "return undefined",
        "return { writeText: async () => { throw new DOMException('', 'NotAllowedError'); } }",
    ] {
        let _refused = Property::replace(&navigator, "clipboard", refusal);
        assert!(
            !BrowserDevice::default().copy("203.0.113.7").await,
            "{refusal}"
        );
    }
}

#[wasm_bindgen_test]
fn a_theme_is_applied() {
    let root = document().document_element().unwrap();
    for (theme, applied) in [
        (Theme::Dark, Some("dark")),
        (Theme::Light, Some("light")),
        (Theme::System, None),
    ] {
        BrowserDevice::default().apply_theme(theme);
        assert_eq!(root.get_attribute("data-theme").as_deref(), applied);
    }
}

#[wasm_bindgen_test]
fn the_browser_is_to_ask_before_the_page_is_left_only_for_as_long_as_said() {
    let device = BrowserDevice::default();
    for asks in [true, false, true, false] {
        device.ask_before_leaving(asks);
        assert_eq!(window().onbeforeunload().is_some(), asks);
    }
}
