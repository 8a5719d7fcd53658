//! Product name and logo, the first heading of every page.

use dom::El;
use dom::html::h1;

use crate::ui::logo;

/// Focusable by script: after signing in, the page begins here.
pub fn brand() -> El {
    h1().class("brand")
        .id("brand")
        .attr("tabindex", -1)
        .child(logo())
        .child("Public IPs")
}
