//! The buttons of a row. They say by `data-act` what they do, and the body of
//! the table listens for all of them.

use model::domain::{Address, Operation};

use super::ACTIONS;
use crate::ui::{El, el};

/// The name of the act of copying.
pub(super) const COPY: &str = "Copy";

/// What a press in the table is about: the address of the row and the name of the act.
pub(in crate::components) fn pressed(target: &web_sys::Element) -> Option<(Address, Act)> {
    let button = target.closest("[data-act]").ok()??;
    let row = button.closest("[data-ip][role=row]").ok()??;
    let address = row.get_attribute("data-ip")?.parse().ok()?;
    let name = button.get_attribute("data-act")?;
    let operation = ACTIONS.into_iter().find(|act| act.verb() == name);
    Some((address, operation.map_or(Act::Copy, Act::Open)))
}

/// What a button of a row does.
pub(in crate::components) enum Act {
    /// Copies the address.
    Copy,
    /// Opens the form of an operation.
    Open(Operation),
}

/// A button of a row.
pub(super) fn act_button(class: &str, act: &str) -> El {
    el("button")
        .class(class)
        .attr("type", "button")
        .attr("data-act", act)
}
