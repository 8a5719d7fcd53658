//! DOM order and focus of rows, for keyboard and screen reader.

use app::list::ListView;
use model::domain::Address;
use model::state::Columns;
use web_sys::Element;

use super::rows::Rows;
use crate::browser::focus;
use crate::components::address_row::AddressRow;

impl Rows {
    /// Puts rows and pool into list order, so that later rows are taken in order and need not move. A focused row
    /// never moves, since that drops its focus: the others move around it.
    pub(super) fn put_in_order(&mut self) {
        // Insertion sort: a few rows, mostly in order. The sort of the standard library is 2 KB of wasm.
        let index = |slot: usize| self.rows.get(slot).map(AddressRow::index);
        let mut order = Vec::new();
        for slot in 0..self.rows.len() {
            let at = order.partition_point(|other| index(*other) <= index(slot));
            order.insert(at, slot);
        }
        self.pool.reorder(&order);
        let mut rows: Vec<Option<AddressRow>> = self.rows.drain(..).map(Some).collect();
        let in_order = order.iter().filter_map(|slot| rows.get_mut(*slot)?.take());
        self.rows.extend(in_order);
        let focused = self.focused();
        let mut next: Option<Element> = None;
        for row in self.rows.iter().rev() {
            let element: &Element = row.element();
            let in_place = element.next_element_sibling() == next;
            if !in_place && focused != Some(row.number()) {
                let next = next.as_ref().map(AsRef::as_ref);
                let moved = self.body.insert_before(element, next);
                debug_assert!(moved.is_ok(), "a row goes into the body of its table");
            }
            next = Some(element.clone());
        }
    }

    pub fn explain(&mut self, view: ListView<'_>, address: Address) {
        let mut rows = self.rows.iter_mut();
        let drawn = rows.find(|row| row.address() == Some(address));
        if let Some((drawn, row)) = drawn.zip(view.columns().find(address)) {
            drawn.explain(view, row);
        }
    }

    /// Number of the focused row.
    fn focused(&self) -> Option<usize> {
        let focused = focus::current()?;
        if !self.body.contains(Some(&focused)) {
            return None;
        }
        let holds = |row: &&AddressRow| row.element().contains(Some(&focused));
        self.rows.iter().find(holds).map(AddressRow::number)
    }

    /// Slot of the focused row: it stays, in view or not, while its address is listed.
    pub(super) fn pinned(&self, columns: &Columns) -> Option<usize> {
        let number = self.focused()?;
        let slot = self.rows.iter().position(|row| row.number() == number)?;
        let address = self.pool.address(slot)?;
        columns.find(address).map(|_| slot)
    }

    /// Shows the focused row at its place out of view.
    pub(super) fn show_pinned(&mut self, slot: usize, view: ListView<'_>) {
        let address = self.pool.address(slot);
        let row = address.and_then(|address| view.columns().find(address));
        let index = view.rows().iter().position(|other| Some(*other) == row);
        if let Some((index, row)) = index.zip(row) {
            self.show(slot, index, row, view);
        }
    }
}
