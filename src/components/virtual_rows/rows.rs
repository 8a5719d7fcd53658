//! Pool of rows, and the address each one shows.

use std::ops::Range;

use model::domain::{Address, Reason, Timestamp};
use model::state::{
    Columns, Directory, InFlight, ListSize, Notes, Row, RowPool, Selection, VirtualScroll,
};
use web_sys::HtmlElement;

use crate::browser::highlight;
use crate::browser::viewport::{Seen, Viewport};
use crate::components::address_row::{AddressRow, RowContent, RowTemplate};

/// Rows kept hidden for when a few more come into view.
const SPARE: usize = 2;

/// Row height before any is measured, in CSS pixels.
const USUAL_HEIGHT: f64 = 40.0;

/// State of addresses that rows show, and the time for ages.
#[derive(Default)]
pub(super) struct RowMarks {
    pub(super) selection: Selection,
    pub(super) locks: InFlight,
    pub(super) blocked_by: Option<Reason>,
    pub(super) notes: Notes,
    pub(super) changed: Option<Address>,
    pub(super) news: Vec<Address>,
    pub(super) copied: Option<Address>,
    pub(super) now: Timestamp,
}

/// List to draw.
#[derive(Clone, Copy)]
pub struct Listing<'a> {
    pub columns: &'a Columns,
    pub rows: &'a [Row],
    pub directory: &'a Directory,
}

/// Rows in list order in the page, so that Tab and screen readers go through them in order. Reordering waits until
/// scrolling rests, since moving a row costs more than writing it.
pub struct Rows {
    /// None until the list is in the page.
    pub(super) viewport: Option<Viewport>,
    pub(super) marks: RowMarks,
    /// Search text to highlight.
    pub(super) needle: Option<String>,
    /// None before the first search.
    highlight: Option<highlight::TextHighlight>,
    pub(super) body: HtmlElement,
    pattern: RowTemplate,
    pub(super) pool: RowPool,
    pub(super) rows: Vec<AddressRow>,
    /// Rows ever made, for their numbers.
    made: usize,
    pub(super) scroll: VirtualScroll,
    /// Row height in CSS pixels.
    pub(super) height: f64,
    /// Visible part of the body at the last look.
    pub(super) seen: Seen,
    /// Size at the last draw.
    pub(super) extent: ListSize,
    // Reused each frame, so that none allocates.
    wanted: Vec<Address>,
    places: Vec<usize>,
    pub(super) text: String,
}

impl Rows {
    #[must_use]
    pub fn new(body: HtmlElement) -> Self {
        Self {
            viewport: None,
            marks: RowMarks::default(),
            needle: None,
            highlight: None,
            body,
            pattern: RowTemplate::new(),
            pool: RowPool::default(),
            rows: Vec::new(),
            made: 0,
            scroll: VirtualScroll::default(),
            height: USUAL_HEIGHT,
            seen: Seen::default(),
            extent: ListSize::default(),
            wanted: Vec::new(),
            places: Vec::new(),
            text: String::new(),
        }
    }

    /// Highlights the search in the rows. Not while scrolling: it makes ranges, and rewritten text loses its
    /// highlights.
    pub fn mark_found(&mut self) {
        if self.needle.is_some() && self.highlight.is_none() {
            self.highlight = highlight::TextHighlight::new();
        }
        let Some(marks) = &self.highlight else {
            return;
        };
        marks.clear();
        if let Some(needle) = &self.needle {
            for row in &self.rows {
                row.mark(marks, needle);
            }
        }
    }

    pub(super) fn draw(&mut self, list: Listing<'_>, drawn: Range<usize>) {
        let window = list.rows.get(drawn.clone()).unwrap_or_default();
        self.wanted.clear();
        self.wanted
            .extend(window.iter().map(|row| list.columns.address(*row)));
        let pinned = self.pinned(list.columns);
        self.pool.assign(&self.wanted, pinned, &mut self.places);
        while self.rows.len() < self.pool.size() {
            let row = AddressRow::new(&self.pattern, self.made);
            self.made += 1;
            let put = self.body.append_child(row.element());
            debug_assert!(put.is_ok(), "a row goes into the body of its table");
            if let Some(viewport) = self.viewport.as_ref().filter(|_| self.rows.is_empty()) {
                viewport.watch_size(row.element());
            }
            self.rows.push(row);
        }
        for place in 0..self.places.len() {
            if let (Some(slot), Some(row)) = (self.places.get(place), window.get(place)) {
                self.show(*slot, drawn.start + place, *row, list);
            }
        }
        if let Some(slot) = pinned.filter(|slot| !self.places.contains(slot)) {
            self.show_pinned(slot, list);
        }
        self.hide_unused();
    }

    pub(super) fn show(&mut self, slot: usize, index: usize, row: Row, list: Listing<'_>) {
        let Some(drawn) = self.rows.get_mut(slot) else {
            return;
        };
        let address = list.columns.address(row);
        drawn.show(
            RowContent {
                columns: list.columns,
                directory: list.directory,
                row,
                index,
                place: self.scroll.row_top(index, self.extent),
                selected: self.marks.selection.contains(address),
                busy: self.marks.locks.operation_on(address),
                blocked_by: self.marks.blocked_by,
                changed: self.marks.changed == Some(address),
                is_news: self.marks.news.contains(&address),
                copied: self.marks.copied == Some(address),
                note: self.marks.notes.get(address),
                now: self.marks.now,
            },
            &mut self.text,
        );
    }

    fn hide_unused(&mut self) {
        for (slot, row) in self.rows.iter_mut().enumerate() {
            if self.pool.address(slot).is_none() {
                row.hide();
            }
        }
    }

    /// Removes rows a smaller window does not need.
    pub(super) fn give_up_spare(&mut self) {
        while let Some(slot) = self.pool.remove_spare(SPARE) {
            self.rows.remove(slot).element().remove();
        }
    }
}
