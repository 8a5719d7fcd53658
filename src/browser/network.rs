//! Whether the browser has a network, and whether anybody looks at the page.

use leptos::ev;
use leptos::prelude::{document, window_event_listener};

/// Calls back when the browser has lost or found its network.
pub fn on_change(callback: impl Fn() + Copy + 'static) {
    let _listens_for_ever = (
        window_event_listener(ev::online, move |_| callback()),
        window_event_listener(ev::offline, move |_| callback()),
    );
}

/// Whether the page is in view: not in another tab, and not minimised.
#[must_use]
pub fn is_watched() -> bool {
    !document().hidden()
}
