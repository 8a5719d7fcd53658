//! Where the keyboard is. A dialog gives the focus back to what opened it, or
//! to the nearest thing that is still there.

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlElement, HtmlInputElement, Node, ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// The element that has the focus now, if any.
#[must_use]
pub fn current() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Something that may take the focus, looked for when its time has come.
pub enum FocusTarget {
    /// The element of this id.
    Id(String),
    /// In the row of a table whose header says `header`, the button of `act`.
    /// Which row that is changes as the list scrolls.
    Row {
        /// The text of the header.
        header: String,
        /// The `data-act` of the button.
        act: &'static str,
    },
}

impl FocusTarget {
    fn find(&self) -> Option<HtmlElement> {
        let found = match self {
            Self::Id(id) => document().get_element_by_id(id),
            Self::Row { header, act } => {
                let headers = document()
                    .query_selector_all("[role=rowheader] > :first-child")
                    .ok()?;
                let texts = (0..headers.length()).filter_map(|at| headers.item(at));
                let of_row = |node: &Node| node.text_content().as_ref() == Some(header);
                let row = texts.filter(of_row).find_map(|node| {
                    node.dyn_into::<Element>()
                        .ok()?
                        .closest("[role=row]")
                        .ok()?
                })?;
                row.query_selector(&["[data-act=\"", act, "\"]"].concat())
                    .ok()?
            }
        };
        found?.dyn_into().ok()
    }
}

/// Once the page has been drawn anew, focuses the first of these that can take
/// it: the opener if it is still in the page, then the places in their order.
pub fn restore_focus(opener: Option<HtmlElement>, places: Vec<FocusTarget>) {
    request_animation_frame(move || {
        let taken = opener
            .into_iter()
            .filter(|element| element.is_connected())
            .chain(places.iter().filter_map(FocusTarget::find))
            .any(|element| take(&element));
        debug_assert!(taken || places.is_empty(), "nothing could take the focus");
    });
}

/// Whether the keyboard is at nothing: what had the focus is hidden or gone.
#[must_use]
pub fn is_nowhere() -> bool {
    current().is_none_or(|element| element.tag_name() == "BODY")
}

/// Whether the keyboard or the pointer is in what this selector names.
#[must_use]
pub fn is_at(selector: &str) -> bool {
    let selector = [selector, ":is(:hover, :focus-within)"].concat();
    matches!(document().query_selector(&selector), Ok(Some(_)))
}

/// Focuses the field of an id, with what is in it marked, so that typing replaces it.
pub fn take_field(id: &str) {
    let field = document().get_element_by_id(id);
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        take(&field);
        field.select();
    }
}

/// Scrolls so far that all of an element can be seen, and no further.
pub fn bring_into_view(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls to an element once the page has been drawn.
pub fn bring_into_view_soon(element: &Element) {
    let element = element.clone();
    request_animation_frame(move || bring_into_view(&element));
}

/// Focuses an element once the page has been drawn.
pub fn take_soon(element: &HtmlElement) {
    restore_focus(Some(element.clone()), Vec::new());
}

/// Focuses an element. `false` when it cannot take the focus, as when it is not displayed.
pub fn take(element: &HtmlElement) -> bool {
    element.focus().is_ok() && document().active_element().as_ref() == Some(element.as_ref())
}
