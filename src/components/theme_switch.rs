//! System, light, dark, and round again.

use crate::browser::page::Theme;
use crate::store::Store;
use crate::ui::{El, Icon, el, icon_of};

/// The button that changes the theme and remembers it.
#[must_use]
pub fn theme_switch(store: Store) -> El {
    let name = move || Some(["Theme: ", store.theme.get().name()].concat());
    let icon = move || match store.theme.get() {
        Theme::System => Icon::SYSTEM,
        Theme::Light => Icon::SUN,
        Theme::Dark => Icon::MOON,
    };
    el("button")
        .class("icon-btn theme")
        .attr("type", "button")
        .bind("aria-label", name)
        .bind("title", name)
        .child(icon_of(icon))
        .on_press(move || store.next_theme())
}
