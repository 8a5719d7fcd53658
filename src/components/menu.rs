//! The Menu of the top bar: what is needed now and then.

use crate::store::Store;
use crate::ui::{El, Icon, el, icon, menu, menu_check};

const MENU: &str = "Menu";
const ID: &str = "menu";
const READ_ONLY: &str = "Read-only";
const BY_HOST: &str = "Set by the host";

/// The button, and the menu that it opens.
#[must_use]
pub fn top_menu(store: Store) -> El {
    let button = el("button")
        .class("btn btn-quiet")
        .attr("type", "button")
        .child(icon(Icon::MENU))
        .child(el("span").class("btn-label").text(MENU));
    menu(ID, button, MENU, vec![read_only(store)])
}

fn read_only(store: Store) -> El {
    let item = menu_check(
        READ_ONLY,
        move || store.hindrance().is_some(),
        move || store.switch_read_only(),
    );
    if store.config.read_only {
        let note = el("span").class("menu-note").text(BY_HOST);
        item.attr("aria-disabled", "true").child(note)
    } else {
        item
    }
}
