//! The row that all others are copies of.

use model::domain::Operation;
use web_sys::Element;

use super::press::{COPY, MORE, NOTE, SELECT, act_button};
use crate::ui::{El, el};

/// What the button of the note says where it stands among the actions of a
/// phone; beside the others in a row it is its drawing alone.
const NOTE_SHORT: &str = "Note";

/// A row of which every other one is a copy: the browser copies its
/// elements faster than they are made one by one.
pub(in crate::components) struct Pattern(El);

impl Pattern {
    /// A row without content. Each text is there already, to be written over.
    pub(in crate::components) fn new() -> Self {
        let text = |class: &str| el("span").class(class).text(" ");
        let cell = || el("td").attr("role", "cell");
        let act = |act: Operation| {
            act_button("btn btn-quiet", act.verb())
                .attr("popovertargetaction", "hide")
                .text(act.verb())
        };
        let head = el("th")
            .class("ip")
            .attr("role", "rowheader")
            .attr("scope", "row")
            .child(text("addr"))
            .child(icon_button("copy", COPY).attr("title", COPY));
        let sheet = el("div")
            .class("actions")
            .attr("popover", "auto")
            .child(
                act_button("btn btn-quiet note-btn", NOTE)
                    .attr("popovertargetaction", "hide")
                    .attr("aria-label", NOTE)
                    .text(NOTE_SHORT),
            )
            .child(act(Operation::Assign))
            .child(act(Operation::Unassign))
            .child(act(Operation::Release));
        let uses = ["machine", "state"].map(text);
        let row = el("tr")
            .class("row")
            .attr("role", "row")
            .child(cell().class("pick").child(pick_box(SELECT)))
            .child(head)
            .child(cell().class("region chip").text(" "))
            .child(cell().class("uses").children(uses).then_text(" "))
            .child(cell().class("age").text(" "))
            .child(
                cell()
                    .class("act")
                    .child(icon_button("more", MORE))
                    .child(sheet),
            );
        Self(row)
    }

    /// The row.
    pub(super) fn element(&self) -> &Element {
        self.0.node()
    }
}

/// A box to tick, as large as a finger; the styles draw it.
fn pick_box(name: &str) -> El {
    el("input")
        .class("tick")
        .attr("type", "checkbox")
        .attr("data-act", name)
        .attr("aria-label", name)
}

/// A button without a text: the styles draw its icon.
fn icon_button(class: &str, name: &str) -> El {
    act_button(&["icon-btn ", class].concat(), name).attr("aria-label", name)
}
