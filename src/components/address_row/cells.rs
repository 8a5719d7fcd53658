//! The elements of a row.

use model::domain::Operation;

use super::ACTIONS;
use super::press::{COPY, act_button};
use crate::ui::{El, Icon, el, icon};

/// The elements of a row that are written to.
pub(super) struct Cells {
    pub(super) row: El,
    pub(super) address: El,
    pub(super) copy: El,
    pub(super) copy_icon: El,
    pub(super) region: El,
    pub(super) machine: El,
    pub(super) age: El,
    pub(super) age_text: El,
    pub(super) exact: El,
    pub(super) busy: El,
    pub(super) more: El,
    pub(super) sheet: El,
    pub(super) buttons: [El; 4],
}

impl Cells {
    /// A row without content.
    pub(super) fn new() -> Self {
        let address = el("span").class("addr");
        let copy_icon = El::svg("path");
        let drawing = El::svg("svg")
            .class("icon")
            .attr("viewBox", "0 0 16 16")
            .attr("aria-hidden", "true");
        let copy = act_button("icon-btn copy", COPY)
            .attr("title", COPY)
            .child(drawing.child(copy_icon.clone()));
        let region = el("span").class("chip chip-code");
        let machine = el("span");
        let (age, age_text, exact) = (
            el("time").class("age"),
            el("span"),
            el("span").class("sr-only"),
        );
        let busy = el("span").class("busy spin");
        let more = el("button")
            .class("icon-btn more")
            .attr("type", "button")
            .child(icon(Icon::MORE));
        let buttons = ACTIONS.map(|act: Operation| {
            act_button("btn btn-quiet", act.verb())
                .attr("popovertargetaction", "hide")
                .text(act.verb())
        });
        let sheet = el("div")
            .class("actions")
            .attr("popover", "auto")
            .children(buttons.clone());
        let cell = || el("td").attr("role", "cell");
        let head = el("th")
            .class("ip")
            .attr("role", "rowheader")
            .attr("scope", "row");
        let row = el("tr")
            .class("row")
            .attr("role", "row")
            .child(head.child(address.clone()).child(copy.clone()))
            .child(cell().child(region.clone()))
            .child(cell().child(machine.clone()))
            .child(
                cell()
                    .class("age-cell")
                    .child(age.clone().child(age_text.clone()).child(exact.clone())),
            )
            .child(
                cell()
                    .class("act")
                    .child(busy.clone())
                    .child(more.clone())
                    .child(sheet.clone()),
            );
        Self {
            row,
            address,
            copy,
            copy_icon,
            region,
            machine,
            age,
            age_text,
            exact,
            busy,
            more,
            sheet,
            buttons,
        }
    }
}
