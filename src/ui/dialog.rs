//! Modal dialog: the browser's own, which traps the focus and closes on Escape.

use dom::html::{self, form, h2, p};
use dom::{El, IntoChild, ev};
use leptos::prelude::{document, request_animation_frame};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlDialogElement, HtmlElement, HtmlInputElement};

/// Open while in the page. Its content has the ids `dialog-title` and `dialog-text`, and may mark the first focus
/// with `data-first-focus`. `on_close` runs when the user closes it; the owner then removes it.
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

/// Content of most dialogs: a form with title and text, not validated by the browser.
pub fn dialog_form<M, N>(title: impl IntoChild<M>, text: impl IntoChild<N>) -> El {
    form()
        .class("dialog-form")
        .attr("novalidate", true)
        .child(h2().class("dialog-title").id("dialog-title").child(title))
        .child(p().class("dialog-text").id("dialog-text").child(text))
}

fn show(dialog: &HtmlDialogElement) {
    // A dialog removed before it was shown cannot be opened.
    if dialog.open() || dialog.show_modal().is_err() {
        return;
    }
    if let Ok(Some(first)) = dialog.query_selector("[data-first-focus]") {
        // An element that cannot take the focus leaves it where it is.
        drop(first.unchecked_into::<HtmlElement>().focus());
    }
    // The first focus may be a button at the end of a long dialog. Reading starts at the title, typing at the field.
    let focused = document().active_element();
    if !focused.is_some_and(|it| it.has_type::<HtmlInputElement>()) {
        dialog.set_scroll_top(0);
    }
}
