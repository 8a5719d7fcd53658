//! The Menu of the top bar: what is needed now and then.

use crate::store::{Sheet, Store};
use crate::ui::{El, Icon, el, icon, menu, menu_check, menu_item};

const MENU: &str = "Menu";
const ID: &str = "menu";
const READ_ONLY: &str = "Read-only";
const BY_HOST: &str = "Set by the host";
const PALETTE: &str = "Command palette";
const PALETTE_KEY: &str = "Ctrl K";
const NOTES: &str = "Notes";
const LOG: &str = "Session log";
const KEYS: &str = "Keyboard shortcuts";
const SINGLE_KEYS: &str = "Single keys";

/// The button, and the menu that it opens.
#[must_use]
pub fn top_menu(store: Store) -> El {
    let button = el("button")
        .class("btn btn-quiet")
        .attr("type", "button")
        .child(icon(Icon::MENU))
        .child(el("span").class("btn-label").text(MENU));
    menu(ID, button, MENU, move || items(store))
}

fn items(store: Store) -> Vec<El> {
    let show = move |sheet| move || store.open_sheet(sheet);
    vec![
        menu_item(PALETTE, Icon::SEARCH, show(Sheet::Palette)).child(el("kbd").text(PALETTE_KEY)),
        read_only(store),
        menu_check(
            SINGLE_KEYS,
            move || store.has_keys.get(),
            move || store.switch_keys(),
        ),
        menu_item(KEYS, Icon::KEYBOARD, show(Sheet::Keys)).child(el("kbd").text("?")),
        menu_item(NOTES, Icon::PENCIL, show(Sheet::Notes)),
        menu_item(LOG, Icon::LIST, show(Sheet::Log)),
    ]
}

fn read_only(store: Store) -> El {
    let item = menu_check(
        READ_ONLY,
        move || store.blocked_by().is_some(),
        move || store.switch_read_only(),
    );
    if store.config.read_only {
        let note = el("span").class("menu-note").text(BY_HOST);
        item.attr("aria-disabled", "true").child(note)
    } else {
        item
    }
}
