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
    assert!(BrowserDevice.copy("203.0.113.7").await);
    let copied = Reflect::get(&window(), &"copied".into()).unwrap();
    assert_eq!(copied.as_string().as_deref(), Some("203.0.113.7"));
    drop(working);
    for refusal in [
        "return undefined",
        "return { writeText: async () => { throw new DOMException('', 'NotAllowedError'); } }",
    ] {
        let _refused = Property::replace(&navigator, "clipboard", refusal);
        assert!(!BrowserDevice.copy("203.0.113.7").await, "{refusal}");
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
        BrowserDevice.apply_theme(theme);
        assert_eq!(root.get_attribute("data-theme").as_deref(), applied);
    }
}
