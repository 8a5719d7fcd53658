//! Warns a minute before the session ends.
//!
//! Not a dialog: it leaves focus and keyboard to whoever is typing, and any use of the panel extends the session. It
//! is announced once, as an `alert`; the countdown is a `timer`, which screen readers do not read out.

use dom::html::{div, p, span};
use dom::{El, ev, show_let};
use model::domain::format_minutes;
use model::state::Expiry;

use crate::store::Store;
use crate::ui::{Icon, button, icon};

const SOON: &str = "You will be signed out within a minute.";

/// An open dialog makes the rest of the page inert, so each form shows the warning too (`in_form`).
#[must_use]
pub fn timeout_warning(store: Store, in_form: bool) -> El {
    let why = move || {
        let here = store.has_dialog() == in_form;
        store.ends_soon.get().map(|(_, why)| why).filter(|_| here)
    };
    div()
        .class("session-end-place")
        .child(show_let(why, move |why| warning(store, why)))
}

fn warning(store: Store, why: Expiry) -> El {
    let idle = why == Expiry::Idle;
    let words = if idle {
        format!("Nothing was done here for a while. {SOON}")
    } else {
        let longest = format_minutes(store.config.limits.session);
        format!("A session lasts {longest} at most. {SOON}")
    };
    let left = move || {
        let left = store.ends_soon.get().map_or(0, |(seconds, _)| seconds);
        format!("{left} s")
    };
    let warning = div()
        .class("session-end")
        .attr("role", "group")
        .aria("label", "Session")
        .child(icon(Icon::LOCK))
        .child(p().attr("role", "alert").child(&words))
        .child(span().attr("role", "timer").child(left));
    if !idle {
        return warning;
    }
    let stay = button("btn", "Stay signed in").on(ev::click, move |_| store.stay_signed_in());
    warning.child(stay)
}
