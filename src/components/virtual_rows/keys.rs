//! Keyboard shortcuts of the list: row to row, and actions on the focused row.

use std::cell::RefCell;
use std::rc::Rc;

use model::domain::{Address, Operation};
use model::state::{Columns, Row, Shortcut, find_shortcut};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::rows::Rows;
use crate::browser::focus;
use crate::browser::keyboard::Keyboard;
use crate::components::address_row::{AddressRow, COPY, address_of};
use crate::store::{Sheet, Store};

/// Assign and Move share a button.
const MAIN: [Operation; 2] = [Operation::Assign, Operation::Move];

pub(super) fn listen(store: Store, rows: Rc<RefCell<Rows>>) -> Keyboard {
    Keyboard::listen(move |press, target| {
        let on = store.has_keys.get();
        let Some(shortcut) = find_shortcut(press, on) else {
            return false;
        };
        let address = target.and_then(address_of);
        let step = |down| {
            let to = store.with_view(|feed, view| {
                rows.borrow()
                    .step(feed.columns(), view.rows(feed), address, down)
            });
            // After the borrow ends: moving the focus calls back into the rows.
            if let Some(to) = to {
                take(&to, target);
            }
        };
        match shortcut {
            Shortcut::Next => step(true),
            Shortcut::Previous => step(false),
            Shortcut::Palette | Shortcut::Undo | Shortcut::Search | Shortcut::Keys => return false,
            Shortcut::Copy
            | Shortcut::Assign
            | Shortcut::Move
            | Shortcut::Unassign
            | Shortcut::Release
            | Shortcut::Note
            | Shortcut::Select => match address {
                Some(address) => act(store, shortcut, address),
                None => return false,
            },
        }
        true
    })
}

fn act(store: Store, shortcut: Shortcut, address: Address) {
    match shortcut {
        Shortcut::Copy => store.copy(address),
        Shortcut::Note => store.open_sheet(Sheet::Note(address)),
        Shortcut::Select => store.select(address, false),
        Shortcut::Assign => store.begin(Operation::Assign, address),
        Shortcut::Move => store.begin(Operation::Move, address),
        Shortcut::Unassign => store.begin(Operation::Unassign, address),
        Shortcut::Release => store.begin(Operation::Release, address),
        Shortcut::Palette
        | Shortcut::Undo
        | Shortcut::Search
        | Shortcut::Keys
        | Shortcut::Next
        | Shortcut::Previous => {}
    }
}

impl Rows {
    /// The row below or above an address. From elsewhere, or from a row out of sight, the first visible row.
    fn step(
        &self,
        columns: &Columns,
        list: &[Row],
        from: Option<Address>,
        down: bool,
    ) -> Option<HtmlElement> {
        let drawn = |index: usize| {
            let address = columns.address(*list.get(index)?);
            let row = self.rows.iter().find(|row| row.address() == Some(address));
            row.map(AddressRow::element).cloned()
        };
        let at = from.and_then(|address| {
            let row = columns.find(address)?;
            list.iter().position(|other| *other == row)
        });
        let Some(at) = at else {
            return drawn(self.first_in_view());
        };
        let next = if down { at + 1 } else { at.checked_sub(1)? };
        if next == list.len() {
            return None;
        }
        drawn(next).or_else(|| drawn(self.first_in_view()))
    }

    fn first_in_view(&self) -> usize {
        self.scroll.visible(self.extent).0
    }
}

/// Focuses the same button as in the row before, or else the copy button.
fn take(row: &HtmlElement, from: Option<&Element>) {
    let act = from
        .and_then(|from| from.closest("[data-act]").ok()?)
        .and_then(|button| button.get_attribute("data-act"));
    let act = act.unwrap_or_default();
    let verbs = MAIN.map(Operation::verb);
    let main = verbs.into_iter().filter(|_| verbs.contains(&act.as_str()));
    for act in std::iter::once(act.as_str()).chain(main).chain([COPY]) {
        let button = row.query_selector(&format!("[data-act=\"{act}\"]"));
        let button = button.ok().flatten();
        if button.is_some_and(|button| focus::take(button.unchecked_ref())) {
            // Focusing scrolls to the button only, not to the whole row.
            return focus::bring_into_view(row);
        }
    }
}
