//! One family of icons: 16 by 16, one path each, drawn in the colour of the text.

use leptos::prelude::*;

/// The drawings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    ArrowRight,
    Check,
    Close,
    Copy,
    Eye,
    EyeOff,
    Globe,
    Info,
    Moon,
    More,
    Plus,
    Refresh,
    SignOut,
    SortAsc,
    SortDesc,
    Sun,
    System,
    Warning,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::ArrowRight => "M3 8h10M9.5 4.5L13 8l-3.5 3.5",
            Self::Check => "M3 8.5l3.25 3.25L13 5",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Copy => "M5.75 5.75h7.5v7.5h-7.5zM10.25 5.75v-3h-7.5v7.5h3",
            Self::Eye => {
                "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6.25a1.75 1.75 0 1 0 0 3.5a1.75 1.75 0 0 0 0-3.5z"
            }
            Self::EyeOff => {
                "M2.5 2.5l11 11M6.6 3.7A6 6 0 0 1 8 3.5c4 0 6.5 4.5 6.5 4.5a11 11 0 0 1-1.9 2.4M10.2 11.9a5.6 5.6 0 0 1-2.2.6C4 12.5 1.5 8 1.5 8a11 11 0 0 1 2.6-3.1M6.8 6.8a1.75 1.75 0 0 0 2.4 2.4"
            }
            Self::Globe => {
                "M8 2a6 6 0 1 0 0 12a6 6 0 0 0 0-12zM2 8h12M8 2c2 2 2.5 4 2.5 6s-.5 4-2.5 6c-2-2-2.5-4-2.5-6S6 4 8 2z"
            }
            Self::Info => "M8 2a6 6 0 1 0 0 12a6 6 0 0 0 0-12zM8 7.5v3.5M8 5v.01",
            Self::Moon => "M13.5 9.5A5.75 5.75 0 0 1 6.5 2.5a5.75 5.75 0 1 0 7 7z",
            Self::More => "M3.25 8h.5M7.75 8h.5M12.25 8h.5",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Refresh => "M13.25 8a5.25 5.25 0 1 1-1.75-3.9M11.75 1.5v2.75H9",
            Self::SignOut => "M6.5 2.5h-4v11h4M10.5 11l3-3-3-3M13.5 8H6",
            Self::SortAsc => "M8 13V3M4.5 6.5L8 3l3.5 3.5",
            Self::SortDesc => "M8 3v10M4.5 9.5L8 13l3.5-3.5",
            Self::Sun => {
                "M8 5.25a2.75 2.75 0 1 0 0 5.5a2.75 2.75 0 0 0 0-5.5zM8 1.25v1M8 13.75v1M1.25 8h1M13.75 8h1M3.25 3.25l.7.7M12.05 12.05l.7.7M3.25 12.75l.7-.7M12.05 3.95l.7-.7"
            }
            Self::System => "M2 2.75h12v8H2zM8 10.75v2.5M5 13.25h6",
            Self::Warning => "M8 2l6.5 11.5h-13zM8 6.5v3M8 11.5v.01",
        }
    }
}

/// An icon. It is decoration: the words beside it, or the name of its button, say the same.
#[component]
pub fn Icon(#[prop(into)] icon: Signal<Icon>) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d=move || icon.get().path() />
        </svg>
    }
}

/// The mark of the panel: four addresses, one of them free.
#[component]
pub fn Mark() -> impl IntoView {
    const PATH: &str = "M0.5 4a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0zm8 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0zm-8 8a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0zm8 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0zm1.5 0a2 2 0 1 1 4 0a2 2 0 1 1-4 0z";
    view! {
        <svg class="mark" viewBox="0 0 16 16" aria-hidden="true">
            <path d=PATH />
        </svg>
    }
}
