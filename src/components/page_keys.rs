//! Keyboard shortcuts of the whole page.

use dom::keep;
use model::state::{Shortcut, find_shortcut};

use super::search_box::SEARCH;
use crate::browser::focus;
use crate::browser::keyboard::Keyboard;
use crate::store::{Sheet, Store};

/// Listens until the present owner ends.
pub fn page_keys(store: Store) {
    keep(Keyboard::listen(move |press, _| {
        let on = store.has_keys.get();
        match find_shortcut(press, on) {
            Some(Shortcut::Palette) => {
                // One dialog at a time: the palette would leave the other behind it.
                if !store.has_dialog() {
                    store.open_sheet(Sheet::Palette);
                }
            }
            Some(Shortcut::Search) => focus::take_field(SEARCH),
            Some(Shortcut::Keys) => store.open_sheet(Sheet::Keys),
            Some(_) | None => return false,
        }
        true
    }));
}
