//! A modal dialog: the browser's own, which keeps the focus inside and closes on Escape.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// A dialog that is open as long as it is in the page. Its content holds its
/// title, under the id `dialog-title`, and may mark with `data-first-focus`
/// what has the focus first.
///
/// While `locked` it cannot be closed. `on_close` is called when the person
/// closes it; it is then up to the owner to take it out of the page.
#[component]
pub fn Dialog(
    #[prop(into)] locked: Signal<bool>,
    #[prop(into)] on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let show = move || {
        if let Some(dialog) = node.get_untracked().filter(|dialog| !dialog.open()) {
            // An element that is in the page and not open can always be opened.
            drop(dialog.show_modal());
            if let Ok(Some(first)) = dialog.query_selector("[data-first-focus]") {
                drop(first.unchecked_into::<HtmlElement>().focus());
            }
        }
    };
    node.on_load(move |_| request_animation_frame(show));
    // Escape asks first. A browser that closes all the same after a second
    // press is answered by opening the dialog again: an answer is still to come.
    let cancel = move |event: ev::Event| {
        if locked.get_untracked() {
            event.prevent_default();
        }
    };
    let closed = move |_| {
        if locked.get_untracked() {
            show()
        } else {
            on_close.run(())
        }
    };
    view! {
        <dialog
            class="dialog"
            node_ref=node
            aria-labelledby="dialog-title"
            aria-describedby="dialog-text"
            aria-busy=move || locked.get().then_some("true")
            on:cancel=cancel
            on:close=closed
        >
            {children()}
        </dialog>
    }
}
