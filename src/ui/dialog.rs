//! A modal dialog: the browser's own, which keeps the focus inside and closes on Escape.

use dom::html::{self, form, h2, p};
use dom::{El, ev};
use leptos::prelude::request_animation_frame;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlDialogElement, HtmlElement};

/// A dialog that is open as long as it is in the page. Its content holds its
/// title, under the id `dialog-title`, a text under `dialog-text`, and may mark
/// with `data-first-focus` what has the focus first.
///
/// It says when it is `busy`. `on_close` is called when the person closes it; it
/// is then up to the owner to take it out of the page.
#[must_use]
pub fn dialog(content: El, busy: impl Fn() -> bool + 'static, on_close: impl Fn() + 'static) -> El {
    let dialog = html::dialog()
        .class("dialog")
        .aria("labelledby", "dialog-title")
        .aria("describedby", "dialog-text")
        .aria("busy", busy)
        .child(content);
    let node: HtmlDialogElement = dialog.node_as();
    request_animation_frame(move || show(&node));
    dialog.on(ev::close, move |_| on_close())
}

/// The content of most dialogs: a form that begins with a title and a text, and
/// whose fields the browser does not check.
#[must_use]
pub fn dialog_form(title: &str, text: &str) -> El {
    form()
        .class("dialog-form")
        .attr("novalidate", true)
        .child(h2().class("dialog-title").id("dialog-title").child(title))
        .child(p().class("dialog-text").id("dialog-text").child(text))
}

fn show(dialog: &HtmlDialogElement) {
    // A dialog that left the page before it was shown cannot be opened, and need not be.
    if dialog.open() || dialog.show_modal().is_err() {
        return;
    }
    if let Ok(Some(first)) = dialog.query_selector("[data-first-focus]") {
        // An element that cannot take the focus leaves it where the browser put it.
        drop(first.unchecked_into::<HtmlElement>().focus());
    }
    // What has the focus first may stand at the end of a long dialog, which is read from its title on.
    dialog.set_scroll_top(0);
}
