//! The keys of the list of machines.

use leptos::prelude::{Get, Set, With};
use web_sys::KeyboardEvent;

use super::combo_box::Offers;

/// The keys of the pattern. Escape closes the list first, and the dialog only after it.
pub(super) fn press(offers: &Offers, event: &KeyboardEvent) {
    let is_open = offers.is_open.get();
    let count = offers.found.with(|(found, _)| found.len());
    let active = offers.active.get();
    match (&*event.key(), active) {
        ("ArrowDown", _) if !is_open => {
            offers.is_open.set(true);
            offers.active.set(Some(0));
        }
        ("ArrowUp", _) if !is_open => offers.is_open.set(true),
        ("ArrowDown", _) if count > 0 => {
            offers
                .active
                .set(Some(active.map_or(0, |at| (at + 1) % count)));
        }
        ("ArrowUp", _) if count > 0 => {
            let above = active.and_then(|at| at.checked_sub(1));
            offers.active.set(Some(above.unwrap_or(count - 1)));
        }
        ("Enter", Some(at)) if is_open && at < count => (offers.choose)(at),
        ("Escape", _) if is_open => {
            offers.is_open.set(false);
            offers.active.set(None);
        }
        ("Tab", _) => return offers.is_open.set(false),
        _ => return,
    }
    event.prevent_default();
}
