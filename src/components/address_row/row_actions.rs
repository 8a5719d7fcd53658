//! The buttons of a row. They say by `data-act` what they do, and the body of
//! the table listens for all of them.

use dom::El;
use model::domain::{Address, Operation};
use web_sys::Element;

pub(super) use crate::store::{MORE, NOTE};
use crate::ui::button;

/// The name of the act of copying.
pub(in crate::components) const COPY: &str = "Copy";

/// The name of the act of selecting.
pub(super) const SELECT: &str = "Select";

const OPERATIONS: [Operation; 4] = [
    Operation::Assign,
    Operation::Move,
    Operation::Unassign,
    Operation::Release,
];

/// What a button of a row does.
pub(in crate::components) enum Act {
    /// Selects the address, or no longer.
    Select,
    /// Copies the address.
    Copy,
    /// Opens the note on the address.
    Note,
    /// Opens the sheet of actions, which the browser does; the sheet is told
    /// the address, its heading.
    More,
    /// Opens the form of an operation.
    Open(Operation),
}

/// What a press in the table is about: the address that the row shows, and the act.
pub(in crate::components) fn pressed(target: &Element) -> Option<(Address, Act)> {
    let button = target.closest("[data-act]").ok()??;
    let text = text_of(&button)?;
    let name = button.get_attribute("data-act")?;
    let operation = OPERATIONS.into_iter().find(|act| act.verb() == name);
    let act = match operation {
        Some(operation) => Act::Open(operation),
        None if name == SELECT => Act::Select,
        None if name == COPY => Act::Copy,
        None if name == NOTE => Act::Note,
        None => {
            let sheet = button.next_element_sibling()?;
            sheet.set_attribute("data-ip", &text).ok()?;
            Act::More
        }
    };
    Some((text.parse().ok()?, act))
}

/// The address that the row around an element shows.
pub(in crate::components) fn address_of(target: &Element) -> Option<Address> {
    text_of(target)?.parse().ok()
}

fn text_of(target: &Element) -> Option<String> {
    let row = target.closest("[role=row]").ok()??;
    row.query_selector(".addr").ok()??.text_content()
}

/// A button of a row.
pub(super) fn act_button(class: &str, act: &str, text: Option<&str>) -> El {
    button(class, text).attr("data-act", act)
}
