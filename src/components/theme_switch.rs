//! Theme button: system, light, dark, and round again.

use app::preferences::{PreferencesSlice, Theme};
use dom::{El, ev};

use crate::ui::{Icon, followed_icon, icon_button, menu_switch};

pub fn theme_switch(preferences: &'static PreferencesSlice) -> El {
    let button = icon_button(theme_icon(preferences), "").class("icon-btn theme");
    bind_theme_switch(button, preferences)
}

/// Has a button name the theme and turn it.
pub fn bind_theme_switch(button: El, preferences: &'static PreferencesSlice) -> El {
    button
        .aria("label", theme_name(preferences))
        .attr("title", theme_name(preferences))
        .on(ev::click, move |_| preferences.next_theme())
}

/// The same in a menu.
pub(super) fn theme_item(preferences: &'static PreferencesSlice) -> El {
    menu_switch(
        theme_icon(preferences),
        theme_name(preferences),
        move || {
            preferences.next_theme();
        },
    )
}

fn theme_name(preferences: &'static PreferencesSlice) -> impl Fn() -> String + Copy + 'static {
    move || format!("Theme: {}", preferences.theme.get().name())
}

fn theme_icon(preferences: &'static PreferencesSlice) -> El {
    followed_icon(move || match preferences.theme.get() {
        Theme::System => Icon::SYSTEM,
        Theme::Light => Icon::SUN,
        Theme::Dark => Icon::MOON,
    })
}
