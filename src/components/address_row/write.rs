//! What is written into a row.

use model::domain::{Address, Claimed, Operation, PublicIp, Region, Timestamp, actions};

use super::ACTIONS;
use super::cells::Cells;
use super::press::COPY;
use crate::store::{action_id, more_id};
use crate::ui::El;

const IDLE: &str = "Idle";

impl Cells {
    pub(super) fn write_address(&self, address: Address) {
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

    pub(super) fn write_machine(&self, ip: &PublicIp) {
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
    pub(super) fn write_age(&self, claimed: &Claimed, now: Timestamp) {
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
    pub(super) fn write_actions(&self, ip: &PublicIp, busy: Option<Operation>) {
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

    pub(super) fn write_region(&self, region: &Region) {
        self.region.node().set_text_content(Some(region.short()));
        set(&self.region, "title", Some(&full_name(region)));
    }
}

fn full_name(region: &Region) -> String {
    match region.city() {
        Some(city) => [region.name(), ", ", city].concat(),
        None => region.name().to_owned(),
    }
}

/// Sets an attribute, or takes it away.
pub(super) fn set(element: &El, name: &'static str, value: Option<&str>) {
    let written = match value {
        Some(value) => element.node().set_attribute(name, value),
        None => element.node().remove_attribute(name),
    };
    debug_assert!(written.is_ok(), "{name} is the name of an attribute");
}
