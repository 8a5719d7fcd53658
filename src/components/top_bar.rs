//! The bar at the top: what this is, and the ways out.

use model::state::Mode;

use super::menu::top_menu;
use super::read_only_chip::read_only_chip;
use super::{brand, theme_switch};
use crate::store::Store;
use crate::ui::{El, Icon, el, icon};

const LOCK: &str = "Lock";
const SIGN_OUT: &str = "Sign out";
const NOT_KEPT: &str = "Key kept until reload";

/// The top bar. The demo has no key: there is nothing to lock, and nothing to say of it.
#[must_use]
pub fn top_bar(store: Store) -> El {
    let live = store
        .session
        .with_untracked(|session| session.mode() == Some(Mode::Live));
    let mut end = el("div").class("topbar-end").child(who(store));
    if live && !store.is_kept.get() {
        end = end.child(el("span").class("who").text(NOT_KEPT));
    }
    end = end
        .child(read_only_chip(store))
        .child(theme_switch(store))
        .child(top_menu(store));
    if live {
        end = end.child(way_out(LOCK, Icon::LOCK, move || store.lock_panel()));
    }
    el("header")
        .class("topbar")
        .child(brand())
        .child(end.child(way_out(SIGN_OUT, Icon::SIGN_OUT, move || {
            store.ask_to_sign_out()
        })))
}

/// The team and the person whose key it is, once the API has said it.
fn who(store: Store) -> El {
    let words = move || {
        store.who.with(|who| {
            let who = who.as_ref()?;
            let between = if who.team.is_empty() || who.user.is_empty() {
                ""
            } else {
                " · "
            };
            Some([&who.team, between, &who.user].concat())
        })
    };
    el("span")
        .class("who who-names")
        .bind("title", words)
        .bind_text(move || words().unwrap_or_default())
}

/// A button that is its icon alone where there is no room for its name.
fn way_out(name: &str, drawing: Icon, leave: impl Fn() + 'static) -> El {
    el("button")
        .class("btn btn-quiet")
        .attr("type", "button")
        .child(icon(drawing))
        .child(el("span").class("btn-label").text(name))
        .on_press(leave)
}
