//! Writes into a row: only what changed, and without allocating, since scrolling writes rows at each step.

use dom::html::span;
use model::domain::{Claimed, Operation, Reason, Region, capability, push_number};
use model::state::{Columns, Directory, Row};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::assignee::Looks;
use super::cells::Cells;
use crate::browser::{locale, page};

/// Text of a node, as last written.
pub(super) struct Text(String);

/// Longer than most texts, so that few need more room.
const ROOM: usize = 24;

impl Text {
    /// The one space that the template has in its place.
    pub(super) fn new() -> Self {
        let mut text = String::with_capacity(ROOM);
        text.push(' ');
        Self(text)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Keeps the text; whether it changed.
    pub(super) fn keep(&mut self, text: &str) -> bool {
        let is_news = self.0 != text;
        if is_news {
            self.0.clear();
            self.0.push_str(text);
        }
        is_news
    }

    pub(super) fn write(&mut self, node: &Node, text: &str) {
        if self.keep(text) {
            node.set_node_value(Some(text));
        }
    }
}

impl Cells {
    /// Moves the row by a `transform` of its own: a custom property that the styles compute it from would restyle all
    /// cells of the row.
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

    /// Writes how the machine looks and which actions the capability table allows.
    pub(super) fn write_looks(&self, looks: Looks) {
        self.machine_box.set_class_name(looks.class());
        for operation in Operation::ON_ADDRESS {
            let refused = capability::check(operation, looks != Looks::Idle, None).is_err();
            if operation == Operation::Unassign {
                hide(&self.unassign, refused);
            } else if operation == Operation::Release {
                hide(&self.release, refused);
            } else if !refused {
                // Assign and Move exclude each other and share a button.
                self.main_text.set_node_value(Some(operation.verb()));
                set(&self.main, "data-act", Some(operation.verb()));
            }
        }
    }

    /// Writes the note, its tooltip for where it is cut off, and a mark on the row.
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

    /// Shows the running operation in place of the actions.
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

    /// Says on the disabled buttons why nothing can be changed.
    pub(super) fn write_hindrance(&self, blocked_by: Option<Reason>) {
        for button in [&self.main, &self.unassign, &self.release] {
            set(button, "aria-disabled", blocked_by.map(|_| "true"));
            set(button, "title", blocked_by.map(Reason::words));
        }
    }

    /// Writes tooltips with the full texts, on hover or focus: in every row they would cost as much as all the rest.
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

/// Name and id of a machine, or that it no longer exists.
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

pub(super) fn set(element: &Element, name: &'static str, value: Option<&str>) {
    let written = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
    debug_assert!(written.is_ok(), "{name} is the name of an attribute");
}
