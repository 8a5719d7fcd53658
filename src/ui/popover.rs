//! Popover beside a button: the browser's own, which closes on Escape and outside clicks and restores the focus.

use std::cell::Cell;

use dom::html::span;
use dom::{El, ev};
use leptos::prelude::Owner;

/// `id` is unique in the page.
pub fn popover(id: &'static str, button: El, popup: El) -> El {
    span()
        .class("popup-place")
        .child(button.attr("popovertarget", id))
        .child(popup.id(id).attr("popover", "auto"))
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
