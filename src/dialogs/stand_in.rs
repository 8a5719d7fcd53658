//! What stands in for a dialog until its part of the program is here.

use app::App;
use dom::html::div;
use dom::{El, ev};

use super::DialogView;
use crate::browser::part::Part;
use crate::ui::{button, dialog, dialog_form};

/// The dialog while its part is on its way; it shows after half a second.
pub(super) fn awaited(app: App) -> El {
    let leave = button("btn", "Cancel").on(ev::click, move |_| app.dialog.close());
    let content = dialog_form(
        "Loading",
        "This dialog opens when its part of the panel is here.",
    )
    .child(div().class("dialog-foot").child(leave));
    dialog(content, || true, move || app.dialog.close()).class("late")
}

/// The dialog when its part did not arrive.
pub(super) fn missing(app: App, part: &'static Part<DialogView>, fault: &str) -> El {
    let close = move || {
        part.forget_fault();
        app.dialog.close();
    };
    let leave = button("btn", "Close").on(ev::click, move |_| close());
    let again = button("btn btn-primary", "Try again").on(ev::click, move |_| part.forget_fault());
    let content = dialog_form("This dialog didn't load", fault)
        .child(div().class("dialog-foot").child(leave).child(again));
    dialog(content, || false, close)
}
