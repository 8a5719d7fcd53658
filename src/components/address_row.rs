//! A row of the table, reused for one address after another.

mod assignee;
mod attribute;
mod cells;
mod row_actions;
mod write;

use app::list::ListView;
use assignee::{Assignee, AssigneeKind, Tone};
use attribute::set;
use cells::Cells;
pub use cells::row_template;
use model::domain::{Address, Operation, Reason, Timestamp, push_address, push_number};
use model::state::Row;
pub use row_actions::{address_of, pressed};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use write::Text;

use crate::browser::highlight::SearchHighlight;

/// A row's elements, and the values last written to them.
pub struct AddressRow {
    cells: Cells,
    number: usize,
    address: Option<Address>,
    index: Option<usize>,
    top: Option<i32>,
    /// Address, region, machine, state of the machine, its id, age.
    texts: [Text; 6],
    note: Text,
    kind: Option<AssigneeKind>,
    tone: Option<Tone>,
    marks: RowMarks,
    has_titles: bool,
}

/// Values of a row.
#[derive(Clone, Copy)]
pub struct RowContent<'a> {
    pub view: ListView<'a>,
    pub row: Row,
    /// The place among the shown rows, from 0.
    pub index: usize,
    /// Pixels below the beginning of the table's body.
    pub top: i32,
    pub marks: RowMarks,
    pub note: &'a str,
    /// For the age.
    pub now: Timestamp,
}

/// What a row shows of its address beside the values of the list.
#[derive(Clone, Copy, Default)]
pub struct RowMarks {
    pub is_selected: bool,
    pub in_flight: Option<Operation>,
    /// Why nothing may be changed.
    pub blocked_by: Option<Reason>,
    pub is_changed: bool,
    pub is_changed_elsewhere: bool,
    pub is_copied: bool,
}

impl AddressRow {
    /// Empty. `number` is unique in the page.
    pub fn new(template: &Element, number: usize) -> Self {
        Self {
            cells: Cells::new(template, number),
            number,
            address: None,
            index: None,
            top: None,
            texts: [(); 6].map(|()| Text::new()),
            note: Text::new(),
            kind: None,
            tone: None,
            marks: RowMarks::default(),
            has_titles: false,
        }
    }

    pub fn element(&self) -> &HtmlElement {
        self.cells.row.unchecked_ref()
    }

    pub fn number(&self) -> usize {
        self.number
    }

    pub fn address(&self) -> Option<Address> {
        self.address
    }

    /// The place of its address in the list; behind all others when it shows none.
    pub fn index(&self) -> usize {
        self.index
            .filter(|_| self.address.is_some())
            .unwrap_or(usize::MAX)
    }

    pub fn hide(&mut self) {
        if self.address.take().is_some() {
            set(&self.cells.row, "hidden", Some(""));
        }
    }

    /// Highlights a text in the address, in what names the machine, and in the note.
    pub fn highlight(&self, highlight: &SearchHighlight, text: &str) {
        let [address, _, machine, _, id, _] = &self.texts;
        let is_machine = matches!(self.kind, Some(AssigneeKind::Named | AssigneeKind::Unnamed));
        for (node, written, is_searched) in [
            (Some(&self.cells.address), address, true),
            (Some(&self.cells.machine), machine, is_machine),
            (Some(&self.cells.id), id, true),
            (self.cells.note.get(), &self.note, true),
        ] {
            if let Some(node) = node
                && is_searched
                && self.address.is_some()
            {
                highlight.add(node, written.as_str(), text);
            }
        }
    }

    /// Sets tooltips for cut-off texts.
    pub fn explain(&mut self, view: ListView<'_>, row: Row) {
        if !self.has_titles {
            self.cells.write_titles(Some((view, row)));
            self.has_titles = true;
        }
    }

    /// Shows an address, writing only what differs from what the row shows now.
    /// `text` is used to write in, and left empty.
    pub fn show(&mut self, next: RowContent<'_>, text: &mut String) {
        let RowContent { view, row, .. } = next;
        let (cells, columns) = (&self.cells, view.columns());
        let [address, region, machine, state, id, age] = &mut self.texts;
        let is_other = self.address != Some(columns.address(row));
        if self.address.replace(columns.address(row)).is_none() {
            set(&cells.row, "hidden", None);
        }
        if self.index.replace(next.index) != Some(next.index) {
            // The head is row 1.
            push_number(text, next.index as u64 + 2);
            set(&cells.row, "aria-rowindex", Some(text));
            text.clear();
        }
        if self.top.replace(next.top) != Some(next.top) {
            cells.write_top(next.top, text);
        }
        if is_other {
            push_address(text, columns.address(row));
            address.write(&cells.address, text);
            text.clear();
        }
        region.write(&cells.region, columns.region(row).short());
        let assignee = Assignee::of(columns, row, view.machines);
        machine.write(&cells.machine, assignee.name);
        state.write(&cells.state, assignee.state);
        id.write(&cells.id, assignee.id);
        if self.note.keep(next.note) {
            cells.write_note(next.note);
        }
        match columns.claimed(row) {
            Some(at) => Timestamp::from_seconds(at).push_relative(text, next.now),
            None => text.push_str(columns.unreadable(row)),
        }
        age.write(&cells.age, text);
        text.clear();
        if self.kind.replace(assignee.kind) != Some(assignee.kind) {
            cells.write_kind(assignee.kind, text);
        }
        if self.tone.replace(assignee.tone) != Some(assignee.tone) {
            cells.state_box.set_class_name(assignee.tone.class());
        }
        cells.write_marks(self.marks, next.marks);
        self.marks = next.marks;
        if self.has_titles && is_other {
            cells.write_titles(None);
            self.has_titles = false;
        }
    }
}
