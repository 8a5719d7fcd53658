//! Buttons that change something.

use crate::store::Store;
use crate::ui::El;

/// While nothing may be changed such a button stays where it is and says why
/// not, as its tooltip and, pressed, in a message; the verb it calls sees to that.
#[must_use]
pub fn guarded(store: Store, button: El) -> El {
    button
        .bind_flag("aria-disabled", move || store.blocked_by().is_some())
        .bind("title", move || {
            Some(store.blocked_by()?.words().to_owned())
        })
}
