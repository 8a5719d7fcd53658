//! Buttons that change something.

use app::permissions::PermissionsSlice;
use dom::El;
use model::domain::Reason;

/// While nothing may be changed such a button stays where it is and says why
/// not, as its tooltip and, pressed, in a message; the verb it calls sees to that.
pub fn disable_if_read_only(permissions: &'static PermissionsSlice, button: El) -> El {
    button
        .aria("disabled", move || permissions.is_read_only())
        .attr("title", move || permissions.blocked_by().map(Reason::words))
}
