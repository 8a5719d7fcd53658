//! Buttons that change something.

use dom::El;

use crate::store::Store;

/// While nothing may be changed such a button stays where it is and says why
/// not, as its tooltip and, pressed, in a message; the verb it calls sees to that.
#[must_use]
pub fn disable_if_read_only(store: Store, button: El) -> El {
    button
        .aria("disabled", move || store.blocked_by().is_some())
        .attr("title", move || Some(store.blocked_by()?.words()))
}
