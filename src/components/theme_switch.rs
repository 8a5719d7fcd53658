//! Theme button: system, light, dark, and round again.

use dom::{El, ev};

use crate::browser::page::Theme;
use crate::store::Store;
use crate::ui::{Icon, followed_icon, icon_button};

#[must_use]
pub fn theme_switch(store: Store) -> El {
    let name = move || format!("Theme: {}", store.theme.get().name());
    let icon = move || match store.theme.get() {
        Theme::System => Icon::SYSTEM,
        Theme::Light => Icon::SUN,
        Theme::Dark => Icon::MOON,
    };
    icon_button(followed_icon(icon), name)
        .class("icon-btn theme")
        .attr("title", name)
        .on(ev::click, move |_| store.next_theme())
}
