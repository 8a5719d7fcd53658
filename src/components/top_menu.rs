//! Menu of the top bar.

use dom::El;
use dom::html::{kbd, span};

use crate::store::{Sheet, Store};
use crate::ui::{Icon, button, icon_and_label, menu, menu_checkbox, menu_item};

const MENU: &str = "Menu";

#[must_use]
pub fn top_menu(store: Store) -> El {
    let button = button("btn btn-quiet", icon_and_label(Icon::MENU, MENU));
    menu("menu", button, MENU, move || items(store))
}

fn items(store: Store) -> Vec<El> {
    let show = move |sheet| move || store.open_sheet(sheet);
    vec![
        menu_item("Command palette", Icon::SEARCH, show(Sheet::Palette))
            .child(kbd().child("Ctrl K")),
        read_only(store),
        menu_checkbox(
            "Single keys",
            move || store.has_keys.get(),
            move || store.switch_keys(),
        ),
        menu_item("Keyboard shortcuts", Icon::KEYBOARD, show(Sheet::Keys)).child(kbd().child("?")),
        menu_item("Notes", Icon::PENCIL, show(Sheet::Notes)),
        menu_item("Session log", Icon::LIST, show(Sheet::Log)),
    ]
}

fn read_only(store: Store) -> El {
    let item = menu_checkbox(
        "Read-only",
        move || store.blocked_by().is_some(),
        move || store.switch_read_only(),
    );
    if store.config.read_only {
        let note = span().class("menu-note").child("Set by the host");
        item.aria("disabled", true).child(note)
    } else {
        item
    }
}
