//! The name of the panel with its mark: the first heading of every page.

use crate::ui::{El, el, mark};

const PRODUCT: &str = "Public IPs";

/// The heading. It can take the focus, but not by Tab: the page of the addresses begins there after signing in.
#[must_use]
pub fn brand() -> El {
    el("h1")
        .class("brand")
        .attr("id", "brand")
        .attr("tabindex", "-1")
        .child(mark())
        .then_text(PRODUCT)
}
