//! The key of the tab and the theme of the browser.

use leptos::prelude::{document, window};
use model::domain::ApiKey;
use public_ips::browser::page::Theme;
use public_ips::browser::storage;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Storage;

const KEY: &str = "public-ips.key";

fn session() -> Storage {
    window().session_storage().unwrap().unwrap()
}

fn local() -> Storage {
    window().local_storage().unwrap().unwrap()
}

#[wasm_bindgen_test]
fn a_key_is_kept_in_the_tab_until_it_is_forgotten() {
    session().clear().unwrap();
    local().clear().unwrap();
    assert_eq!(storage::key(), None);
    let key = ApiKey::parse("a-key").unwrap();
    assert!(storage::keep_key(&key));
    assert_eq!(storage::key(), Some(key));
    assert_eq!(session().length(), Ok(1));
    assert_eq!(session().get_item(KEY), Ok(Some("a-key".to_owned())));
    assert_eq!(local().length(), Ok(0), "the key stays in its tab");
    storage::forget_key();
    assert_eq!(storage::key(), None);
    assert_eq!(session().length(), Ok(0));
}

#[wasm_bindgen_test]
fn what_is_no_key_is_not_read_back() {
    for mangled in ["", "   ", "two words", "schlüssel", &"k".repeat(4097)] {
        session().set_item(KEY, mangled).unwrap();
        assert_eq!(storage::key(), None, "{mangled:?}");
    }
    session().remove_item(KEY).unwrap();
}

#[wasm_bindgen_test]
fn a_theme_is_applied_and_remembered() {
    let root = document().document_element().unwrap();
    let applied = || root.get_attribute("data-theme");
    assert_eq!(Theme::remembered(), Theme::System);
    for (theme, name) in [(Theme::Dark, "dark"), (Theme::Light, "light")] {
        theme.apply();
        assert_eq!(applied().as_deref(), Some(name));
        assert_eq!(storage::theme().as_deref(), Some(name));
        assert_eq!(Theme::remembered(), theme);
    }
    Theme::System.apply();
    assert_eq!((applied(), storage::theme()), (None, None));
    storage::keep_theme(Some("plaid"));
    assert_eq!(Theme::remembered(), Theme::System);
    storage::keep_theme(None);
}
