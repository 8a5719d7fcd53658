//! A row of the table, reused for one address after another.

mod assignee;
mod cells;
mod row_actions;
mod row_template;
mod show;
mod write;

use assignee::{Looks, Tone};
use cells::Cells;
use model::domain::{Address, Operation, Reason};
use model::state::{Columns, Directory, Row};
pub(super) use row_actions::{Act, COPY, address_of, pressed};
pub(super) use row_template::RowTemplate;
pub(super) use show::RowContent;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use write::{Text, set};

use crate::browser::highlight::TextHighlight;

/// A row's elements, and the values last written to them.
pub(super) struct AddressRow {
    cells: Cells,
    number: usize,
    address: Option<Address>,
    index: Option<usize>,
    place: Option<i32>,
    texts: [Text; 6],
    note: Text,
    looks: Option<Looks>,
    tone: Option<Tone>,
    selected: bool,
    busy: Option<Operation>,
    blocked_by: Option<Reason>,
    changed: bool,
    is_news: bool,
    copied: bool,
    has_titles: bool,
}

impl AddressRow {
    /// Empty. `number` is unique in the page.
    pub(super) fn new(pattern: &RowTemplate, number: usize) -> Self {
        Self {
            cells: Cells::new(pattern, number),
            number,
            address: None,
            index: None,
            place: None,
            texts: [(); 6].map(|()| Text::new()),
            note: Text::new(),
            looks: None,
            tone: None,
            selected: false,
            busy: None,
            blocked_by: None,
            changed: false,
            is_news: false,
            copied: false,
            has_titles: false,
        }
    }

    pub(super) fn element(&self) -> &HtmlElement {
        self.cells.row.node().unchecked_ref()
    }

    pub(super) fn number(&self) -> usize {
        self.number
    }

    pub(super) fn address(&self) -> Option<Address> {
        self.address
    }

    /// Index in the list; `usize::MAX` while hidden.
    pub(super) fn index(&self) -> usize {
        self.index
            .filter(|_| self.address.is_some())
            .unwrap_or(usize::MAX)
    }

    pub(super) fn hide(&mut self) {
        if self.address.take().is_some() {
            set(self.cells.row.node(), "hidden", Some(""));
        }
    }

    /// Highlights the search in address, machine and note.
    pub(super) fn mark(&self, marks: &TextHighlight, needle: &str) {
        let [address, _, machine, _, id, _] = &self.texts;
        let named = matches!(self.looks, Some(Looks::Named | Looks::Bare));
        for (node, text, is_meant) in [
            (Some(&self.cells.address), address, true),
            (Some(&self.cells.machine), machine, named),
            (Some(&self.cells.id), id, true),
            (self.cells.note.get(), &self.note, true),
        ] {
            if let Some(node) = node
                && is_meant
                && self.address.is_some()
            {
                marks.mark(node, text.as_str(), needle);
            }
        }
    }

    /// Sets tooltips for cut-off texts.
    pub(super) fn explain(&mut self, columns: &Columns, directory: &Directory, row: Row) {
        if !self.has_titles {
            self.cells.write_titles(Some((columns, directory, row)));
            self.has_titles = true;
        }
    }
}
