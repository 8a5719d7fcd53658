//! A key that works anywhere in the page.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, KeyboardEvent};

/// Where a letter is typed, or nothing else may be reached.
const BUSY: &str = "input, textarea, select, [contenteditable], dialog";

/// A key with something to do, until it is dropped.
pub struct Shortcut(Closure<dyn FnMut(KeyboardEvent)>);

impl Shortcut {
    /// Calls back when the key is pressed, unless a text is being typed or a dialog is open.
    #[must_use]
    pub fn on(key: &'static str, act: impl Fn() + 'static) -> Self {
        Self::new(key, false, Box::new(act))
    }

    /// As [`Self::on`], for a key that is pressed with Ctrl, or with ⌘.
    #[must_use]
    pub fn with_control(key: &'static str, act: impl Fn() + 'static) -> Self {
        Self::new(key, true, Box::new(act))
    }

    fn new(key: &'static str, control: bool, act: Box<dyn Fn()>) -> Self {
        let pressed = Closure::<dyn FnMut(KeyboardEvent)>::new(move |event: KeyboardEvent| {
            let held = event.ctrl_key() || event.meta_key();
            if event.key() == key && held == control && !event.alt_key() && !is_busy(&event) {
                event.prevent_default();
                act();
            }
        });
        let listener = pressed.as_ref().unchecked_ref();
        let added = document().add_event_listener_with_callback("keydown", listener);
        debug_assert!(added.is_ok(), "a document takes listeners");
        Self(pressed)
    }
}

impl Drop for Shortcut {
    fn drop(&mut self) {
        let listener = self.0.as_ref().unchecked_ref();
        // A listener that is not there need not be taken away.
        drop(document().remove_event_listener_with_callback("keydown", listener));
    }
}

fn is_busy(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let typing = target.is_some_and(|target| matches!(target.closest(BUSY), Ok(Some(_))));
    typing || matches!(document().query_selector("dialog[open]"), Ok(Some(_)))
}
