//! Writes into a row: only what changed, and without allocating, since scrolling writes rows at each step.

use app::commands::RowCommand;
use app::list::ListView;
use app::ports::RowButton;
use dom::html::span;
use model::domain::{
    Assignee, Claimed, Operation, Reason, capability, left_over_from, push_number,
};
use model::state::{Columns, Directory, Row};
use wasm_bindgen::JsCast;
use web_sys::Node;

use super::RowMarks;
use super::assignee::AssigneeKind;
use super::attribute::{set, set_flag};
use super::cells::Cells;
use crate::browser::{locale, page};

/// Text of a node, as last written.
pub(super) struct Text(String);

impl Text {
    /// The one space that the template has in its place, with room for most texts of a row.
    pub(super) fn new() -> Self {
        let mut text = String::with_capacity(24);
        text.push(' ');
        Self(text)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Keeps a text; whether it differs from the last.
    pub(super) fn keep(&mut self, text: &str) -> bool {
        let is_other = self.0 != text;
        if is_other {
            self.0.clear();
            self.0.push_str(text);
        }
        is_other
    }

    pub(super) fn write(&mut self, node: &Node, text: &str) {
        if self.keep(text) {
            node.set_node_value(Some(text));
        }
    }
}

impl Cells {
    /// Moves the row to where it stands. As a transform of its own: a custom property,
    /// from which the styles would compute it, has all cells of the row computed again.
    pub(super) fn write_top(&self, pixels: i32, text: &mut String) {
        text.push_str("translateY(");
        if pixels < 0 {
            text.push('-');
        }
        push_number(text, pixels.unsigned_abs().into());
        text.push_str("px)");
        page::set_style(self.row.unchecked_ref(), "transform", text);
        text.clear();
    }

    /// The look of the machine, and what can be done by the capability table.
    pub(super) fn write_kind(&self, kind: AssigneeKind, text: &mut String) {
        self.machine_box.set_class_name(kind.class());
        let refuses = |operation| capability::check(operation, kind.is_assigned(), None).is_err();
        set_flag(&self.unassign, "hidden", refuses(Operation::Unassign));
        set_flag(&self.release, "hidden", refuses(Operation::Release));
        // Assign and Move exclude each other and share a button.
        let main = if refuses(Operation::Assign) {
            RowCommand::Move
        } else {
            RowCommand::Assign
        };
        self.main_text.set_node_value(Some(main.name()));
        push_number(text, RowButton::Command(main).index() as u64);
        set(&self.main, "data-button", Some(text));
        text.clear();
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
        set_flag(&self.row, "data-note", note.is_some());
    }

    pub(super) fn write_marks(&self, old: RowMarks, new: RowMarks) {
        if old.is_selected != new.is_selected {
            self.pick.set_checked(new.is_selected);
            set_flag(&self.row, "data-selected", new.is_selected);
        }
        if old.in_flight != new.in_flight {
            self.write_in_flight(new.in_flight);
        }
        if old.blocked_by != new.blocked_by {
            // On buttons that stay where they are.
            for button in [&self.main, &self.unassign, &self.release] {
                set(button, "aria-disabled", new.blocked_by.map(|_| "true"));
                set(button, "title", new.blocked_by.map(Reason::words));
            }
        }
        if old.is_changed != new.is_changed {
            set_flag(&self.row, "data-changed", new.is_changed);
        }
        if old.is_changed_elsewhere != new.is_changed_elsewhere {
            let words = new.is_changed_elsewhere.then_some("Changed elsewhere");
            set(&self.row, "data-changed-elsewhere", words);
            set(&self.header, "aria-description", words);
        }
        if old.is_copied != new.is_copied {
            set_flag(&self.copy, "data-copied", new.is_copied);
        }
    }

    /// The operation under way, in place of what can be done.
    fn write_in_flight(&self, operation: Option<Operation>) {
        set(&self.row, "aria-busy", operation.map(|_| "true"));
        set_flag(&self.more, "hidden", operation.is_some());
        set_flag(&self.actions, "hidden", operation.is_some());
        while self.act.child_element_count() > 2 {
            if let Some(old) = self.act.first_element_child() {
                old.remove();
            }
        }
        if let Some(operation) = operation {
            let words = span().class("busy spin").child(operation.progress());
            let put = self.act.insert_before(words.node(), Some(&self.more));
            debug_assert!(put.is_ok(), "the words go into the cell of the actions");
        }
    }

    /// Writes tooltips with the full texts, on hover or focus: in every row they would cost as much as all the rest.
    pub(super) fn write_titles(&self, content: Option<(ListView<'_>, Row)>) {
        let titles = content.map(|(view, row)| {
            let columns = view.columns();
            let region = columns.region(row);
            let region = match region.city() {
                Some(city) => format!("{}, {city}", region.name()),
                None => region.name().to_owned(),
            };
            let machine = machine_title(columns, row, view.machines);
            let claimed = match columns.claimed_date(row) {
                Claimed::At(at) => locale::moment(at),
                Claimed::Unreadable(text) => text,
            };
            [region, machine, claimed]
        });
        let titles = titles.unwrap_or_default();
        for (node, title) in [&self.region, &self.machine, &self.age]
            .into_iter()
            .zip(&titles)
        {
            if let Some(element) = node.parent_element() {
                set(
                    &element,
                    "title",
                    Some(&**title).filter(|title| !title.is_empty()),
                );
            }
        }
    }
}

/// Name and id of a machine, that it no longer exists, or why it has no name.
fn machine_title(columns: &Columns, row: Row, machines: &Directory) -> String {
    let id = match columns.assignee(row) {
        None => {
            let holder = machines.holder(columns.address(row));
            return holder.map_or_else(String::new, |machine| {
                format!("{} says it has this address", machine.label())
            });
        }
        Some(Assignee::Unreadable) => {
            return "Assigned, but the API sent a machine ID that can't be read. Look it up in the Paperspace console."
                .to_owned();
        }
        Some(Assignee::Machine(id)) => id,
    };
    match machines.get(id) {
        Some(machine) if !machine.name.is_empty() => format!("{}, {id}", machine.name),
        _ if machines.is_orphan(id) => left_over_from(id),
        _ => id.to_owned(),
    }
}
