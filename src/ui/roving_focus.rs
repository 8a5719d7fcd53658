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

/// The next item that is displayed: some are only on a phone.
fn next(list: &Element, item: &Element, axis: Axis, key: &str) -> Option<Element> {
    let after = |it: &Element| {
        it.next_element_sibling()
            .or_else(|| list.first_element_child())
    };
    let before = |it: &Element| {
        it.previous_element_sibling()
            .or_else(|| list.last_element_child())
    };
    let (first, forward) = match (axis, key) {
        (Axis::Horizontal, "ArrowRight") | (Axis::Vertical, "ArrowDown") => (after(item), true),
        (Axis::Horizontal, "ArrowLeft") | (Axis::Vertical, "ArrowUp") => (before(item), false),
        (_, "Home") => (list.first_element_child(), true),
        (_, "End") => (list.last_element_child(), false),
        _ => return None,
    };
    let mut next = first?;
    while next.client_width() == 0 && next != *item {
        next = if forward { after(&next) } else { before(&next) }?;
    }
    Some(next)
}
