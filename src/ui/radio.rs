//! Radio button.

use dom::html::input;
use dom::{El, ev};

/// `group` is the attribute `name`. Its label goes around it.
pub fn radio(
    group: &'static str,
    is_chosen: impl Fn() -> bool + 'static,
    choose: impl Fn() + 'static,
) -> El {
    input()
        .attr("type", "radio")
        .attr("name", group)
        .prop("checked", is_chosen)
        .on(ev::change, move |_| choose())
}
