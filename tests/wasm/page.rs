//! The element of the panel.

use dom::html::{div, p};
use public_ips::browser::page;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::Stage;

#[wasm_bindgen_test]
fn the_shell_stays_until_the_panel_takes_its_place() {
    let stage = Stage::draw(|| {
        let late = p().class("boot-late").child("Late");
        div()
            .id("app")
            .child(div().id("shell").child("Shell"))
            .child(late)
    });
    let app = page::app().unwrap();
    assert_eq!(stage.text(), "Shell", "the panel has started");
    assert_eq!(app, stage.find("#app"));
    assert!(page::has_shell());
    page::remove_shell();
    assert!(!page::has_shell() && !app.has_child_nodes());
    page::remove_shell();
    drop(stage);
    assert!(page::app().is_none());
}
