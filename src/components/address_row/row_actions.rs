//! Buttons of a row. `data-act` names their action; the table body listens for all of them.

use dom::El;
use model::domain::{Address, Operation};
use web_sys::Element;

pub(super) use crate::store::{MORE, NOTE};
use crate::ui::button;

pub(in crate::components) const COPY: &str = "Copy";

pub(super) const SELECT: &str = "Select";

const OPERATIONS: [Operation; 4] = [
    Operation::Assign,
    Operation::Move,
    Operation::Unassign,
    Operation::Release,
];

pub(in crate::components) enum Act {
    Select,
    Copy,
    Note,
    /// Opens the popover of actions, which the browser does; its heading is the address.
    More,
    Open(Operation),
}

/// Address and action of a click in the table.
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

/// Address of the row around an element.
pub(in crate::components) fn address_of(target: &Element) -> Option<Address> {
    text_of(target)?.parse().ok()
}

fn text_of(target: &Element) -> Option<String> {
    let row = target.closest("[role=row]").ok()??;
    row.query_selector(".addr").ok()??.text_content()
}

pub(super) fn act_button(class: &str, act: &str, text: Option<&str>) -> El {
    button(class, text).attr("data-act", act)
}
