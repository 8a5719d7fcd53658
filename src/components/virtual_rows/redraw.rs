//! Redraws rows after scrolling, resizing and changes of the list.

use model::domain::push_number;
use model::state::{Columns, ListSize, RowPool};

use super::rows::{Listing, Rows};
use crate::browser::page;
use crate::browser::viewport::{Cause, Viewport};
use crate::components::address_row::AddressRow;

impl Rows {
    pub fn watch(&mut self, viewport: Viewport) {
        self.seen.height = viewport.height();
        self.viewport = Some(viewport);
    }

    /// Redraws after a change of the list or its marks. Measures nothing: that forces a layout now, and another one
    /// for the next frame.
    pub fn changed(&mut self, list: Listing<'_>) {
        // The table of an empty list is hidden and keeps its rows for the next one.
        if list.rows.is_empty() {
            return;
        }
        let moved = self.moved(list);
        self.seen.above += moved;
        self.follow(list);
        if let Some(viewport) = self.viewport.as_ref().filter(|_| moved != 0.0) {
            viewport.scroll_by(moved);
        }
        self.rest_soon();
    }

    /// Pixels the first visible row moved because rows above it came or went. The list scrolls along, so that the
    /// text being read stays in place.
    fn moved(&self, list: Listing<'_>) -> f64 {
        if self.seen.above <= 0.0 {
            return 0.0;
        }
        let first = self.scroll.visible(self.extent).0;
        let drawn = self.rows.iter().find(|row| row.index() == first);
        let now = drawn.and_then(|row| list.columns.find(row.address()?));
        let now = now.and_then(|now| list.rows.iter().position(|row| *row == now));
        #[allow(
            clippy::cast_precision_loss,
            reason = "a list has fewer rows than an f64 has whole numbers"
        )]
        now.map_or(0.0, |now| (now as f64 - first as f64) * self.height)
    }

    /// Redraws after scrolling or resizing.
    pub fn redraw(&mut self, list: Listing<'_>, cause: Cause) {
        if list.rows.is_empty() {
            return;
        }
        if let Some(viewport) = &mut self.viewport {
            self.seen = match cause {
                Cause::Resized => viewport.measure(),
                Cause::Rested | Cause::Scrolled => viewport.seen(),
            };
        }
        self.follow(list);
        if cause == Cause::Resized && self.measure() {
            self.follow(list);
            self.give_up_spare();
        }
        self.rest_soon();
    }

    /// Starts another tab, search or order at its first row.
    pub fn begin_anew(&mut self, columns: &Columns) {
        if let Some(viewport) = self.viewport.as_ref().filter(|_| self.seen.above > 0.0) {
            viewport.scroll_by(-self.seen.above);
            self.seen.above = 0.0;
        }
        let pinned = self.pinned(columns);
        self.pool.clear(pinned);
    }

    /// Measures the row height; whether it changed.
    fn measure(&mut self) -> bool {
        let drawn = self.rows.first().map(AddressRow::element);
        let height = drawn.map_or(0.0, |row| row.get_bounding_client_rect().height());
        let is_news = height > 0.0 && (height - self.height).abs() > 0.01;
        if is_news {
            self.height = height;
        }
        is_news
    }

    fn rest_soon(&self) {
        if let Some(viewport) = &self.viewport {
            viewport.look_again(Cause::Rested);
        }
    }

    fn follow(&mut self, list: Listing<'_>) {
        let extent = ListSize {
            rows: list.rows.len(),
            row_height: self.height,
            view_height: self.seen.height,
        };
        if let Some(fitting) = self.scroll.scrolled_to(self.seen.above, extent)
            && let Some(viewport) = &self.viewport
        {
            viewport.scroll_by(fitting - self.seen.above);
            self.seen.above = fitting;
        }
        let (first, count) = self.scroll.visible(extent);
        let drawn = RowPool::window(list.rows.len(), first, count);
        if self.extent.body_height() != extent.body_height() {
            push_number(&mut self.text, extent.body_height());
            self.text.push_str("px");
            page::set_style(&self.body, "block-size", &self.text);
            self.text.clear();
        }
        self.extent = extent;
        self.draw(list, drawn);
    }
}
