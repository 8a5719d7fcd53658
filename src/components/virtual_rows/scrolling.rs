//! Redraws rows after scrolling, resizing and changes of the list.

use app::list::ListView;
use model::domain::push_number;
use model::state::{Columns, ListSize, RowPool};

use super::rows::Rows;
use crate::browser::page;
use crate::browser::viewport::{Cause, Viewport};
use crate::components::address_row::AddressRow;

/// Rows kept out of sight for when a few more come into view.
const SPARE: usize = 2;

impl Rows {
    pub fn watch(&mut self, viewport: Viewport) {
        self.seen.height = viewport.height();
        self.viewport = Some(viewport);
    }

    /// Draws the rows in view after a change of the list or of what is known of it.
    /// Nothing is measured: that would have the browser lay out the page at
    /// once, and again for the next frame.
    pub fn redraw(&mut self, view: ListView<'_>) {
        // The table of an empty list is not shown, and keeps its rows for the next one.
        if view.rows().is_empty() {
            return;
        }
        let moved = self.moved(view);
        self.seen.above += moved;
        self.draw_seen(view);
        if let Some(viewport) = self.viewport.as_ref().filter(|_| moved != 0.0) {
            viewport.scroll_by(moved);
        }
        self.rest_soon();
    }

    /// By how many pixels the first row in view has moved, because rows above it came
    /// or went: the list scrolls with it, so that what a person reads stays where it is.
    fn moved(&self, view: ListView<'_>) -> f64 {
        if self.seen.above <= 0.0 {
            return 0.0;
        }
        let first = self.scroll.visible(self.size).0;
        let drawn = self.rows.iter().find(|row| row.index() == first);
        let now = drawn.and_then(|row| view.columns().find(row.address()?));
        let now = now.and_then(|now| view.rows().iter().position(|row| *row == now));
        #[allow(
            clippy::cast_precision_loss,
            reason = "a list has fewer rows than an f64 has whole numbers"
        )]
        now.map_or(0.0, |now| (now as f64 - first as f64) * self.height)
    }

    /// Follows the list after it was scrolled, resized or has come to rest.
    pub fn follow(&mut self, view: ListView<'_>, cause: Cause) {
        if cause == Cause::Rested {
            self.put_in_order();
            return self.highlight_search();
        }
        if view.rows().is_empty() {
            return;
        }
        if let Some(viewport) = &mut self.viewport {
            self.seen = match cause {
                Cause::Resized => viewport.measure(),
                Cause::Rested | Cause::Scrolled => viewport.seen(),
            };
        }
        self.draw_seen(view);
        if cause == Cause::Resized && self.measure() {
            self.draw_seen(view);
            while let Some(slot) = self.pool.remove_spare(SPARE) {
                self.rows.remove(slot).element().remove();
            }
        }
        self.rest_soon();
    }

    /// Turns to another tab, search or order, which is read from its first row on.
    pub fn restart(&mut self, columns: &Columns) {
        if let Some(viewport) = self.viewport.as_ref().filter(|_| self.seen.above > 0.0) {
            viewport.scroll_by(-self.seen.above);
            self.seen.above = 0.0;
        }
        let pinned = self.pinned(columns);
        self.pool.clear(pinned);
    }

    /// Measures the height of the rows; whether it has changed.
    fn measure(&mut self) -> bool {
        let drawn = self.rows.first().map(AddressRow::element);
        let height = drawn.map_or(0.0, |row| row.get_bounding_client_rect().height());
        let has_changed = height > 0.0 && (height - self.height).abs() > 0.01;
        if has_changed {
            self.height = height;
        }
        has_changed
    }

    fn rest_soon(&self) {
        if let Some(viewport) = &self.viewport {
            viewport.request(Cause::Rested);
        }
    }

    fn draw_seen(&mut self, view: ListView<'_>) {
        let size = ListSize {
            rows: view.rows().len(),
            row_height: self.height,
            view_height: self.seen.height,
        };
        if let Some(fitting) = self.scroll.scrolled_to(self.seen.above, size)
            && let Some(viewport) = &self.viewport
        {
            viewport.scroll_by(fitting - self.seen.above);
            self.seen.above = fitting;
        }
        let (first, count) = self.scroll.visible(size);
        if self.size.body_height() != size.body_height() {
            push_number(&mut self.text, size.body_height());
            self.text.push_str("px");
            page::set_style(&self.body, "block-size", &self.text);
            self.text.clear();
        }
        self.size = size;
        self.draw(view, RowPool::window(size.rows, first, count));
    }
}
