//! The document itself.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The element of `index.html` that holds the panel, without its shell.
#[must_use]
pub fn emptied_app() -> Option<HtmlElement> {
    let app = document()
        .get_element_by_id("app")?
        .dyn_into::<HtmlElement>()
        .ok()?;
    app.replace_children_with_node_0();
    Some(app)
}

/// The element of an id.
#[must_use]
pub fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// Sets a style of an element: a place or a size that only the panel knows. It
/// goes by way of CSSOM, which the policy allows; a style attribute it would not.
pub fn set_style(element: &HtmlElement, property: &'static str, value: &str) {
    let written = element.style().set_property(property, value);
    debug_assert!(written.is_ok(), "{property} can be set");
}
