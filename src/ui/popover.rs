//! Popover beside a button: the browser's own, which closes on Escape and outside clicks and restores the focus.

use std::cell::Cell;

use dom::html::span;
use dom::{El, ev};
use leptos::prelude::Owner;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

/// `id` is unique in the page.
pub fn popover(id: &'static str, button: El, popup: El) -> El {
    span()
        .class("popup-place")
        .child(button.attr("popovertarget", id))
        .child(popup.id(id).attr("popover", "auto"))
}

/// Closes a popover when something in it is pressed, but for what opens a popover of its own. A key that moves among
/// radio buttons clicks too; it leaves the popover open.
pub fn close_when_pressed(popover: El) -> El {
    let node: HtmlElement = popover.node_as();
    popover.on(ev::click, move |event| {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let opens = target.is_some_and(|it| matches!(it.closest("[popovertarget]"), Ok(Some(_))));
        if event.detail() > 0 && !opens {
            // Hiding a closed popover fails, which is fine.
            drop(node.hide_popover());
        }
    })
}

/// Appends children when the popover first opens: most people never open most of them.
pub fn lazy_children(popover: El, children: impl FnOnce() -> Vec<El> + 'static) -> El {
    let (place, owner) = (popover.clone(), Owner::current().unwrap_or_default());
    let children = Cell::new(Some(children));
    popover.on(ev::beforetoggle, move |_| {
        if let Some(children) = children.take() {
            let _filled = place.clone().child(owner.with(children));
        }
    })
}
