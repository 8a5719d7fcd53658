//! Keys that are pressed anywhere in the page.

use app::commands::shortcuts::KeyPress;
use leptos::prelude::{document, untrack};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, KeyboardEvent};

/// Where a letter is typed, or nothing else may be reached.
const BUSY: &str = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog, [role=menu]";

/// What Escape closes first: menus and other popovers, which the browser closes by itself.
const POPOVER: &str = ":popover-open";

const DIALOG: &str = "dialog[open]";

/// Listens for keys, until it is dropped.
pub struct Keyboard(Closure<dyn FnMut(KeyboardEvent)>);

impl Keyboard {
    /// Calls back for each key, with what has the focus. The browser does nothing
    /// of its own with a key for which the answer is `true`.
    #[must_use]
    pub fn listen(act: impl Fn(KeyPress<'_>, Option<&Element>) -> bool + 'static) -> Self {
        let pressed = Closure::<dyn FnMut(KeyboardEvent)>::new(move |event: KeyboardEvent| {
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok());
            let is_in = |place| {
                let target = target.as_ref();
                target.is_some_and(|target| matches!(target.closest(place), Ok(Some(_))))
            };
            let (ctrl, meta) = (event.ctrl_key(), event.meta_key());
            let key = event.key();
            let press = KeyPress {
                key: &key,
                command: ctrl != meta && !event.alt_key() && !event.shift_key(),
                modified: ctrl || meta || event.alt_key(),
                busy: is_in(BUSY) || has(DIALOG),
                in_list: is_in("#list"),
                in_search: is_in("#search"),
            };
            // While a text is composed, as Japanese is, its keys are its own.
            let is_taken = event.default_prevented()
                || event.is_composing()
                || key == "Escape" && has(POPOVER);
            if !is_taken && untrack(|| act(press, target.as_ref())) {
                event.prevent_default();
            }
        });
        let listener = pressed.as_ref().unchecked_ref();
        let added = document().add_event_listener_with_callback("keydown", listener);
        debug_assert!(added.is_ok(), "a document takes listeners");
        Self(pressed)
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        let listener = self.0.as_ref().unchecked_ref();
        // A listener that is not there need not be taken away.
        drop(document().remove_event_listener_with_callback("keydown", listener));
    }
}

fn has(selector: &str) -> bool {
    matches!(document().query_selector(selector), Ok(Some(_)))
}
