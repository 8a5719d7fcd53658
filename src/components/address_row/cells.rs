//! Elements of a row.

use std::cell::OnceCell;

use dom::El;
use dom::html::span;
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Element, HtmlInputElement, Node};

use super::row_template::RowTemplate;

/// Elements and text nodes that are written to.
pub(super) struct Cells {
    pub(super) row: El,
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
    /// Made for the first note that the row shows; most never show one.
    pub(super) note: OnceCell<Node>,
    pub(super) age: Node,
    pub(super) act: Element,
    pub(super) more: Element,
    pub(super) sheet: Element,
    pub(super) main: Element,
    pub(super) main_text: Node,
    pub(super) unassign: Element,
    pub(super) release: Element,
}

impl Cells {
    /// Copies the template. Buttons are labelled by their own word and the text of the address, so that their names
    /// need no writing when the row shows another address.
    pub(super) fn new(template: &RowTemplate, number: usize) -> Self {
        let row: Element = copy(template.element());
        let number = number.to_string();
        let (address, copy) = (down(&row, &[1, 0]), down(&row, &[1, 1]));
        let pick = down(&row, &[0, 0]);
        let address_id = named(&address, "ip-", &number);
        let (more, sheet) = (down(&row, &[5, 0]), down(&row, &[5, 1]));
        let sheet_id = named(&sheet, "actions-", &number);
        set(&more, "popovertarget", &sheet_id);
        let [note, main, unassign, release] = [0, 1, 2, 3].map(|place| {
            let button = down(&sheet, &[place]);
            set(&button, "popovertarget", &sheet_id);
            button
        });
        for (button, name) in [
            (&pick, "pick-"),
            (&copy, "copy-"),
            (&note, "note-"),
            (&more, "more-"),
            (&main, "main-"),
            (&unassign, "unassign-"),
            (&release, "release-"),
        ] {
            let id = named(button, name, &number);
            set(button, "aria-labelledby", &format!("{id} {address_id}"));
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
            sheet,
            main_text: text_of(&main),
            main,
            unassign,
            release,
            row: row.into(),
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

fn copy(element: &Element) -> Element {
    element
        .clone_node_with_deep(true)
        .unwrap_throw()
        .unchecked_into()
}

fn text_of(element: &Element) -> Node {
    element.first_child().unwrap_throw()
}

fn named(element: &Element, name: &str, number: &str) -> String {
    let id = format!("{name}{number}");
    element.set_id(&id);
    id
}

fn set(element: &Element, name: &str, value: &str) {
    element.set_attribute(name, value).unwrap_throw();
}
