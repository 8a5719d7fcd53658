//! One row of the table: made once, then used for one address after another.

use std::cell::RefCell;

use model::domain::{Address, Claimed, Operation, PublicIp, Region, Timestamp, actions};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::store::{action_id, more_id};
use crate::ui::{El, Icon, el, icon};

const IDLE: &str = "Idle";
const COPY: &str = "Copy";

/// The actions in the order of their buttons.
const ACTIONS: [Operation; 4] = [
    Operation::Assign,
    Operation::Move,
    Operation::Unassign,
    Operation::Release,
];

/// What a row shows. A cell is written only when its part has changed.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) ip: PublicIp,
    /// The place in the list, from 0.
    pub(super) index: usize,
    /// The operation under way.
    pub(super) busy: Option<Operation>,
    /// Whether it is marked as just changed.
    pub(super) changed: bool,
    /// Whether it is marked as just copied.
    pub(super) copied: bool,
    /// Now, for the age.
    pub(super) now: Timestamp,
}

/// The elements of a row that are written to.
pub(super) struct AddressRow {
    row: El,
    address: El,
    copy: El,
    copy_icon: El,
    region: El,
    machine: El,
    age: El,
    age_text: El,
    exact: El,
    busy: El,
    more: El,
    sheet: El,
    buttons: [El; 4],
    shown: RefCell<Option<Shown>>,
}

impl AddressRow {
    /// A row that shows nothing yet. Its buttons say by `data-act` what they do;
    /// the table listens for all rows.
    pub(super) fn new() -> Self {
        let address = el("span").class("addr");
        let copy_icon = El::svg("path");
        let drawing = El::svg("svg")
            .class("icon")
            .attr("viewBox", "0 0 16 16")
            .attr("aria-hidden", "true");
        let copy = button("icon-btn copy", COPY)
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
        let buttons = ACTIONS.map(|act| {
            button("btn btn-quiet", act.verb())
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
        let shown = RefCell::new(None);
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
            shown,
        }
    }

    /// The row itself.
    pub(super) fn element(&self) -> HtmlElement {
        self.row.node_as()
    }

    /// Takes the row out of view.
    pub(super) fn hide(&self) {
        if self.shown.borrow_mut().take().is_some() {
            set(&self.row, "hidden", Some(""));
        }
    }

    /// Shows an address, writing only what differs from what the row shows now.
    pub(super) fn show(&self, next: Shown) {
        let mut shown = self.shown.borrow_mut();
        if shown.as_ref() == Some(&next) {
            return;
        }
        let last = shown.as_ref();
        let differs = |part: fn(&Shown, &Shown) -> bool| last.is_none_or(|last| part(last, &next));
        if last.is_none() {
            set(&self.row, "hidden", None);
        }
        if differs(|a, b| a.index != b.index) {
            // The first row below the head is the second of the table.
            set(
                &self.row,
                "aria-rowindex",
                Some(&(next.index + 2).to_string()),
            );
        }
        if differs(|a, b| a.ip.address != b.ip.address) {
            self.write_address(next.ip.address);
        }
        if differs(|a, b| a.ip.region != b.ip.region) {
            self.region
                .node()
                .set_text_content(Some(next.ip.region.short()));
            set(&self.region, "title", Some(&full_name(&next.ip.region)));
        }
        if differs(|a, b| a.ip.machine != b.ip.machine) {
            self.write_machine(&next.ip);
        }
        if differs(|a, b| a.ip.claimed != b.ip.claimed || a.now != b.now) {
            self.write_age(&next.ip.claimed, next.now);
        }
        if differs(|a, b| a.busy != b.busy || a.ip.machine.is_some() != b.ip.machine.is_some()) {
            self.write_actions(&next.ip, next.busy);
        }
        if differs(|a, b| a.changed != b.changed) {
            set(&self.row, "data-changed", next.changed.then_some(""));
        }
        if differs(|a, b| a.copied != b.copied) {
            set(&self.copy, "data-copied", next.copied.then_some(""));
            let icon = if next.copied { Icon::CHECK } else { Icon::COPY };
            set(&self.copy_icon, "d", Some(icon.path()));
        }
        *shown = Some(next);
    }

    fn write_address(&self, address: Address) {
        let text = address.to_string();
        let sheet = ["actions-", &text].concat();
        self.address.node().set_text_content(Some(&text));
        set(&self.row, "data-ip", Some(&text));
        set(&self.copy, "aria-label", Some(&[COPY, " ", &text].concat()));
        set(&self.more, "id", Some(&more_id(address)));
        set(
            &self.more,
            "aria-label",
            Some(&["Actions for ", &text].concat()),
        );
        set(&self.more, "popovertarget", Some(&sheet));
        set(&self.sheet, "id", Some(&sheet));
        set(&self.sheet, "data-ip", Some(&text));
        for (button, act) in self.buttons.iter().zip(ACTIONS) {
            set(button, "id", Some(&action_id(act, address)));
            set(
                button,
                "aria-label",
                Some(&[act.verb(), " ", &text].concat()),
            );
            set(button, "popovertarget", Some(&sheet));
        }
    }

    fn write_machine(&self, ip: &PublicIp) {
        let id = ip.machine.as_ref().map(|machine| machine.as_str());
        set(
            &self.machine,
            "class",
            Some(if id.is_some() {
                "machine"
            } else {
                "chip chip-idle"
            }),
        );
        set(&self.machine, "title", id);
        self.machine
            .node()
            .set_text_content(Some(id.unwrap_or(IDLE)));
    }

    /// How long ago, with the exact time as tooltip and for screen readers.
    fn write_age(&self, claimed: &Claimed, now: Timestamp) {
        let (text, exact, iso) = match claimed {
            Claimed::At(at) => (at.relative(now), Some(at.exact()), Some(at.iso())),
            Claimed::Unreadable(text) => (text.clone(), None, None),
        };
        self.age_text.node().set_text_content(Some(&text));
        self.exact.node().set_text_content(
            exact
                .as_ref()
                .map(|exact| [", ", exact].concat())
                .as_deref(),
        );
        set(&self.age, "title", exact.as_deref());
        set(&self.age, "datetime", iso.as_deref());
    }

    /// What can be done now by the capability table, or what is being done.
    fn write_actions(&self, ip: &PublicIp, busy: Option<Operation>) {
        set(&self.row, "aria-busy", busy.map(|_| "true"));
        self.busy
            .node()
            .set_text_content(busy.map(Operation::progress));
        set(&self.busy, "hidden", busy.is_none().then_some(""));
        set(&self.more, "hidden", busy.map(|_| ""));
        set(&self.sheet, "hidden", busy.map(|_| ""));
        for (button, (_, allowed)) in self.buttons.iter().zip(actions(ip, None)) {
            set(button, "hidden", allowed.is_err().then_some(""));
        }
    }
}

/// What a press in the table is about: the address of the row and the name of the act.
pub(super) fn pressed(target: &web_sys::Element) -> Option<(Address, Act)> {
    let button = target.closest("[data-act]").ok()??;
    let row = button.closest("[data-ip][role=row]").ok()??;
    let address = row.get_attribute("data-ip")?.parse().ok()?;
    let name = button.get_attribute("data-act")?;
    let operation = ACTIONS.into_iter().find(|act| act.verb() == name);
    Some((address, operation.map_or(Act::Copy, Act::Open)))
}

/// What a button of a row does.
pub(super) enum Act {
    /// Copies the address.
    Copy,
    /// Opens the form of an operation.
    Open(Operation),
}

/// The element with the focus, if it is in this row.
pub(super) fn holds_focus(row: &AddressRow) -> bool {
    crate::browser::focus::current()
        .is_some_and(|focused| row.element().contains(Some(focused.unchecked_ref())))
}

fn button(class: &str, act: &str) -> El {
    el("button")
        .class(class)
        .attr("type", "button")
        .attr("data-act", act)
}

fn full_name(region: &Region) -> String {
    match region.city() {
        Some(city) => [region.name(), ", ", city].concat(),
        None => region.name().to_owned(),
    }
}

/// Sets an attribute, or takes it away.
fn set(element: &El, name: &'static str, value: Option<&str>) {
    let written = match value {
        Some(value) => element.node().set_attribute(name, value),
        None => element.node().remove_attribute(name),
    };
    debug_assert!(written.is_ok(), "{name} is the name of an attribute");
}
