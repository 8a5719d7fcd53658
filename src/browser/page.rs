//! The document itself.

use dom::El;
use dom::html::meta;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The element of `index.html` that holds the panel. The shell in it stays painted until [`remove_shell`]; the message
/// that the panel has not started goes.
#[must_use]
pub fn app() -> Option<HtmlElement> {
    if let Ok(Some(message)) = document().query_selector(".boot-late") {
        message.remove();
    }
    by_id("app")?.dyn_into().ok()
}

/// Whether the shell is still painted, with nothing of the panel in its place.
#[must_use]
pub fn has_shell() -> bool {
    by_id("shell").is_some()
}

/// Removes the shell.
pub fn remove_shell() {
    if let Some(shell) = by_id("shell") {
        shell.remove();
    }
}

/// The element of an id.
#[must_use]
pub fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// Allows requests to this page's origin and to `api` alone. Policies add up and the strictest holds, so this narrows
/// that of `index.html`, which allows every API that `config.json` may name.
pub fn allow_requests_to(api: Option<&str>) {
    let source = api.unwrap_or_default();
    let policy = meta()
        .attr("http-equiv", "Content-Security-Policy")
        .attr("content", format!("connect-src 'self' {source}"));
    if let Some(head) = document().head() {
        let _head = El::from(Element::from(head)).child(policy);
    }
}

/// Sets a style of an element: a place or a size that only the panel knows. It
/// goes by way of CSSOM, which the policy allows; a style attribute it would not.
pub fn set_style(element: &HtmlElement, property: &'static str, value: &str) {
    let written = element.style().set_property(property, value);
    debug_assert!(written.is_ok(), "{property} can be set");
}
