//! The keyboard focus, and what is scrolled into view for it.

use std::rc::Rc;

use app::ports::{Focus, FocusTarget, RowButton};
use leptos::prelude::{document, request_animation_frame};
use model::domain::Address;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlElement, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// The port of the focus.
pub struct PageFocus;

impl Focus for PageFocus {
    fn focus(&self, targets: Vec<FocusTarget>) {
        focus_first(targets);
    }

    fn current(&self) -> Option<FocusTarget> {
        Some(FocusTarget::Element(Rc::new(current()?)))
    }

    fn is_on(&self, id: &str) -> bool {
        current().is_some_and(|element| element.id() == id)
    }

    fn is_lost(&self) -> bool {
        is_nowhere()
    }

    fn is_in_toasts(&self) -> bool {
        let toasts = document().query_selector(".toasts:is(:hover, :focus-within)");
        matches!(toasts, Ok(Some(_)))
    }
}

/// The element that has the focus.
#[must_use]
pub fn current() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Whether no element has the focus: what had it and is hidden or gone leaves it to the body.
#[must_use]
pub fn is_nowhere() -> bool {
    current().is_none_or(|element| element.tag_name() == "BODY")
}

/// Focuses an element. `false` when it cannot take the focus, as when it is not displayed.
pub fn take(element: &HtmlElement) -> bool {
    element.focus().is_ok() && document().active_element().as_ref() == Some(element.as_ref())
}

/// Focuses an element after the next draw.
pub fn take_soon(element: &HtmlElement) {
    focus_first(vec![FocusTarget::Element(Rc::new(element.clone()))]);
}

/// Focuses the first target that is in the page and can take the focus, after the next draw.
pub fn focus_first(targets: Vec<FocusTarget>) {
    request_animation_frame(move || {
        let is_taken = targets.iter().any(take_target);
        debug_assert!(
            is_taken || targets.is_empty(),
            "nothing could take the focus"
        );
    });
}

/// Focuses the element of an id now, with the text in it selected, so that typing replaces it.
pub fn take_id(id: &str) -> bool {
    let element = document().get_element_by_id(id).and_then(into_html);
    let is_taken = element.as_ref().is_some_and(take);
    if is_taken && let Some(Ok(field)) = element.map(JsCast::dyn_into::<HtmlInputElement>) {
        field.select();
    }
    is_taken
}

fn take_target(target: &FocusTarget) -> bool {
    match target {
        FocusTarget::Id(id) => take_id(id),
        FocusTarget::Row(address, button) => {
            row_button(*address, *button).is_some_and(|element| take(&element))
        }
        FocusTarget::Element(element) => element
            .downcast_ref::<HtmlElement>()
            .is_some_and(|element| element.is_connected() && take(element)),
    }
}

/// The row is the one whose header begins with the address.
fn row_button(address: Address, button: RowButton) -> Option<HtmlElement> {
    let headers = document()
        .query_selector_all("[role=rowheader] > :first-child")
        .ok()?;
    let text = address.to_string();
    let header = (0..headers.length())
        .filter_map(|index| headers.item(index))
        .find(|node| node.text_content().as_deref() == Some(&text))?;
    let row = header
        .dyn_into::<Element>()
        .ok()?
        .closest("[role=row]")
        .ok()??;
    let index = button.index();
    row.query_selector(&format!("[data-button=\"{index}\"]"))
        .ok()?
        .and_then(into_html)
}

fn into_html(element: Element) -> Option<HtmlElement> {
    element.dyn_into().ok()
}

/// Scrolls so far that all of an element can be seen, and no further.
pub fn bring_into_view(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls to an element after the next draw.
pub fn bring_into_view_soon(element: &Element) {
    let element = element.clone();
    request_animation_frame(move || bring_into_view(&element));
}
