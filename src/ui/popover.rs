//! What opens beside a button: a popover of the browser's own, which closes on
//! Escape and on a press elsewhere and gives the focus back.

use std::cell::Cell;

use dom::html::span;
use dom::{El, ev};
use leptos::prelude::Owner;

/// The button, and the popover that it opens. No two of a page have the same `id`.
#[must_use]
pub fn popover(id: &'static str, button: El, popup: El) -> El {
    span()
        .class("popup-place")
        .child(button.attr("popovertarget", id))
        .child(popup.id(id).attr("popover", "auto"))
}

/// Appends the children of a popover when it is opened for the first time: most people never open most of them.
#[must_use]
pub fn lazy_children(popover: El, children: impl FnOnce() -> Vec<El> + 'static) -> El {
    let (place, owner) = (popover.clone(), Owner::current().unwrap_or_default());
    let children = Cell::new(Some(children));
    popover.on(ev::beforetoggle, move |_| {
        if let Some(children) = children.take() {
            let _filled = place.clone().child(owner.with(children));
        }
    })
}
