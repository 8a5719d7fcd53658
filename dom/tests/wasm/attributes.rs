//! Attributes of each kind, written once or followed.

use std::cell::Cell;
use std::rc::Rc;

use dom::html::{button, div, input, p};
use js_sys::Array;
use leptos::prelude::{Get, RwSignal, Set};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlInputElement, MutationObserver, MutationObserverInit};

use crate::stage::{Stage, frame};

/// Counts the changes below an element.
fn count_changes(element: &Element) -> Rc<Cell<u32>> {
    let changes = Rc::new(Cell::new(0));
    let counted = changes.clone();
    let count = Closure::<dyn FnMut(Array)>::new(move |records: Array| {
        counted.set(counted.get() + records.length());
    });
    let count = count.into_js_value();
    let observer = MutationObserver::new(count.unchecked_ref()).unwrap();
    let all = MutationObserverInit::new();
    all.set_attributes(true);
    all.set_character_data(true);
    all.set_child_list(true);
    all.set_subtree(true);
    observer.observe_with_options(element, &all).unwrap();
    changes
}

#[wasm_bindgen_test]
fn attributes_of_each_kind() {
    let name = String::from("owned");
    let element = div()
        .id("place")
        .class("one two")
        .attr("lang", "en")
        .attr("title", &name)
        .attr("data-owned", name.clone())
        .attr("tabindex", -1)
        .attr("data-count", 3_usize)
        .attr("hidden", true)
        .attr("inert", false)
        .attr("data-some", Some("x"))
        .attr("data-none", None::<String>)
        .aria("label", "Place")
        .aria("busy", true)
        .aria("pressed", false)
        .aria("description", None::<&str>);
    assert_eq!(
        element.node().outer_html(),
        "<div id=\"place\" class=\"one two\" lang=\"en\" title=\"owned\" data-owned=\"owned\" tabindex=\"-1\" \
         data-count=\"3\" hidden=\"\" data-some=\"x\" aria-label=\"Place\" aria-busy=\"true\" aria-pressed=\"false\"></div>"
    );
}

#[wasm_bindgen_test]
async fn followed_attributes_of_each_kind() {
    let number = RwSignal::new(1_u32);
    let big = move || number.get() > 30;
    let stage = Stage::draw(move || {
        button()
            .class(move || if big() { "big" } else { "small" })
            .attr("title", move || big().then(|| format!("{}!", number.get())))
            .attr("hidden", big)
            .attr("value", move || number.get())
            .aria("pressed", big)
            .aria("busy", move || big().then_some(true))
    });
    let button = stage.find("button");
    assert_eq!(
        button.outer_html(),
        "<button class=\"small\" value=\"1\" aria-pressed=\"false\"></button>"
    );
    number.set(31);
    frame().await;
    assert_eq!(
        button.outer_html(),
        "<button class=\"big\" value=\"31\" aria-pressed=\"true\" title=\"31!\" hidden=\"\" aria-busy=\"true\"></button>"
    );
    number.set(2);
    frame().await;
    assert_eq!(
        button.outer_html(),
        "<button class=\"small\" value=\"2\" aria-pressed=\"false\"></button>"
    );
}

#[wasm_bindgen_test]
async fn properties_are_not_attributes() {
    let on = RwSignal::new(false);
    let stage = Stage::draw(move || {
        div()
            .child(
                input()
                    .id("tick")
                    .attr("type", "checkbox")
                    .prop("checked", move || on.get())
                    .prop("indeterminate", move || !on.get()),
            )
            .child(input().id("text").prop("value", "typed"))
    });
    let tick: HtmlInputElement = stage.find("#tick").unchecked_into();
    let text: HtmlInputElement = stage.find("#text").unchecked_into();
    assert_eq!((tick.checked(), tick.indeterminate()), (false, true));
    on.set(true);
    frame().await;
    assert_eq!((tick.checked(), tick.indeterminate()), (true, false));
    assert!(!tick.has_attribute("checked"));
    assert_eq!(text.value(), "typed");
    assert!(!text.has_attribute("value"));
}

#[wasm_bindgen_test]
async fn a_binding_writes_what_has_changed_and_nothing_else() {
    let number = RwSignal::new(25);
    let tens = move || number.get() / 10;
    let stage = Stage::draw(move || {
        p().attr("title", tens)
            .aria("busy", move || tens() > 2)
            .class(move || (tens() > 2).then_some("many"))
            .child(tens)
            .child(" tens")
    });
    let line = stage.find("p");
    let changes = count_changes(&line);
    number.set(26);
    frame().await;
    assert_eq!(changes.take(), 0);

    number.set(31);
    frame().await;
    assert_eq!(stage.text(), "3 tens");
    assert_eq!(changes.take(), 4);

    number.set(45);
    frame().await;
    assert_eq!(line.title(), "4");
    assert_eq!(changes.take(), 2, "title and text");
}
