//! Children of each kind, in the order of the calls.

use dom::html::{b, div, p, span};
use dom::svg::{path, svg};
use dom::{El, for_each, show};
use leptos::prelude::{Get, RwSignal, Set, document};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

use crate::stage::{Stage, frame};

#[wasm_bindgen_test]
async fn children_of_each_kind() {
    let name = RwSignal::new(String::from("one"));
    let stage = Stage::draw(move || {
        p().child("text ")
            .child(String::from("owned "))
            .child(7_usize)
            .child(move || name.get())
            .child(move || if name.get() == "one" { "!" } else { "" })
            .child(b().child(" <b> "))
            .child(Some("some "))
            .child(None::<El>)
            .child(["a", "b"].map(|text| span().child(text)))
            .child(vec!["c", "d"])
            .child((3..5_u32).map(|n| span().child(n)))
            .child(show(|| true, || b().child("shown")))
            .child(for_each(|| vec![1_u32, 2], |n| *n, |n| b().child(n)))
            .child("end")
    });
    assert_eq!(stage.text(), "text owned 7one! <b> some abcd34shown12end");
    name.set("two".to_owned());
    frame().await;
    assert_eq!(stage.text(), "text owned 7two <b> some abcd34shown12end");
}

#[wasm_bindgen_test]
fn a_drawing_has_the_namespace_of_drawings() {
    let drawing = svg()
        .attr("viewBox", "0 0 16 16")
        .child(path().attr("d", "M0 0h1"));
    for element in [
        drawing.node(),
        &drawing.node().first_element_child().unwrap(),
    ] {
        let namespace = element.namespace_uri();
        assert_eq!(namespace.as_deref(), Some("http://www.w3.org/2000/svg"));
    }
    assert!(drawing.node().has_attribute("viewBox"));
}

#[wasm_bindgen_test]
fn an_element_of_the_page_is_built_on_as_a_new_one() {
    let stage = Stage::draw(|| div().child("old "));
    let place = El::from(Element::from(stage.find("div"))).child(b().child("new"));
    assert_eq!(stage.text(), "old new");
    assert!(document().contains(Some(place.node())));
}
