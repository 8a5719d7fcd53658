//! What `index.html` shows until the panel is there.

use dom::El;
use dom::html::{button, div, form, input};
use public_ips::browser::page::{self, SignInPage};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlInputElement};

use crate::stage::Stage;

fn index_html() -> El {
    let field = input().attr("type", "password");
    div()
        .id("app")
        .child(div().id("shell").child("Shell"))
        .child(div().id("sign-in").child(form().child(field)))
}

#[wasm_bindgen_test]
fn the_shell_stays_until_the_panel_takes_its_place() {
    let stage = Stage::draw(index_html);
    assert_eq!(stage.text(), "Shell");
    assert_eq!(page::app().unwrap(), stage.find("#app"));
    assert!(page::has_shell());
    page::remove_shell();
    assert!(!page::has_shell());
    page::remove_shell();
    drop(stage);
    assert!(page::app().is_none());
}

#[wasm_bindgen_test]
fn the_sign_in_page_is_taken_over_once_and_then_copied_empty() {
    let stage = Stage::draw(index_html);
    let original = stage.find("#sign-in");
    let field = |page: &El| page.find("input").node_as::<HtmlInputElement>();
    field(&El::from(Element::from(original.clone()))).set_value("typed early");
    let sign_in = SignInPage::read().unwrap();

    let first = sign_in.take();
    assert_eq!(first.node(), original.as_ref());
    assert_eq!(field(&first).value(), "typed early");
    _ = first.child(button());

    sign_in.put_away();
    let copy = sign_in.take();
    assert!(copy.node() != original.as_ref() as &Element && !copy.node().is_connected());
    assert_eq!(field(&copy).value(), "");
    assert_eq!(copy.node().query_selector("button"), Ok(None), "as it came");
}
