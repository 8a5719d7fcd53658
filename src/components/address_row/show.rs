//! Writes an address into a row.

use model::domain::{Operation, Reason, Timestamp, push_address, push_number};
use model::state::{Columns, Directory, Row};

use super::AddressRow;
use super::assignee::Assignee;
use super::write::set;

const ELSEWHERE: &str = "Changed elsewhere";

/// Values of a row.
#[derive(Clone, Copy)]
pub(in crate::components) struct RowContent<'a> {
    pub(in crate::components) columns: &'a Columns,
    pub(in crate::components) directory: &'a Directory,
    pub(in crate::components) row: Row,
    /// Index in the list.
    pub(in crate::components) index: usize,
    /// Pixels below the top of the table body.
    pub(in crate::components) place: i32,
    pub(in crate::components) selected: bool,
    pub(in crate::components) busy: Option<Operation>,
    pub(in crate::components) blocked_by: Option<Reason>,
    pub(in crate::components) changed: bool,
    /// Changed elsewhere.
    pub(in crate::components) is_news: bool,
    pub(in crate::components) copied: bool,
    pub(in crate::components) note: Option<&'a str>,
    pub(in crate::components) now: Timestamp,
}

impl AddressRow {
    /// Writes what differs from the values shown. `text` is a buffer, left empty.
    pub(in crate::components) fn show(&mut self, next: RowContent<'_>, text: &mut String) {
        let RowContent { columns, row, .. } = next;
        let cells = &self.cells;
        let [address, region, machine, state, id, age] = &mut self.texts;
        let is_other = self.address != Some(columns.address(row));
        if self.address.is_none() {
            set(cells.row.node(), "hidden", None);
        }
        if self.index != Some(next.index) {
            // The head is row 1.
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
        let user = Assignee::of(columns, row, next.directory);
        machine.write(&cells.machine, user.name);
        state.write(&cells.state, user.state);
        id.write(&cells.id, user.id);
        let note = next.note.unwrap_or_default();
        if self.note.keep(note) {
            cells.write_note(note);
        }
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
        if self.blocked_by != next.blocked_by {
            cells.write_hindrance(next.blocked_by);
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
        self.blocked_by = next.blocked_by;
        (self.selected, self.busy, self.is_news) = (next.selected, next.busy, next.is_news);
        (self.changed, self.copied) = (next.changed, next.copied);
    }
}
