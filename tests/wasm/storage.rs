//! The storage of the tab and of the browser.

use app::ports::Storage as _;
use leptos::prelude::window;
use public_ips::browser::web_storage::WebStorage;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Storage;

use crate::stage::Property;

const NAME: &str = "public-ips.key";

fn session() -> Storage {
    window().session_storage().unwrap().unwrap()
}

fn local() -> Storage {
    window().local_storage().unwrap().unwrap()
}

fn clear() {
    session().clear().unwrap();
    local().clear().unwrap();
}

#[wasm_bindgen_test]
fn a_text_stays_where_it_was_stored_until_it_is_removed() {
    clear();
    let (tab, browser) = (WebStorage::of_tab(), WebStorage::of_browser());
    for (one, other, stored) in [(&tab, &browser, session()), (&browser, &tab, local())] {
        assert_eq!(one.get(NAME), None);
        assert!(one.set(NAME, "first") && one.set(NAME, "a\nkey"));
        assert_eq!(one.get(NAME).as_deref(), Some("a\nkey"));
        assert_eq!(stored.get_item(NAME), Ok(Some("a\nkey".to_owned())));
        assert_eq!(other.get(NAME), None);
        one.remove(NAME);
        one.remove("absent");
        assert_eq!(one.get(NAME), None);
    }
    assert_eq!((session().length(), local().length()), (Ok(0), Ok(0)));
}

#[wasm_bindgen_test]
fn removing_a_prefix_leaves_every_other_name() {
    clear();
    let tab = WebStorage::of_tab();
    for name in [
        NAME,
        "public-ips.a",
        "another.page",
        "public-ips.z",
        "public-ips",
    ] {
        assert!(tab.set(name, "x"));
    }
    tab.remove_all("public-ips.");
    assert_eq!(session().length(), Ok(2));
    for name in ["another.page", "public-ips"] {
        assert_eq!(tab.get(name).as_deref(), Some("x"));
    }
    clear();
}

#[wasm_bindgen_test]
fn asking_whether_there_is_storage_leaves_nothing_behind() {
    clear();
    assert!(WebStorage::of_tab().is_available() && WebStorage::of_browser().is_available());
    assert_eq!((session().length(), local().length()), (Ok(0), Ok(0)));
}

#[wasm_bindgen_test]
fn a_refused_storage_holds_nothing_and_breaks_nothing() {
    clear();
    let refusals = ["sessionStorage", "localStorage"].map(|name| {
        Property::replace(
            &window(),
            name,
            "throw new DOMException('', 'SecurityError')",
        )
    });
    for storage in [WebStorage::of_tab(), WebStorage::of_browser()] {
        assert!(!storage.is_available());
        assert!(!storage.set(NAME, "x"));
        storage.remove(NAME);
        storage.remove_all("public-ips.");
        assert_eq!(storage.get(NAME), None);
    }
    drop(refusals);
    assert_eq!((session().length(), local().length()), (Ok(0), Ok(0)));
    assert!(WebStorage::of_tab().is_available());
}

#[wasm_bindgen_test]
fn a_text_without_room_is_not_stored_and_replaces_nothing() {
    clear();
    let tab = WebStorage::of_tab();
    assert!(tab.set(NAME, "before"));
    assert!(!tab.set(NAME, &"x".repeat(16_000_000)));
    assert_eq!(tab.get(NAME).as_deref(), Some("before"));
    clear();
}
