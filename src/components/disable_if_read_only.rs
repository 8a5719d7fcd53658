//! Buttons that change something.

use app::permissions::PermissionsSlice;
use dom::El;
use model::domain::Reason;

/// In a read-only panel the button stays and says why it is disabled: as its tooltip and, when clicked, in a toast,
/// which its verb shows.
pub fn disable_if_read_only(permissions: &'static PermissionsSlice, button: El) -> El {
    button
        .aria("disabled", move || permissions.is_read_only())
        .attr("title", move || permissions.blocked_by().map(Reason::words))
}
