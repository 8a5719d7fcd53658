//! Says that nothing can be changed.

use crate::store::Store;
use crate::ui::{El, Icon, el, icon};

const READ_ONLY: &str = "Read-only";

/// The chip in the top bar, while that is so.
#[must_use]
pub fn read_only_chip(store: Store) -> El {
    el("span").class("chip-place").choose(
        move || store.blocked_by(),
        |blocked_by| {
            let reason = (*blocked_by)?;
            Some(
                el("span")
                    .class("chip chip-read-only")
                    .attr("title", reason.words())
                    .child(icon(Icon::EYE))
                    .child(el("span").class("btn-label").text(READ_ONLY)),
            )
        },
    )
}
