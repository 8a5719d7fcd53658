//! Menu button, after the ARIA pattern: a popover of the browser's own, which closes on Escape and outside clicks and
//! restores the focus.

use dom::html::{self, div, span};
use dom::{El, IntoChild, ev};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlElement, KeyboardEvent};

use super::{Axis, Icon, icon, lazy_children, roving_focus};

/// `id` is unique in the page.
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
        if let Some(first) = items.first_mut() {
            *first = first.clone().attr("autofocus", true);
        }
        items
    });
    let list = roving_focus(list, Axis::Vertical);
    // Tab continues from the button.
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

/// Closes the menu first: the focus is then back on its button, where a dialog will restore it to.
pub fn menu_item(name: &str, drawing: Icon, act: impl Fn() + 'static) -> El {
    let item = item("menuitem", icon(drawing), name);
    let node: HtmlElement = item.node_as();
    item.on(ev::click, move |_| {
        if let Some(list) = node.parent_element() {
            close(list.unchecked_ref());
        }
        act();
    })
}

/// The menu stays open, so that the change is seen.
pub fn menu_checkbox(
    name: &str,
    is_on: impl Fn() -> bool + 'static,
    switch: impl Fn() + 'static,
) -> El {
    item("menuitemcheckbox", icon(Icon::CHECK), name)
        .aria("checked", is_on)
        .on(ev::click, move |_| switch())
}

/// An item whose name says how it is set. The menu stays open, so that the change is seen.
pub fn menu_switch(
    drawing: El,
    name: impl Fn() -> String + 'static,
    switch: impl Fn() + 'static,
) -> El {
    item("menuitem", drawing, name).on(ev::click, move |_| switch())
}

fn item<M>(role: &str, drawing: El, name: impl IntoChild<M>) -> El {
    html::button()
        .class("menu-item")
        .attr("type", "button")
        .attr("role", role)
        .attr("tabindex", -1)
        .child(drawing)
        .child(span().child(name))
}

/// The browser restores the focus to the button.
fn close(list: &HtmlElement) {
    // Hiding a closed popover fails, which is fine.
    drop(list.hide_popover());
}
