//! The document itself.

use dom::El;
use dom::html::meta;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, HtmlElement, HtmlFormElement};

const SIGN_IN: &str = "sign-in";

/// The element of `index.html` that holds the panel. What is painted in it stays until [`remove_shell`].
#[must_use]
pub fn app() -> Option<HtmlElement> {
    by_id("app")?.dyn_into().ok()
}

/// Whether `index.html` is still painted as it came, with nothing of the panel in its place.
#[must_use]
pub fn has_shell() -> bool {
    by_id("shell").is_some()
}

/// Removes the shell. What is left is shown, whichever of both was painted first.
pub fn remove_shell() {
    if let Some(shell) = by_id("shell") {
        shell.remove();
    }
    if let Some(root) = document().document_element() {
        let removed = root.remove_attribute("data-entry");
        debug_assert!(removed.is_ok(), "any attribute can be removed");
    }
}

/// The sign-in page of `index.html`: taken over as it is the first time, copied the next.
pub struct SignInPage {
    /// As it came, with nothing typed and nothing bound.
    blank: Element,
}

impl SignInPage {
    /// Reads it, before anything is bound to it.
    #[must_use]
    pub fn read() -> Option<Self> {
        let copy = by_id(SIGN_IN)?.clone_node_with_deep(true).ok()?;
        let blank: Element = copy.dyn_into().ok()?;
        // A copy of a form has what was typed in it.
        let form = blank.query_selector("form").ok()??;
        form.dyn_into::<HtmlFormElement>().ok()?.reset();
        Some(Self { blank })
    }

    /// The one of the page if it is there still, or else a copy.
    pub fn take(&self) -> El {
        let copy = || Some(self.blank.clone_node_with_deep(true).ok()?.unchecked_into());
        El::from(
            by_id(SIGN_IN)
                .or_else(copy)
                .unwrap_or_else(|| self.blank.clone()),
        )
    }

    /// Removes the one of the page, for another page to come.
    pub fn put_away(&self) {
        if let Some(original) = by_id(SIGN_IN) {
            original.remove();
        }
    }
}

#[wasm_bindgen]
extern "C" {
    /// Takes the sign-in page over from `public/boot.js`, which repeats the presses that it has kept.
    #[wasm_bindgen(js_namespace = publicIps, js_name = takeOver)]
    pub fn take_over();
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
