//! Keys of the machine list.

use leptos::prelude::{Get, Set, With};
use web_sys::KeyboardEvent;

use super::combo_box::MachineList;

/// Keys of the ARIA pattern. Escape closes the list first, and only then the dialog.
pub(super) fn press(list: &MachineList, event: &KeyboardEvent) {
    let is_open = list.is_open.get();
    let count = list.found.with(|(found, _)| found.len());
    let active = list.active.get();
    match (&*event.key(), active) {
        ("ArrowDown", _) if !is_open => {
            list.is_open.set(true);
            list.active.set(Some(0));
        }
        ("ArrowUp", _) if !is_open => list.is_open.set(true),
        ("ArrowDown", _) if count > 0 => {
            list.active
                .set(Some(active.map_or(0, |at| (at + 1) % count)));
        }
        ("ArrowUp", _) if count > 0 => {
            let above = active.and_then(|at| at.checked_sub(1));
            list.active.set(Some(above.unwrap_or(count - 1)));
        }
        ("Enter", Some(at)) if is_open && at < count => (list.choose)(at),
        ("Escape", _) if is_open => {
            list.is_open.set(false);
            list.active.set(None);
        }
        ("Tab", _) => return list.is_open.set(false),
        _ => return,
    }
    event.prevent_default();
}
