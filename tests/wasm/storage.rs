//! The key of the tab and the theme of the browser.

use leptos::prelude::{document, window};
use model::domain::{ApiKey, Timestamp};
use model::state::StoredSession;
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

fn record() -> StoredSession {
    StoredSession::new(
        ApiKey::parse("a-key").unwrap(),
        Timestamp(1_790_000_000_000),
    )
}

#[wasm_bindgen_test]
fn a_session_is_kept_in_the_tab_until_it_is_forgotten() {
    session().clear().unwrap();
    local().clear().unwrap();
    assert_eq!(storage::record(), None);
    assert!(storage::is_allowed());
    assert_eq!(session().length(), Ok(0), "asking leaves nothing behind");
    let record = record();
    assert!(storage::save_record(&record));
    assert_eq!(storage::record(), Some(record));
    assert_eq!(session().length(), Ok(1));
    let stored = "1790000000000\n1790000000000\na-key".to_owned();
    assert_eq!(session().get_item(KEY), Ok(Some(stored)));
    assert_eq!(local().length(), Ok(0), "the key stays in its tab");
    storage::forget_session();
    assert_eq!(storage::record(), None);
    assert_eq!(session().length(), Ok(0));
}

#[wasm_bindgen_test]
fn what_is_no_session_is_not_read_back_and_does_not_stay() {
    for mangled in ["", "a-key", "1\n2\ntwo words", &"k".repeat(100_000)] {
        session().set_item(KEY, mangled).unwrap();
        assert_eq!(storage::record(), None, "{mangled:.20?}");
        assert_eq!(session().length(), Ok(0), "{mangled:.20?}");
    }
}

#[wasm_bindgen_test]
fn forgetting_takes_all_that_is_ours_and_nothing_else() {
    session().clear().unwrap();
    storage::save_record(&record());
    for name in ["public-ips.a", "another.page", "public-ips.z", "public-ips"] {
        session().set_item(name, "x").unwrap();
    }
    storage::forget_session();
    let left = ["another.page", "public-ips"];
    assert_eq!(session().length(), Ok(2));
    for name in left {
        assert_eq!(session().get_item(name), Ok(Some("x".to_owned())));
    }
    session().clear().unwrap();
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
    storage::save_theme(Some("plaid"));
    assert_eq!(Theme::remembered(), Theme::System);
    storage::save_theme(None);
}
