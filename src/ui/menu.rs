//! A menu behind a button, after the ARIA pattern: a popover of the browser's
//! own, which closes on Escape and on a press elsewhere and gives the focus back.

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Event, HtmlElement, KeyboardEvent};

use super::{El, Icon, el, icon};

/// The button and its menu. No two menus of a page have the same `id`.
#[must_use]
pub fn menu(id: &str, button: El, name: &str, items: impl FnOnce() -> Vec<El> + 'static) -> El {
    let list = el("div")
        .class("menu")
        .attr("id", id)
        .attr("role", "menu")
        .attr("aria-label", name)
        .attr("popover", "auto")
        .fill_on_opening(move || {
            let mut items = items();
            // The focus is on the first.
            if let Some(first) = items.first_mut() {
                *first = first.clone().attr("autofocus", "");
            }
            items
        })
        .on("keydown", move_focus);
    el("div")
        .class("menu-place")
        .child(
            button
                .attr("aria-haspopup", "menu")
                .attr("popovertarget", id),
        )
        .child(list)
}

/// An item that does something. The menu is closed first, so that the focus is
/// back on its button, where a dialog will give it back to.
#[must_use]
pub fn menu_item(name: &str, drawing: Icon, act: impl Fn() + 'static) -> El {
    let item = item("menuitem", drawing, name);
    let node: HtmlElement = item.node_as();
    item.on_press(move || {
        if let Some(list) = node.parent_element() {
            close(&list.unchecked_into());
        }
        act();
    })
}

/// An item that is on or off. The menu stays open, so that the change is seen.
#[must_use]
pub fn menu_check(
    name: &str,
    is_on: impl Fn() -> bool + 'static,
    switch: impl Fn() + 'static,
) -> El {
    item("menuitemcheckbox", Icon::CHECK, name)
        .bind("aria-checked", move || Some(is_on().to_string()))
        .on_press(switch)
}

fn item(role: &str, drawing: Icon, name: &str) -> El {
    el("button")
        .class("menu-item")
        .attr("type", "button")
        .attr("role", role)
        .attr("tabindex", "-1")
        .child(icon(drawing))
        .child(el("span").text(name))
}

/// Arrow keys, Home and End move the focus among the items and around the
/// ends; Tab goes on from the button.
fn move_focus(event: Event) {
    let key = event.unchecked_ref::<KeyboardEvent>().key();
    let Some(item) = document().active_element() else {
        return;
    };
    let Some(list) = item.parent_element() else {
        return;
    };
    let next = match key.as_str() {
        "ArrowDown" => item
            .next_element_sibling()
            .or_else(|| list.first_element_child()),
        "ArrowUp" => item
            .previous_element_sibling()
            .or_else(|| list.last_element_child()),
        "Home" => list.first_element_child(),
        "End" => list.last_element_child(),
        "Tab" => return close(&list.unchecked_into()),
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = next {
        // An item of a menu that is open takes the focus.
        drop(next.unchecked_into::<HtmlElement>().focus());
    }
}

/// The focus goes back to the button.
fn close(list: &HtmlElement) {
    // A menu that is closed already need not be closed.
    drop(list.hide_popover());
}
