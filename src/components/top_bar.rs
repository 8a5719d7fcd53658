//! The bar at the top: what this is, and the way out.

use super::{brand, theme_switch};
use crate::store::Store;
use crate::ui::{El, Icon, el, icon};

const SIGN_OUT: &str = "Sign out";

/// The top bar.
#[must_use]
pub fn top_bar(store: Store) -> El {
    let sign_out = el("button")
        .class("btn btn-quiet sign-out")
        .attr("type", "button")
        .child(icon(Icon::SIGN_OUT))
        .child(el("span").class("btn-label").text(SIGN_OUT))
        .on_press(move || store.sign_out());
    el("header").class("topbar").child(brand()).child(
        el("div")
            .class("topbar-end")
            .child(theme_switch())
            .child(sign_out),
    )
}
