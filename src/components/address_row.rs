//! One row of the table: made once, then used for one address after another.

mod cells;
mod press;
mod user;
mod write;

use cells::Cells;
pub(super) use cells::Pattern;
use model::domain::{Address, Operation, Reason, Timestamp, push_address, push_number};
use model::state::{Columns, Directory, Row};
pub(super) use press::{Act, address_of, pressed};
use user::{Looks, Tone, User};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use write::{Text, set};

use crate::browser::highlight::Marks;

/// Says of a row that it was changed elsewhere.
const ELSEWHERE: &str = "Changed elsewhere";

/// What a row is to show.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    pub(super) columns: &'a Columns,
    pub(super) directory: &'a Directory,
    pub(super) row: Row,
    /// The place in the list, from 0.
    pub(super) index: usize,
    /// How many pixels below the beginning of the table's body it stands.
    pub(super) place: i32,
    /// Whether it is selected.
    pub(super) selected: bool,
    /// The operation under way.
    pub(super) busy: Option<Operation>,
    /// Why nothing may be changed, if that is so.
    pub(super) hindrance: Option<Reason>,
    /// Whether it is marked as just changed.
    pub(super) changed: bool,
    /// Whether it is marked as changed elsewhere.
    pub(super) is_news: bool,
    /// Whether it is marked as just copied.
    pub(super) copied: bool,
    /// Now, for the age.
    pub(super) now: Timestamp,
}

/// A row, and what it shows now.
pub(super) struct AddressRow {
    cells: Cells,
    number: usize,
    address: Option<Address>,
    index: Option<usize>,
    place: Option<i32>,
    texts: [Text; 6],
    looks: Option<Looks>,
    tone: Option<Tone>,
    selected: bool,
    busy: Option<Operation>,
    hindrance: Option<Reason>,
    changed: bool,
    is_news: bool,
    copied: bool,
    has_titles: bool,
}

impl AddressRow {
    /// A row that shows nothing yet. No two rows of the page have the same number.
    pub(super) fn new(pattern: &Pattern, number: usize) -> Self {
        Self {
            cells: Cells::new(pattern, number),
            number,
            address: None,
            index: None,
            place: None,
            texts: [(); 6].map(|()| Text::new()),
            looks: None,
            tone: None,
            selected: false,
            busy: None,
            hindrance: None,
            changed: false,
            is_news: false,
            copied: false,
            has_titles: false,
        }
    }

    /// The row itself.
    pub(super) fn element(&self) -> &HtmlElement {
        self.cells.row.node().unchecked_ref()
    }

    /// Its number in the page.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    /// The address it shows.
    pub(super) fn address(&self) -> Option<Address> {
        self.address
    }

    /// The place of that address in the list; behind all others when it shows none.
    pub(super) fn index(&self) -> usize {
        self.index
            .filter(|_| self.address.is_some())
            .unwrap_or(usize::MAX)
    }

    /// Takes the row out of view.
    pub(super) fn hide(&mut self) {
        if self.address.take().is_some() {
            set(self.cells.row.node(), "hidden", Some(""));
        }
    }

    /// Shows an address, writing only what differs from what the row shows now.
    /// `text` is used to write in, and left empty.
    pub(super) fn show(&mut self, next: Shown<'_>, text: &mut String) {
        let Shown { columns, row, .. } = next;
        let cells = &self.cells;
        let [address, region, machine, state, id, age] = &mut self.texts;
        let is_other = self.address != Some(columns.address(row));
        if self.address.is_none() {
            set(cells.row.node(), "hidden", None);
        }
        if self.index != Some(next.index) {
            // The first row below the head is the second of the table.
            push_number(text, next.index as u64 + 2);
            set(cells.row.node(), "aria-rowindex", Some(text));
            text.clear();
        }
        if self.place != Some(next.place) {
            cells.write_place(next.place, text);
        }
        if is_other {
            push_address(text, columns.address(row));
            address.write(&cells.address, text);
            text.clear();
        }
        region.write(&cells.region, columns.region(row).short());
        let user = User::of(columns, row, next.directory);
        machine.write(&cells.machine, user.name);
        state.write(&cells.state, user.state);
        id.write(&cells.id, user.id);
        match columns.claimed(row) {
            Some(at) => Timestamp::from_seconds(at).push_relative(text, next.now),
            None => text.push_str(columns.unreadable(row)),
        }
        age.write(&cells.age, text);
        text.clear();
        if self.looks != Some(user.looks) {
            cells.write_looks(user.looks);
        }
        if self.tone != Some(user.tone) {
            cells.state_box.set_class_name(user.tone.class());
        }
        if self.selected != next.selected {
            cells.pick.set_checked(next.selected);
            set(
                cells.row.node(),
                "data-selected",
                next.selected.then_some(""),
            );
        }
        if self.busy != next.busy {
            cells.write_busy(next.busy);
        }
        if self.hindrance != next.hindrance {
            cells.write_hindrance(next.hindrance);
        }
        if self.changed != next.changed {
            set(cells.row.node(), "data-changed", next.changed.then_some(""));
        }
        if self.is_news != next.is_news {
            let words = next.is_news.then_some(ELSEWHERE);
            set(cells.row.node(), "data-news", words);
            set(&cells.header, "aria-description", words);
        }
        if self.copied != next.copied {
            set(&cells.copy, "data-copied", next.copied.then_some(""));
        }
        if self.has_titles && is_other {
            cells.write_titles(None);
            self.has_titles = false;
        }
        self.address = Some(columns.address(row));
        self.index = Some(next.index);
        self.place = Some(next.place);
        (self.looks, self.tone) = (Some(user.looks), Some(user.tone));
        self.hindrance = next.hindrance;
        (self.selected, self.busy, self.is_news) = (next.selected, next.busy, next.is_news);
        (self.changed, self.copied) = (next.changed, next.copied);
    }

    /// Marks a text where it stands in the address or in what names the machine.
    pub(super) fn mark(&self, marks: &Marks, needle: &str) {
        let [address, _, machine, _, id, _] = &self.texts;
        let named = matches!(self.looks, Some(Looks::Named | Looks::Bare));
        for (node, text, is_meant) in [
            (&self.cells.address, address, true),
            (&self.cells.machine, machine, named),
            (&self.cells.id, id, true),
        ] {
            if is_meant && self.address.is_some() {
                marks.mark(node, text.as_str(), needle);
            }
        }
    }

    /// Shows in tooltips what the row has no room for.
    pub(super) fn explain(&mut self, columns: &Columns, directory: &Directory, row: Row) {
        if !self.has_titles {
            self.cells.write_titles(Some((columns, directory, row)));
            self.has_titles = true;
        }
    }
}
