//! Listeners of the page and the browser, which report to the application as long as the page lives.

use app::App;
use app::foundation::Foundation;
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, PageTransitionEvent};

use super::address_bar;
use super::tabs::TabChannel;

/// Each may be the first event after a sleep of the machine in which the page runs.
const RETURNS: [&str; 4] = ["visibilitychange", "pageshow", "focus", "online"];

/// Reports what concerns a session from now on.
pub fn listen(foundation: Foundation, tabs: &TabChannel) {
    on(&RETURNS, move |event| {
        let page = event.dyn_ref::<PageTransitionEvent>();
        foundation.returned(page.is_some_and(PageTransitionEvent::persisted));
    });
    // A pointer counts when it presses, turns the wheel or drags the page, which ends in a cancel; it
    // moves also when the table shakes. A click counts at its end, so that nothing changes under a finger.
    let activities = ["keydown", "click", "wheel", "pointercancel"];
    on(&activities, move |_| foundation.activity());
    tabs.on_message(move |message| foundation.tab_message(message));
}

/// Reports what concerns the list and its page from now on.
pub fn report_to(app: App) {
    on(&RETURNS, move |_| app.tick());
    on(&["online", "offline"], move |_| app.network_changed());
    on(&["storage"], move |_| app.storage_changed());
    on(&["hashchange"], move |_| {
        app.fragment_changed(&address_bar::fragment());
    });
    address_bar::follow_dialog(app);
}

fn on(events: &[&str], report: impl Fn(&Event) + 'static) {
    let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| report(&event));
    let listener = listener.into_js_value();
    for event in events {
        let added = window().add_event_listener_with_callback(event, listener.unchecked_ref());
        debug_assert!(added.is_ok(), "a window takes listeners");
    }
}
