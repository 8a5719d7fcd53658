//! Icons: 16 by 16, one path each, in the colour of the text.

use dom::El;
use dom::svg::{path, svg};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icon(&'static str);

impl Icon {
    pub const ARROW_RIGHT: Self = Self("M3 8h10M9.5 4.5L13 8l-3.5 3.5");
    pub const CHECK: Self = Self("M3 8.5l3.25 3.25L13 5");
    pub const CLOSE: Self = Self("M4 4l8 8M12 4l-8 8");
    pub const COPY: Self = Self("M5.75 5.75h7.5v7.5h-7.5zM10.25 5.75v-3h-7.5v7.5h3");
    pub const DOWN: Self = Self("M4 6l4 4 4-4");
    pub const DOWNLOAD: Self = Self("M8 2.5v7.5M4.75 7L8 10.25 11.25 7M3 13.25h10");
    pub const EYE: Self = Self(
        "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6.25a1.75 1.75 0 1 0 0 3.5a1.75 1.75 0 0 0 0-3.5z",
    );
    pub const GLOBE: Self = Self(
        "M8 2a6 6 0 1 0 0 12a6 6 0 0 0 0-12zM2 8h12M8 2c2 2 2.5 4 2.5 6s-.5 4-2.5 6c-2-2-2.5-4-2.5-6S6 4 8 2z",
    );
    pub const INFO: Self = Self("M8 2a6 6 0 1 0 0 12a6 6 0 0 0 0-12zM8 7.5v3.5M8 5v.01");
    pub const KEYBOARD: Self =
        Self("M1.5 3.75h13v8.5h-13zM4 6.5h.01M6.7 6.5h.01M9.3 6.5h.01M12 6.5h.01M5 9.5h6");
    pub const LIST: Self =
        Self("M5.5 3.75h8M5.5 8h8M5.5 12.25h8M2.5 3.75h.01M2.5 8h.01M2.5 12.25h.01");
    pub const LOCK: Self = Self("M3.25 7.25h9.5v6.25h-9.5zM5.25 7V5a2.75 2.75 0 0 1 5.5 0v2");
    pub const MENU: Self = Self("M2.5 4.25h11M2.5 8h11M2.5 11.75h11");
    pub const MOON: Self = Self("M13.5 9.5A5.75 5.75 0 0 1 6.5 2.5a5.75 5.75 0 1 0 7 7z");
    pub const PENCIL: Self = Self("M10.75 2.75l2.5 2.5L5.5 13H3v-2.5zM9 4.5L11.5 7");
    pub const PLUS: Self = Self("M8 3v10M3 8h10");
    pub const REFRESH: Self = Self("M13.25 8a5.25 5.25 0 1 1-1.75-3.9M11.75 1.5v2.75H9");
    pub const SEARCH: Self =
        Self("M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9zM10.25 10.25L13.5 13.5");
    pub const SIGN_OUT: Self = Self("M6.5 2.5h-4v11h4M10.5 11l3-3-3-3M13.5 8H6");
    pub const SUN: Self = Self(
        "M8 5.25a2.75 2.75 0 1 0 0 5.5a2.75 2.75 0 0 0 0-5.5zM8 1.25v1M8 13.75v1M1.25 8h1M13.75 8h1M3.25 3.25l.7.7M12.05 12.05l.7.7M3.25 12.75l.7-.7M12.05 3.95l.7-.7",
    );
    pub const SYSTEM: Self = Self("M2 2.75h12v8H2zM8 10.75v2.5M5 13.25h6");
    pub const WARNING: Self = Self("M8 2l6.5 11.5h-13zM8 6.5v3M8 11.5v.01");
}

const LOGO: &str = "M0.5 4a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0zm8 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0zm-8 8a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0zm8 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0zm1.5 0a2 2 0 1 1 4 0a2 2 0 1 1-4 0z";

/// Decoration: the text beside it, or the name of its button, says the same.
pub fn icon(icon: Icon) -> El {
    drawing("icon", path().attr("d", icon.0))
}

pub fn followed_icon(icon: impl Fn() -> Icon + 'static) -> El {
    drawing("icon", path().attr("d", move || icon().0))
}

/// Four addresses, one of them idle.
pub fn logo() -> El {
    drawing("mark", path().attr("d", LOGO))
}

fn drawing(class: &str, path: El) -> El {
    svg()
        .class(class)
        .attr("viewBox", "0 0 16 16")
        .aria("hidden", true)
        .child(path)
}
