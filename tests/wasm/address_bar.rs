//! The fragment of the URL.

use app::ports::AddressBar;
use leptos::prelude::window;
use public_ips::browser::address_bar::{self, BrowserAddressBar};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::heard;

fn back() {
    js_sys::eval("history.back()").unwrap();
}

#[wasm_bindgen_test]
async fn the_fragment_is_set_and_read_with_each_step_of_the_history() {
    let bar = BrowserAddressBar;
    let before = bar.fragment();
    for fragment in ["region=ny2&order=asc", "region=ca1"] {
        heard(&window(), "hashchange", || bar.push(fragment)).await;
        assert_eq!(bar.fragment(), format!("#{fragment}"));
    }
    let entries = window().history().unwrap().length().unwrap();
    bar.replace("region=ams1");
    assert_eq!(bar.fragment(), "#region=ams1");
    assert_eq!(window().history().unwrap().length(), Ok(entries));
    for expected in ["#region=ny2&order=asc", &before] {
        heard(&window(), "hashchange", back).await;
        assert_eq!(bar.fragment(), expected);
    }
}

#[wasm_bindgen_test]
fn the_origin_is_that_of_the_page() {
    let url = window().location().href().unwrap();
    assert!(url.starts_with(&format!("{}/", address_bar::origin())));
}
