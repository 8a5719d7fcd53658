//! Warns a minute before the session ends.
//!
//! Not a dialog: it leaves focus and keyboard to whoever is typing, and any use of the panel extends the session. It
//! is announced once, as an `alert`; the countdown is a `timer`, which screen readers do not read out.

use app::App;
use dom::html::{div, p, span};
use dom::{El, ev, show_let};
use model::domain::format_minutes;
use model::state::Expiry;

use crate::ui::{Icon, button, icon};

/// The warning, while there is one. An open dialog keeps everything outside it
/// from being heard or pressed, so there is a place for it `in_dialog` too.
pub fn timeout_warning(app: App, in_dialog: bool) -> El {
    let why = move || {
        let (_, why) = app.session.ends_soon()?;
        (app.dialog.is_open() == in_dialog).then_some(why)
    };
    div()
        .class("session-end-place")
        .child(show_let(why, move |why| warning(app, why)))
}

fn warning(app: App, why: Expiry) -> El {
    let is_idle = why == Expiry::Idle;
    let words = if is_idle {
        "You've been inactive for a while. You'll be signed out within a minute.".to_owned()
    } else {
        let longest = format_minutes(app.config.limits.session);
        format!("A session lasts {longest} at most. You'll be signed out within a minute.")
    };
    let left = move || {
        let left = app.session.ends_soon().map_or(0, |(seconds, _)| seconds);
        format!("{left} s")
    };
    let stay = is_idle
        .then(|| button("btn", "Stay signed in").on(ev::click, move |_| app.session.extend()));
    div()
        .class("session-end")
        .attr("role", "group")
        .aria("label", "Session")
        .child(icon(Icon::LOCK))
        .child(p().attr("role", "alert").child(&words))
        .child(span().attr("role", "timer").child(left))
        .child(stay)
}
