//! Where the keyboard is. A dialog gives the focus back to what opened it, or
//! to the nearest thing that is still there.

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The element that has the focus now, if any.
#[must_use]
pub fn current() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Once the page has been drawn anew, focuses the first of these that can take
/// it: the opener if it is still in the page, then elements by id.
pub fn give_back(opener: Option<HtmlElement>, ids: Vec<String>) {
    request_animation_frame(move || {
        let by_id = ids
            .iter()
            .filter_map(|id| document().get_element_by_id(id)?.dyn_into().ok());
        let taken = opener
            .into_iter()
            .filter(|element| element.is_connected())
            .chain(by_id)
            .any(|element| take(&element));
        debug_assert!(taken || ids.is_empty(), "nothing could take the focus");
    });
}

/// Focuses an element once the page has been drawn.
pub fn take_soon(element: &HtmlElement) {
    give_back(Some(element.clone()), Vec::new());
}

/// Focuses an element. `false` when it cannot take the focus, as when it is not displayed.
pub fn take(element: &HtmlElement) -> bool {
    element.focus().is_ok() && document().active_element().as_ref() == Some(element.as_ref())
}
