//! The element of the panel.

use dom::html::{div, p};
use public_ips::browser::page;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::Stage;

#[wasm_bindgen_test]
fn the_panel_takes_the_place_of_the_shell() {
    let stage = Stage::draw(|| div().id("app").child(p().child("Shell")));
    assert_eq!(stage.text(), "Shell");
    let app = page::emptied_app().unwrap();
    assert_eq!(app, stage.find("#app"));
    assert!(!app.has_child_nodes());
    drop(stage);
    assert!(page::emptied_app().is_none());
}
