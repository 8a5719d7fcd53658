//! One row of the table: made once, then used for one address after another.

mod cells;
mod press;
mod write;

use std::cell::RefCell;

use cells::Cells;
use model::domain::{Operation, PublicIp, Timestamp};
pub(super) use press::{Act, pressed};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use write::set;

use crate::browser::focus;
use crate::ui::Icon;

/// The actions in the order of their buttons.
const ACTIONS: [Operation; 4] = [
    Operation::Assign,
    Operation::Move,
    Operation::Unassign,
    Operation::Release,
];

/// What a row shows. A cell is written only when its part has changed.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) ip: PublicIp,
    /// The place in the list, from 0.
    pub(super) index: usize,
    /// The operation under way.
    pub(super) busy: Option<Operation>,
    /// Whether it is marked as just changed.
    pub(super) changed: bool,
    /// Whether it is marked as just copied.
    pub(super) copied: bool,
    /// Now, for the age.
    pub(super) now: Timestamp,
}

/// A row, and what it shows now.
pub(super) struct AddressRow {
    cells: Cells,
    shown: RefCell<Option<Shown>>,
}

impl AddressRow {
    /// A row that shows nothing yet.
    pub(super) fn new() -> Self {
        Self {
            cells: Cells::new(),
            shown: RefCell::new(None),
        }
    }

    /// The row itself.
    pub(super) fn element(&self) -> HtmlElement {
        self.cells.row.node_as()
    }

    /// Whether something in the row has the focus.
    pub(super) fn holds_focus(&self) -> bool {
        focus::current()
            .is_some_and(|focused| self.element().contains(Some(focused.unchecked_ref())))
    }

    /// Takes the row out of view.
    pub(super) fn hide(&self) {
        if self.shown.borrow_mut().take().is_some() {
            set(&self.cells.row, "hidden", Some(""));
        }
    }

    /// Shows an address, writing only what differs from what the row shows now.
    pub(super) fn show(&self, next: Shown) {
        let cells = &self.cells;
        let mut shown = self.shown.borrow_mut();
        if shown.as_ref() == Some(&next) {
            return;
        }
        let last = shown.as_ref();
        let differs = |part: fn(&Shown, &Shown) -> bool| last.is_none_or(|last| part(last, &next));
        if last.is_none() {
            set(&cells.row, "hidden", None);
        }
        if differs(|a, b| a.index != b.index) {
            // The first row below the head is the second of the table.
            set(
                &cells.row,
                "aria-rowindex",
                Some(&(next.index + 2).to_string()),
            );
        }
        if differs(|a, b| a.ip.address != b.ip.address) {
            cells.write_address(next.ip.address);
        }
        if differs(|a, b| a.ip.region != b.ip.region) {
            cells.write_region(&next.ip.region);
        }
        if differs(|a, b| a.ip.machine != b.ip.machine) {
            cells.write_machine(&next.ip);
        }
        if differs(|a, b| a.ip.claimed != b.ip.claimed || a.now != b.now) {
            cells.write_age(&next.ip.claimed, next.now);
        }
        if differs(|a, b| a.busy != b.busy || a.ip.machine.is_some() != b.ip.machine.is_some()) {
            cells.write_actions(&next.ip, next.busy);
        }
        if differs(|a, b| a.changed != b.changed) {
            set(&cells.row, "data-changed", next.changed.then_some(""));
        }
        if differs(|a, b| a.copied != b.copied) {
            set(&cells.copy, "data-copied", next.copied.then_some(""));
            let icon = if next.copied { Icon::CHECK } else { Icon::COPY };
            set(&cells.copy_icon, "d", Some(icon.path()));
        }
        *shown = Some(next);
    }
}
