//! Top bar: brand, account, menu, ways out.

use dom::html::{div, header, span};
use dom::{El, ev};
use model::state::Mode;

use super::read_only_chip::read_only_chip;
use super::top_menu::top_menu;
use super::{brand, theme_switch};
use crate::store::Store;
use crate::ui::{Icon, button, icon_and_label};

/// The demo has no key, so there is nothing to lock.
#[must_use]
pub fn top_bar(store: Store) -> El {
    let live = store
        .session
        .with(|session| session.mode() == Some(Mode::Live));
    let mut end = div().class("topbar-end").child(who(store));
    if live && !store.is_kept.get() {
        end = end.child(span().class("who").child("Key kept until reload"));
    }
    end = end
        .child(read_only_chip(store))
        .child(theme_switch(store))
        .child(top_menu(store));
    if live {
        end = end.child(way_out("Lock", Icon::LOCK, move || store.lock_panel()));
    }
    header()
        .class("topbar")
        .child(brand())
        .child(end.child(way_out("Sign out", Icon::SIGN_OUT, move || {
            store.ask_to_sign_out()
        })))
}

/// Team and user of the key, once known.
fn who(store: Store) -> El {
    let words = move || {
        store.who.with(|who| {
            let who = who.as_ref()?;
            let between = if who.team.is_empty() || who.user.is_empty() {
                ""
            } else {
                " · "
            };
            Some(format!("{}{between}{}", who.team, who.user))
        })
    };
    span()
        .class("who who-names")
        .attr("title", words)
        .child(move || words().unwrap_or_default())
}

fn way_out(name: &str, drawing: Icon, leave: impl Fn() + 'static) -> El {
    button("btn btn-quiet", icon_and_label(drawing, name)).on(ev::click, move |_| leave())
}
