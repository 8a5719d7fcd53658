//! Chip of a read-only panel.

use dom::html::span;
use dom::{El, show_let};

use crate::store::Store;
use crate::ui::{Icon, icon_and_label};

#[must_use]
pub fn read_only_chip(store: Store) -> El {
    let chip = show_let(
        move || store.blocked_by(),
        |reason| {
            span()
                .class("chip chip-read-only")
                .attr("title", reason.words())
                .child(icon_and_label(Icon::EYE, "Read-only"))
        },
    );
    span().class("chip-place").child(chip)
}
