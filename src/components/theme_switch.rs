//! System, light, dark, and round again.

use crate::browser::page::Theme;
use crate::ui::{El, Icon, Value, el, icon_of};

/// The button that changes the theme and remembers it.
#[must_use]
pub fn theme_switch() -> El {
    let theme = Value::new(Theme::remembered());
    let (named, drawn) = (theme.clone(), theme.clone());
    let name = move || Some(["Theme: ", named.get().name()].concat());
    let icon = move || match drawn.get() {
        Theme::System => Icon::SYSTEM,
        Theme::Light => Icon::SUN,
        Theme::Dark => Icon::MOON,
    };
    el("button")
        .class("icon-btn theme")
        .attr("type", "button")
        .bind("aria-label", name.clone())
        .bind("title", name)
        .child(icon_of(icon))
        .on_press(move || {
            theme.update(|theme| *theme = theme.next());
            theme.get_untracked().apply();
        })
}
