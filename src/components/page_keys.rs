//! The shortcuts of the panel, but for those that move from row to row.

use app::App;
use app::commands::Command;
use dom::keep;

use super::address_row::address_of;
use crate::browser::focus;
use crate::browser::keyboard::Keyboard;

/// Listens until the present owner ends.
pub fn page_keys(app: App) {
    keep(Keyboard::listen(move |press, target| {
        match app.command_for_key(press, target.and_then(address_of)) {
            // At once, not after the next draw: the next key is for the field.
            Some(Command::Search) => _ = focus::take_id("search"),
            Some(command) => command.run(app),
            None => return false,
        }
        true
    }));
}
