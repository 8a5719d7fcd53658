//! Whether somebody is there, and when the page comes back to life.

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, PageTransitionEvent};

/// What a person does in the page. A pointer counts when it presses, turns the
/// wheel or, ending in a cancel, drags the page; it moves also when somebody
/// knocks against the table. A press counts when it is done, so that what it
/// changes is not changed under the finger.
const ACTIVITY: [&str; 4] = ["keydown", "click", "wheel", "pointercancel"];

/// Each may be the first moment after a sleep in which the page runs.
const RETURNS: [&str; 4] = ["visibilitychange", "pageshow", "focus", "online"];

/// Calls back for each thing that a person does, as long as the page is there.
pub fn on_activity(callback: impl Fn() + 'static) {
    listen(&ACTIVITY, Box::new(move |_| callback()));
}

/// Calls back when the page is looked at again or can do something again; with
/// `true` when it was left, and Back brought it as it was left.
pub fn on_return(callback: impl Fn(bool) + 'static) {
    let heard = move |event: Event| {
        let page = event.dyn_ref::<PageTransitionEvent>();
        callback(page.is_some_and(PageTransitionEvent::persisted));
    };
    listen(&RETURNS, Box::new(heard));
}

fn listen(kinds: &[&str], heard: Box<dyn FnMut(Event)>) {
    let heard = Closure::wrap(heard).into_js_value();
    for kind in kinds {
        let added = window().add_event_listener_with_callback(kind, heard.unchecked_ref());
        debug_assert!(added.is_ok(), "a window takes listeners");
    }
}
