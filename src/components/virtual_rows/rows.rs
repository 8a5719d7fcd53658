//! Pool of rows, and the address each one shows.

use std::ops::Range;

use app::list::ListView;
use model::domain::{Address, Reason, Timestamp};
use model::state::{InFlight, ListSize, Notes, Row, RowPool, Selection, VirtualScroll};
use web_sys::{Element, HtmlElement};

use crate::browser::highlight::SearchHighlight;
use crate::browser::viewport::{Seen, Viewport};
use crate::components::address_row::{AddressRow, RowContent, RowMarks, row_template};

/// What rows show beside the list.
#[derive(Default)]
pub(super) struct Annotations {
    pub(super) selection: Selection,
    pub(super) in_flight: InFlight,
    /// Why nothing may be changed.
    pub(super) blocked_by: Option<Reason>,
    pub(super) notes: Notes,
    pub(super) last_changed: Option<Address>,
    pub(super) remote_changes: Vec<Address>,
    pub(super) last_copied: Option<Address>,
    /// For the ages.
    pub(super) now: Timestamp,
}

/// Rows in list order in the page, so that Tab and screen readers go through them in order. Reordering waits until
/// scrolling rests, since moving a row costs more than writing it.
pub struct Rows {
    /// None until the list is in the page.
    pub(super) viewport: Option<Viewport>,
    pub(super) annotations: Annotations,
    /// The text that is searched for, to be highlighted.
    pub(super) search: Option<String>,
    /// Made for the first search.
    highlight: Option<SearchHighlight>,
    pub(super) body: HtmlElement,
    template: Element,
    pub(super) pool: RowPool,
    pub(super) rows: Vec<AddressRow>,
    /// Rows ever made, for their numbers.
    made: usize,
    pub(super) scroll: VirtualScroll,
    /// Row height in CSS pixels.
    pub(super) height: f64,
    /// The part of the body in view, as it was last read.
    pub(super) seen: Seen,
    /// The size that was drawn last.
    pub(super) size: ListSize,
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
            annotations: Annotations::default(),
            search: None,
            highlight: None,
            body,
            template: row_template(),
            pool: RowPool::default(),
            rows: Vec::new(),
            made: 0,
            scroll: VirtualScroll::default(),
            // The usual one, until a row was measured.
            height: 40.0,
            seen: Seen::default(),
            size: ListSize::default(),
            wanted: Vec::new(),
            places: Vec::new(),
            text: String::new(),
        }
    }

    /// Highlights what was searched for in the rows of the page. Not while they
    /// scroll: it makes ranges, and a text that is written loses its highlight.
    pub(super) fn highlight_search(&mut self) {
        if self.search.is_some() && self.highlight.is_none() {
            self.highlight = SearchHighlight::new();
        }
        if let Some(highlight) = &self.highlight {
            highlight.clear();
            for row in &self.rows {
                if let Some(text) = &self.search {
                    row.highlight(highlight, text);
                }
            }
        }
    }

    pub(super) fn draw(&mut self, view: ListView<'_>, drawn: Range<usize>) {
        let columns = view.columns();
        let window = view.rows().get(drawn.clone()).unwrap_or_default();
        self.wanted.clear();
        self.wanted
            .extend(window.iter().map(|row| columns.address(*row)));
        let pinned = self.pinned(columns);
        self.pool.assign(&self.wanted, pinned, &mut self.places);
        while self.rows.len() < self.pool.size() {
            let row = AddressRow::new(&self.template, self.made);
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
                self.show(*slot, drawn.start + place, *row, view);
            }
        }
        if let Some(slot) = pinned.filter(|slot| !self.places.contains(slot)) {
            self.show_pinned(slot, view);
        }
        for (slot, row) in self.rows.iter_mut().enumerate() {
            if self.pool.address(slot).is_none() {
                row.hide();
            }
        }
    }

    pub(super) fn show(&mut self, slot: usize, index: usize, row: Row, view: ListView<'_>) {
        let Some(drawn) = self.rows.get_mut(slot) else {
            return;
        };
        let (known, address) = (&self.annotations, view.columns().address(row));
        let content = RowContent {
            view,
            row,
            index,
            top: self.scroll.row_top(index, self.size),
            marks: RowMarks {
                is_selected: known.selection.contains(address),
                in_flight: known.in_flight.operation_on(address),
                blocked_by: known.blocked_by,
                is_changed: known.last_changed == Some(address),
                is_changed_elsewhere: known.remote_changes.contains(&address),
                is_copied: known.last_copied == Some(address),
            },
            note: known.notes.get(address).unwrap_or_default(),
            now: known.now,
        };
        drawn.show(content, &mut self.text);
    }
}
