//! System, light, dark, and round again.

use leptos::prelude::*;

use crate::browser::page::Theme;
use crate::ui::Icon;

/// The button that changes the theme and remembers it.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let theme = RwSignal::new(Theme::remembered());
    let name = move || ["Theme: ", theme.get().name()].concat();
    let icon = Signal::derive(move || match theme.get() {
        Theme::System => Icon::System,
        Theme::Light => Icon::Sun,
        Theme::Dark => Icon::Moon,
    });
    let next = move |_| {
        theme.update(|theme| *theme = theme.next());
        theme.get_untracked().apply();
    };
    view! {
        <button class="icon-btn theme" type="button" aria-label=name title=name on:click=next>
            <Icon icon />
        </button>
    }
}
