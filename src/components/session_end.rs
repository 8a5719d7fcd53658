//! Says a minute before that the session ends.
//!
//! It is no dialog: it takes neither the focus nor the keyboard from somebody
//! who is typing, and any use of the panel is answer enough. It is announced
//! once, as an `alert`; the countdown beside it is a `timer`, which is not read
//! out as it runs.

use model::domain::format_minutes;
use model::state::Expiry;

use crate::store::Store;
use crate::ui::{El, Icon, el, icon};

const NAME: &str = "Session";
const STAY: &str = "Stay signed in";
const IDLE: &str = "Nothing was done here for a while. ";
const AGE: &str = "A session lasts ";
const AT_MOST: &str = " at most. ";
const SOON: &str = "You will be signed out within a minute.";

/// The warning, while there is one. An open dialog keeps everything outside it
/// from being heard or pressed, so there is a place for it `in_form` too.
#[must_use]
pub fn session_end(store: Store, in_form: bool) -> El {
    let why = move || {
        let here = store.has_dialog() == in_form;
        store.ends_soon.get().map(|(_, why)| why).filter(|_| here)
    };
    el("div")
        .class("session-end-place")
        .choose(why, move |why| why.map(|why| warning(store, why)))
}

fn warning(store: Store, why: Expiry) -> El {
    let idle = why == Expiry::Idle;
    let words = if idle {
        [IDLE, SOON].concat()
    } else {
        let longest = format_minutes(store.config.limits.session);
        [AGE, &longest, AT_MOST, SOON].concat()
    };
    let left = move || {
        let left = store.ends_soon.get().map_or(0, |(seconds, _)| seconds);
        [&left.to_string(), " s"].concat()
    };
    let warning = el("div")
        .class("session-end")
        .attr("role", "group")
        .attr("aria-label", NAME)
        .child(icon(Icon::LOCK))
        .child(el("p").attr("role", "alert").text(&words))
        .child(el("span").attr("role", "timer").bind_text(left));
    if !idle {
        return warning;
    }
    let stay = el("button")
        .class("btn")
        .attr("type", "button")
        .text(STAY)
        .on_press(move || store.stay_signed_in());
    warning.child(stay)
}
