//! Theme button: system, light, dark, and round again.

use app::preferences::{PreferencesSlice, Theme};
use dom::{El, ev};

use crate::ui::{Icon, followed_icon, icon_button};

pub fn theme_switch(preferences: &'static PreferencesSlice) -> El {
    let name = move || format!("Theme: {}", preferences.theme.get().name());
    let icon = move || match preferences.theme.get() {
        Theme::System => Icon::SYSTEM,
        Theme::Light => Icon::SUN,
        Theme::Dark => Icon::MOON,
    };
    icon_button(followed_icon(icon), name)
        .class("icon-btn theme")
        .attr("title", name)
        .on(ev::click, move |_| preferences.next_theme())
}
