//! Elements of a row.

use std::cell::OnceCell;

use app::commands::RowCommand;
use app::ports::RowButton;
use dom::El;
use dom::html::{div, span, td, th, tr};
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Element, HtmlInputElement, Node};

use super::attribute::set;
use crate::ui::{button, tick};

/// A row without content, of which every other one is a copy: the browser copies
/// elements faster than they are made one by one. Each text is a space, to be written over.
pub fn row_template() -> Element {
    let text = |class: &str| span().class(class).child(" ");
    let cell = || td().attr("role", "cell");
    // The styles draw its icon.
    let icon_button = |class: &str, button: RowButton, name: &str| {
        row_button(class, button, None).aria("label", name)
    };
    let action = |command: RowCommand, text: &str| {
        row_button("btn btn-quiet", RowButton::Command(command), Some(text))
            .attr("popovertargetaction", "hide")
    };
    let select = RowButton::Command(RowCommand::Select);
    let tick = tick(RowCommand::Select.name()).attr("data-button", select.index());
    let copy = RowCommand::Copy;
    let head = th()
        .class("ip")
        .attr("role", "rowheader")
        .attr("scope", "row")
        .child(text("addr"))
        .child(
            icon_button("icon-btn copy", RowButton::Command(copy), copy.name())
                .attr("title", copy.name()),
        );
    // Beside the other buttons in a row the note's is its drawing alone; on a phone it has a word.
    let note = action(RowCommand::Note, "Note")
        .class("btn btn-quiet note-btn")
        .aria("label", RowCommand::Note.name());
    let verbs = [
        RowCommand::Assign,
        RowCommand::Unassign,
        RowCommand::Release,
    ];
    let actions = div()
        .class("actions")
        .attr("popover", "auto")
        .child(note)
        .child(verbs.map(|command| action(command, command.name())));
    tr().class("row")
        .attr("role", "row")
        .child(cell().class("pick").child(tick))
        .child(head)
        .child(cell().class("region chip").child(" "))
        .child(
            cell()
                .class("uses")
                .child(["machine", "state"].map(text))
                .child(" "),
        )
        .child(cell().class("age").child(" "))
        .child(
            cell()
                .class("act")
                .child(icon_button("icon-btn more", RowButton::More, "Actions for"))
                .child(actions),
        )
        .node()
        .clone()
}

fn row_button(class: &str, which: RowButton, text: Option<&str>) -> El {
    button(class, text).attr("data-button", which.index())
}

/// Elements and text nodes that are written to.
pub(super) struct Cells {
    pub(super) row: Element,
    pub(super) pick: HtmlInputElement,
    pub(super) header: Element,
    pub(super) address: Node,
    pub(super) copy: Element,
    pub(super) region: Node,
    pub(super) machine: Node,
    pub(super) machine_box: Element,
    pub(super) state: Node,
    pub(super) state_box: Element,
    pub(super) id: Node,
    /// Made for the first note: most rows never show one.
    pub(super) note: OnceCell<Node>,
    pub(super) age: Node,
    pub(super) act: Element,
    pub(super) more: Element,
    pub(super) actions: Element,
    /// Assign or Move.
    pub(super) main: Element,
    pub(super) main_text: Node,
    pub(super) unassign: Element,
    pub(super) release: Element,
}

impl Cells {
    /// Copies the template. The buttons are named by their own word and the text
    /// of the address, so that their names follow the address.
    pub(super) fn new(template: &Element, number: usize) -> Self {
        let row = template.clone_node_with_deep(true).unwrap_throw();
        let row: Element = row.unchecked_into();
        let (address, copy) = (down(&row, &[1, 0]), down(&row, &[1, 1]));
        let pick = down(&row, &[0, 0]);
        let (more, actions) = (down(&row, &[5, 0]), down(&row, &[5, 1]));
        let [note, main, unassign, release] = [0, 1, 2, 3].map(|place| down(&actions, &[place]));
        for (element, name) in [
            (&address, "ip"),
            (&actions, "actions"),
            (&pick, "pick"),
            (&copy, "copy"),
            (&note, "note"),
            (&more, "more"),
            (&main, "main"),
            (&unassign, "unassign"),
            (&release, "release"),
        ] {
            element.set_id(&format!("{name}-{number}"));
        }
        for button in [&pick, &copy, &note, &more, &main, &unassign, &release] {
            let names = format!("{} {}", button.id(), address.id());
            set(button, "aria-labelledby", Some(&names));
        }
        for button in [&more, &note, &main, &unassign, &release] {
            set(button, "popovertarget", Some(&actions.id()));
        }
        let uses = down(&row, &[3]);
        let (machine_box, state_box) = (down(&uses, &[0]), down(&uses, &[1]));
        Self {
            pick: pick.unchecked_into(),
            header: down(&row, &[1]),
            address: text_of(&address),
            copy,
            region: text_of(&down(&row, &[2])),
            machine: text_of(&machine_box),
            machine_box,
            state: text_of(&state_box),
            state_box,
            id: uses.last_child().unwrap_throw(),
            note: OnceCell::new(),
            age: text_of(&down(&row, &[4])),
            act: down(&row, &[5]),
            more,
            actions,
            main_text: text_of(&main),
            main,
            unassign,
            release,
            row,
        }
    }

    /// Text node of the note, before the id of the machine.
    pub(super) fn note(&self) -> &Node {
        self.note.get_or_init(|| {
            let note = span().class("note").child(" ");
            let uses = self.id.parent_node().unwrap_throw();
            uses.insert_before(note.node(), Some(&self.id))
                .unwrap_throw();
            text_of(note.node())
        })
    }
}

/// Follows a path of child indexes.
fn down(element: &Element, path: &[u32]) -> Element {
    path.iter().fold(element.clone(), |element, place| {
        element.children().item(*place).unwrap_throw()
    })
}

fn text_of(element: &Element) -> Node {
    element.first_child().unwrap_throw()
}
