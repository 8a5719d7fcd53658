//! What is written into a row: only what differs from what it shows, and
//! without allocating, since a row is written at every step of scrolling.

use dom::html::span;
use model::domain::{Claimed, Operation, Reason, Region, capability, push_number};
use model::state::{Columns, Directory, Row};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::assignee::Looks;
use super::cells::Cells;
use crate::browser::{locale, page};

/// A text of the page, as it was written last.
pub(super) struct Text(String);

/// Longer than most texts of a row, so that few of them ever need more room.
const ROOM: usize = 24;

impl Text {
    /// A text that was not written yet: the one space that the pattern has in its place.
    pub(super) fn new() -> Self {
        let mut text = String::with_capacity(ROOM);
        text.push(' ');
        Self(text)
    }

    /// What was written.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Keeps it, if it has changed; whether it has.
    pub(super) fn keep(&mut self, text: &str) -> bool {
        let is_news = self.0 != text;
        if is_news {
            self.0.clear();
            self.0.push_str(text);
        }
        is_news
    }

    /// Keeps and writes it, if it has changed.
    pub(super) fn write(&mut self, node: &Node, text: &str) {
        if self.keep(text) {
            node.set_node_value(Some(text));
        }
    }
}

impl Cells {
    /// Moves the row to where it stands. As a transform of its own: a custom property,
    /// from which the styles would compute it, has all cells of the row computed anew.
    pub(super) fn write_place(&self, pixels: i32, text: &mut String) {
        text.push_str("translateY(");
        if pixels < 0 {
            text.push('-');
        }
        push_number(text, pixels.unsigned_abs().into());
        text.push_str("px)");
        page::set_style(self.row.node().unchecked_ref(), "transform", text);
        text.clear();
    }

    /// How the machine looks, and what can be done by the capability table.
    pub(super) fn write_looks(&self, looks: Looks) {
        self.machine_box.set_class_name(looks.class());
        for operation in Operation::ON_ADDRESS {
            let refused = capability::check(operation, looks != Looks::Idle, None).is_err();
            if operation == Operation::Unassign {
                hide(&self.unassign, refused);
            } else if operation == Operation::Release {
                hide(&self.release, refused);
            } else if !refused {
                // Assign and Move exclude each other, and share a button.
                self.main_text.set_node_value(Some(operation.verb()));
                set(&self.main, "data-act", Some(operation.verb()));
            }
        }
    }

    /// The note, again in full for where there is no room for it, and a mark on the row that has one.
    pub(super) fn write_note(&self, note: &str) {
        if note.is_empty() && self.note.get().is_none() {
            return;
        }
        let text = self.note();
        text.set_node_value(Some(note));
        let note = Some(note).filter(|note| !note.is_empty());
        if let Some(element) = text.parent_element() {
            set(&element, "title", note);
        }
        set(self.row.node(), "data-note", note.map(|_| ""));
    }

    /// What is being done, in place of what can be done.
    pub(super) fn write_busy(&self, busy: Option<Operation>) {
        set(self.row.node(), "aria-busy", busy.map(|_| "true"));
        hide(&self.more, busy.is_some());
        hide(&self.sheet, busy.is_some());
        while self.act.child_element_count() > 2 {
            if let Some(old) = self.act.first_element_child() {
                old.remove();
            }
        }
        if let Some(operation) = busy {
            let words = span().class("busy spin").child(operation.progress());
            let put = self.act.insert_before(words.node(), Some(&self.more));
            debug_assert!(put.is_ok(), "the words go into the cell of the actions");
        }
    }

    /// Why nothing can be done at all, on buttons that stay where they are.
    pub(super) fn write_hindrance(&self, blocked_by: Option<Reason>) {
        for button in [&self.main, &self.unassign, &self.release] {
            set(button, "aria-disabled", blocked_by.map(|_| "true"));
            set(button, "title", blocked_by.map(Reason::words));
        }
    }

    /// What the row shows in short, in full: as tooltips, once the mouse or the
    /// focus is there. Written into every row they would cost as much as all the rest.
    pub(super) fn write_titles(&self, full: Option<(&Columns, &Directory, Row)>) {
        let titles = full.map(|(columns, directory, row)| {
            let claimed = match columns.claimed_date(row) {
                Claimed::At(at) => locale::moment(at),
                Claimed::Unreadable(text) => text,
            };
            let machine = machine_title(columns.machine(row).unwrap_or_default(), directory);
            [full_name(columns.region(row)), machine, claimed]
        });
        let nodes = [&self.region, &self.machine, &self.age];
        for (place, node) in nodes.into_iter().enumerate() {
            let title = titles.as_ref().and_then(|titles| titles.get(place));
            let title = title.map(String::as_str).filter(|title| !title.is_empty());
            if let Some(element) = node.parent_element() {
                set(&element, "title", title);
            }
        }
    }
}

/// The name of a machine and its id, or why there is none.
fn machine_title(id: &str, directory: &Directory) -> String {
    match directory.get(id) {
        Some(machine) if !machine.name.is_empty() => format!("{}, {id}", machine.name),
        _ if !id.is_empty() && directory.is_orphan(id) => {
            format!("{id}: this machine no longer exists")
        }
        _ => id.to_owned(),
    }
}

fn full_name(region: &Region) -> String {
    match region.city() {
        Some(city) => format!("{}, {city}", region.name()),
        None => region.name().to_owned(),
    }
}

fn hide(element: &Element, hidden: bool) {
    set(element, "hidden", hidden.then_some(""));
}

/// Sets an attribute, or takes it away.
pub(super) fn set(element: &Element, name: &'static str, value: Option<&str>) {
    let written = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
    debug_assert!(written.is_ok(), "{name} is the name of an attribute");
}
