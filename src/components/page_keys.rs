//! The shortcuts of the panel, but for those that move from row to row.

use app::App;
use app::commands::Command;
use app::ports::FocusTarget;
use dom::keep;
use web_sys::Element;

use super::address_row::address_of;
use crate::browser::focus;
use crate::browser::keyboard::Keyboard;

/// Listens until the present owner ends.
pub fn page_keys(app: App) {
    keep(Keyboard::listen(move |press, target| {
        match app.command_for_key(press, target.and_then(address_of)) {
            // At once, not after the next draw: the next key is for the field.
            Some(Command::Search) => _ = focus::take_id("search"),
            Some(Command::ClearSelection) => {
                app.selection.clear();
                // The bar goes, and with it the button that has the focus.
                let is_in_bar = |target: &Element| matches!(target.closest(".bulk"), Ok(Some(_)));
                if target.is_some_and(is_in_bar) {
                    focus::focus_first(vec![FocusTarget::Id("list")]);
                }
            }
            Some(command) => command.run(app),
            None => return false,
        }
        true
    }));
}
