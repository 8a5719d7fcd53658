//! Product name and logo, the first heading of every page.

use dom::El;
use dom::html::h1;

use crate::ui::logo;

/// The heading. It can take the focus, but not by Tab: the page of the addresses begins there after signing in.
pub fn brand() -> El {
    h1().class("brand")
        .id("brand")
        .attr("tabindex", -1)
        .child(logo())
        .child("Public IPs")
}
