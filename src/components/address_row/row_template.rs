//! Template that rows are cloned from.

use dom::El;
use dom::html::{div, span, td, th, tr};
use model::domain::Operation;
use web_sys::Element;

use super::row_actions::{COPY, MORE, NOTE, SELECT, act_button};
use crate::ui::tick;

/// Label of the note button among the actions on a phone; in a row it is its icon alone.
const NOTE_SHORT: &str = "Note";

/// The browser clones elements faster than it makes them one by one.
pub(in crate::components) struct RowTemplate(El);

impl RowTemplate {
    /// Each text node is there already, to be written over.
    pub(in crate::components) fn new() -> Self {
        let text = |class: &str| span().class(class).child(" ");
        let cell = || td().attr("role", "cell");
        let act = |act: Operation| {
            act_button("btn btn-quiet", act.verb(), Some(act.verb()))
                .attr("popovertargetaction", "hide")
        };
        let head = th()
            .class("ip")
            .attr("role", "rowheader")
            .attr("scope", "row")
            .child(text("addr"))
            .child(icon_button("icon-btn copy", COPY).attr("title", COPY));
        let sheet = div()
            .class("actions")
            .attr("popover", "auto")
            .child(
                act_button("btn btn-quiet note-btn", NOTE, Some(NOTE_SHORT))
                    .attr("popovertargetaction", "hide")
                    .aria("label", NOTE),
            )
            .child(act(Operation::Assign))
            .child(act(Operation::Unassign))
            .child(act(Operation::Release));
        let uses = ["machine", "state"].map(text);
        let row = tr()
            .class("row")
            .attr("role", "row")
            .child(
                cell()
                    .class("pick")
                    .child(tick(SELECT).attr("data-act", SELECT)),
            )
            .child(head)
            .child(cell().class("region chip").child(" "))
            .child(cell().class("uses").child(uses).child(" "))
            .child(cell().class("age").child(" "))
            .child(
                cell()
                    .class("act")
                    .child(icon_button("icon-btn more", MORE))
                    .child(sheet),
            );
        Self(row)
    }

    pub(super) fn element(&self) -> &Element {
        self.0.node()
    }
}

/// The styles draw its icon.
fn icon_button(class: &str, name: &str) -> El {
    act_button(class, name, None).aria("label", name)
}
