//! The bar at the top: whose panel this is, its Menu, and the ways out.

use app::App;
use app::commands::Command;
use dom::html::{div, header, kbd, span};
use dom::{El, ev, show_let};

use super::theme_switch::theme_item;
use super::{brand, theme_switch};
use crate::ui::{Icon, collapsible_button, icon_and_label, menu, menu_checkbox, menu_item};

/// The demo has no key, so there is nothing to lock.
pub fn top_bar(app: App) -> El {
    let is_live = app.session.is_live();
    let until_reload = is_live && !app.session.is_key_stored();
    let read_only = show_let(
        move || app.permissions.blocked_by(),
        |reason| {
            span()
                .class("chip chip-read-only")
                .attr("title", reason.words())
                .child(icon_and_label(Icon::EYE, "Read-only"))
        },
    );
    let end = div()
        .class("topbar-end")
        .child(owner(app))
        .child(until_reload.then(|| span().class("who").child("Key kept until reload")))
        .child(span().class("chip-place").child(read_only))
        .child(theme_switch(app.preferences))
        .child(menu(
            "menu",
            collapsible_button(Icon::MENU, "Menu"),
            "Menu",
            move || menu_items(app, is_live),
        ))
        .child(is_live.then(|| {
            collapsible_button(Icon::LOCK, "Lock")
                .class("btn btn-quiet wide")
                .on(ev::click, move |_| Command::Lock.run(app))
        }))
        .child(
            collapsible_button(Icon::SIGN_OUT, "Sign out")
                .class("btn btn-quiet wide")
                .on(ev::click, move |_| Command::SignOut.run(app)),
        );
    header().class("topbar").child(brand()).child(end)
}

/// The team and the user of the key, once the API has told them.
fn owner(app: App) -> El {
    let words = move || {
        let owner = app.account.user()?;
        let names = [owner.team, owner.user];
        let names: Vec<_> = names.into_iter().filter(|name| !name.is_empty()).collect();
        Some(names.join(" · "))
    };
    span()
        .class("who who-names")
        .attr("title", words)
        .child(move || words().unwrap_or_default())
}

/// The last ones are in the bar, and only on a phone in the Menu.
fn menu_items(app: App, is_live: bool) -> Vec<El> {
    let item = |command: Command, drawing: Icon| {
        let key = command.shortcut().and_then(|it| it.key_labels().next());
        menu_item(&command.label(app), drawing, move || {
            command.clone().run(app);
        })
        .child(key.map(|key| kbd().child(key)))
    };
    let read_only = menu_checkbox(
        "Read-only",
        move || app.permissions.is_read_only(),
        move || app.permissions.toggle_read_only(),
    );
    let read_only = if app.permissions.is_set_by_host() {
        let note = span().class("menu-note").child("Set by the host");
        read_only.aria("disabled", true).child(note)
    } else {
        read_only
    };
    let narrow = |item: El| item.class("menu-item narrow");
    let mut items = vec![
        item(Command::Palette, Icon::SEARCH),
        read_only,
        menu_checkbox(
            "Single-key shortcuts",
            move || app.preferences.single_key_shortcuts.get(),
            move || app.preferences.single_key_shortcuts.toggle(),
        ),
        item(Command::Shortcuts, Icon::KEYBOARD),
        item(Command::Notes, Icon::PENCIL),
        item(Command::SessionLog, Icon::LIST),
        narrow(theme_item(app.preferences)),
    ];
    if is_live {
        items.push(narrow(item(Command::Lock, Icon::LOCK)));
    }
    items.push(narrow(item(Command::SignOut, Icon::SIGN_OUT)));
    items
}
