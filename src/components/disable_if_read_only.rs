//! Buttons that change something.

use dom::El;

use crate::store::Store;

/// In a read-only panel the button stays and says why it is disabled: as its tooltip and, when clicked, in a toast,
/// which its verb shows.
#[must_use]
pub fn disable_if_read_only(store: Store, button: El) -> El {
    button
        .aria("disabled", move || store.blocked_by().is_some())
        .attr("title", move || Some(store.blocked_by()?.words()))
}
