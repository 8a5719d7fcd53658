//! A menu behind a button, after the ARIA pattern: a popover of the browser's
//! own, which closes on Escape and on a press elsewhere and gives the focus back.

use dom::html::{self, div, span};
use dom::{El, ev};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlElement, KeyboardEvent};

use super::{Axis, Icon, icon, lazy_children, roving_focus};

/// The button and its menu. No two menus of a page have the same `id`.
#[must_use]
pub fn menu(id: &str, button: El, name: &str, items: impl FnOnce() -> Vec<El> + 'static) -> El {
    let list = div()
        .class("menu")
        .id(id)
        .attr("role", "menu")
        .attr("popover", "auto")
        .aria("label", name);
    let node: HtmlElement = list.node_as();
    let list = lazy_children(list, move || {
        let mut items = items();
        // The focus is on the first.
        if let Some(first) = items.first_mut() {
            *first = first.clone().attr("autofocus", true);
        }
        items
    });
    let list = roving_focus(list, Axis::Vertical);
    // Tab goes on from the button.
    let list = list.on(ev::keydown, move |event: KeyboardEvent| {
        if event.key() == "Tab" {
            close(&node);
        }
    });
    div()
        .class("menu-place")
        .child(button.aria("haspopup", "menu").attr("popovertarget", id))
        .child(list)
}

/// An item that does something. The menu is closed first, so that the focus is
/// back on its button, where a dialog will give it back to.
#[must_use]
pub fn menu_item(name: &str, drawing: Icon, act: impl Fn() + 'static) -> El {
    let item = item("menuitem", drawing, name);
    let node: HtmlElement = item.node_as();
    item.on(ev::click, move |_| {
        if let Some(list) = node.parent_element() {
            close(list.unchecked_ref());
        }
        act();
    })
}

/// An item that is on or off. The menu stays open, so that the change is seen.
#[must_use]
pub fn menu_checkbox(
    name: &str,
    is_on: impl Fn() -> bool + 'static,
    switch: impl Fn() + 'static,
) -> El {
    item("menuitemcheckbox", Icon::CHECK, name)
        .aria("checked", is_on)
        .on(ev::click, move |_| switch())
}

fn item(role: &str, drawing: Icon, name: &str) -> El {
    html::button()
        .class("menu-item")
        .attr("type", "button")
        .attr("role", role)
        .attr("tabindex", -1)
        .child(icon(drawing))
        .child(span().child(name))
}

/// The focus goes back to the button.
fn close(list: &HtmlElement) {
    // A menu that is closed already need not be closed.
    drop(list.hide_popover());
}
