//! The keys that move from row to row.

use std::cell::RefCell;
use std::rc::Rc;

use app::App;
use app::commands::RowCommand;
use app::commands::shortcuts::{ShortcutAction, find_shortcut};
use app::list::ListView;
use app::ports::RowButton;
use model::domain::Address;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::rows::Rows;
use crate::browser::focus;
use crate::browser::keyboard::Keyboard;
use crate::components::address_row::{AddressRow, address_of};

pub(super) fn listen(app: App, rows: Rc<RefCell<Rows>>) -> Keyboard {
    Keyboard::listen(move |press, target| {
        let is_on = app.preferences.single_key_shortcuts.get();
        let from = target.and_then(address_of);
        let (from, down) = match find_shortcut(press, is_on).map(|binding| &binding.action) {
            Some(ShortcutAction::NextRow) => (from, true),
            Some(ShortcutAction::PreviousRow) => (from, false),
            Some(ShortcutAction::FirstRow) => (None, true),
            Some(ShortcutAction::Run(_) | ShortcutAction::Row(_)) | None => return false,
        };
        let to = app
            .list
            .with_view(|view| rows.borrow().neighbour(view, from, down));
        // Nothing is borrowed by now: the focus is listened to as well.
        if let Some(to) = to {
            focus_row(&to, target);
        }
        true
    })
}

impl Rows {
    /// The row below or above an address. From elsewhere, or from a row out of sight, the first visible row.
    fn neighbour(
        &self,
        view: ListView<'_>,
        from: Option<Address>,
        down: bool,
    ) -> Option<HtmlElement> {
        let (columns, shown) = (view.columns(), view.rows());
        let drawn = |index: usize| {
            let address = columns.address(*shown.get(index)?);
            let row = self.rows.iter().find(|row| row.address() == Some(address));
            row.map(AddressRow::element).cloned()
        };
        let first_in_view = || drawn(self.scroll.visible(self.size).0);
        let at = from.and_then(|address| {
            let row = columns.find(address)?;
            shown.iter().position(|other| *other == row)
        });
        let Some(at) = at else {
            return first_in_view();
        };
        let next = if down { at + 1 } else { at.checked_sub(1)? };
        if next == shown.len() {
            return None;
        }
        drawn(next).or_else(first_in_view)
    }
}

/// Focuses the same button as in the row before, or else the copy button.
fn focus_row(row: &HtmlElement, from: Option<&Element>) {
    let button = from
        .and_then(|from| from.closest("[data-button]").ok()?)
        .and_then(|button| button.get_attribute("data-button")?.parse().ok())
        .and_then(RowButton::from_index);
    // Assign and Move take the place of each other.
    let main = [RowCommand::Assign, RowCommand::Move].map(RowButton::Command);
    let main = main
        .into_iter()
        .filter(|_| button.is_some_and(|it| main.contains(&it)));
    let copy = RowButton::Command(RowCommand::Copy);
    for button in button.into_iter().chain(main).chain([copy]) {
        let button = row.query_selector(&format!("[data-button=\"{}\"]", button.index()));
        let button = button.ok().flatten();
        if button.is_some_and(|button| focus::take(button.unchecked_ref())) {
            // Focusing scrolls to the button only, not to the whole row.
            return focus::bring_into_view(row);
        }
    }
}
