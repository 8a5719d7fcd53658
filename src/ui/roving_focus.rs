//! Roving focus: Tab reaches one item of a list, arrow keys the others.

use dom::{El, ev};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, KeyboardEvent};

#[derive(Clone, Copy)]
pub enum Axis {
    Horizontal,
    Vertical,
}

/// Arrow keys move the focus around the ends, Home and End to them.
pub fn roving_focus(list: El, axis: Axis) -> El {
    let node = list.node().clone();
    list.on(ev::keydown, move |event: KeyboardEvent| {
        let target = event.target().and_then(|it| it.dyn_into().ok());
        if let Some(item) = target
            && let Some(next) = next(&node, &item, axis, &event.key())
        {
            event.prevent_default();
            // An item that cannot take the focus leaves it where it is.
            drop(next.unchecked_into::<HtmlElement>().focus());
        }
    })
}

fn next(list: &Element, item: &Element, axis: Axis, key: &str) -> Option<Element> {
    match (axis, key) {
        (Axis::Horizontal, "ArrowRight") | (Axis::Vertical, "ArrowDown") => item
            .next_element_sibling()
            .or_else(|| list.first_element_child()),
        (Axis::Horizontal, "ArrowLeft") | (Axis::Vertical, "ArrowUp") => item
            .previous_element_sibling()
            .or_else(|| list.last_element_child()),
        (_, "Home") => list.first_element_child(),
        (_, "End") => list.last_element_child(),
        _ => None,
    }
}
