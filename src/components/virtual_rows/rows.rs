//! The rows of the page, and which address each of them shows.

use std::ops::Range;

use model::domain::{Address, Reason, Timestamp};
use model::state::{
    Columns, Directory, InFlight, ListSize, Notes, Row, RowPool, Selection, VirtualScroll,
};
use web_sys::HtmlElement;

use crate::browser::highlight;
use crate::browser::viewport::{Seen, Viewport};
use crate::components::address_row::{AddressRow, RowContent, RowTemplate};

/// Rows kept out of sight for when a few more come into view.
const SPARE: usize = 2;

/// The height of a row before any has been drawn, in CSS pixels.
const USUAL_HEIGHT: f64 = 40.0;

/// What is marked of the addresses, and the time for their ages.
#[derive(Default)]
pub(super) struct RowMarks {
    /// What is selected.
    pub(super) selection: Selection,
    /// Operations under way.
    pub(super) locks: InFlight,
    /// Why nothing may be changed, if that is so.
    pub(super) blocked_by: Option<Reason>,
    /// What the person has noted.
    pub(super) notes: Notes,
    /// The address that was changed last.
    pub(super) changed: Option<Address>,
    /// The addresses that were changed elsewhere.
    pub(super) news: Vec<Address>,
    /// The address that was copied last.
    pub(super) copied: Option<Address>,
    /// Now.
    pub(super) now: Timestamp,
}

/// What is drawn: the rows of the list in their order, and what they name.
#[derive(Clone, Copy)]
pub struct Listing<'a> {
    /// What the list holds.
    pub columns: &'a Columns,
    /// The rows that are shown of it.
    pub rows: &'a [Row],
    /// The machines that addresses are assigned to.
    pub directory: &'a Directory,
}

/// The rows. They stand in the page in the order of the list, so that Tab and a
/// screen reader go through them in order: while the list moves that waits,
/// since to move a row costs more than to write it.
pub struct Rows {
    /// Where the list stands; none until it is in the page.
    pub(super) viewport: Option<Viewport>,
    /// What is marked.
    pub(super) marks: RowMarks,
    /// The text that was searched for, to be marked.
    pub(super) needle: Option<String>,
    /// The marks; none before the first search.
    highlight: Option<highlight::TextHighlight>,
    pub(super) body: HtmlElement,
    pattern: RowTemplate,
    pub(super) pool: RowPool,
    pub(super) rows: Vec<AddressRow>,
    /// Counts all rows that were ever made.
    made: usize,
    pub(super) scroll: VirtualScroll,
    /// The height of a row, in CSS pixels.
    pub(super) height: f64,
    /// What of the body was in view when it was looked at last.
    pub(super) seen: Seen,
    /// What was drawn last.
    pub(super) extent: ListSize,
    // Kept from frame to frame, so that none of them allocates.
    wanted: Vec<Address>,
    places: Vec<usize>,
    pub(super) text: String,
}

impl Rows {
    /// No rows yet.
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

    /// RowMarks what was searched for in the rows of the page. Not while they
    /// scroll: it makes ranges, and what is written anew loses its marks.
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

    /// Draws a part of the list.
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

    /// Gives up rows that a smaller window has no use for.
    pub(super) fn give_up_spare(&mut self) {
        while let Some(slot) = self.pool.remove_spare(SPARE) {
            self.rows.remove(slot).element().remove();
        }
    }
}
