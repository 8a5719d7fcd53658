//! The keys that work anywhere in the panel.

use model::state::{Shortcut, find_shortcut};

use super::search_box::SEARCH;
use crate::browser::focus;
use crate::browser::keyboard::Keyboard;
use crate::store::{Sheet, Store};
use crate::ui::run;

/// Listens as long as the panel is shown.
pub fn page_keys(store: Store) {
    let keyboard = Keyboard::listen(move |press, _| {
        let on = store.has_keys.get_untracked();
        match find_shortcut(press, on) {
            Some(Shortcut::Palette) => {
                // One dialog at a time: over another one it would leave that behind.
                if !leptos::prelude::untrack(|| store.has_dialog()) {
                    store.open_sheet(Sheet::Palette);
                }
            }
            Some(Shortcut::Search) => focus::take_field(SEARCH),
            Some(Shortcut::Keys) => store.open_sheet(Sheet::Keys),
            Some(_) | None => return false,
        }
        true
    });
    // Held here, it listens as long as what is drawn now.
    run(Box::new(move || {
        let _held = &keyboard;
    }));
}
