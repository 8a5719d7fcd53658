//! Pages that leave an item out or describe it oddly: what they say proves little, but never that an
//! assigned address is idle.

use model::domain::Address;
use model::state::AddressList;
use model::wire::decode_page;
use serde_json::Value;

use super::observe::{Answered, describe};
use super::refreshes::page as page_of_list;
use crate::record::count;
use crate::rules::{Rule, require};
use crate::tab::Tab;
use crate::world::service::Truth;

/// Every page that leads in a circle is the first, whichever was asked for.
const CIRCLE: &str = "\"nextPage\":\"again\"";

impl Tab {
    /// Follows a page that has arrived.
    pub(crate) fn observe_odd(&mut self, truth: &Truth, answered: &Answered) {
        let body = answered.answer.as_deref().unwrap_or_default();
        self.seen.has_looped |= body.contains(CIRCLE);
        if !answered.is_odd {
            return;
        }
        let locked = self.locked();
        let known = &self.seen.knowledge.doubtful;
        let is_certain = |address| !locked.contains(&address) && !known.contains_key(&address);
        for address in assigned_in(body) {
            let is_assigned = truth.get(address).is_some_and(|ip| ip.machine.is_some());
            let shown = self.app().list.get(address);
            let Some(shown) = shown.filter(|_| is_assigned && is_certain(address)) else {
                continue;
            };
            count("assigned in a page with an odd item");
            require!(
                Rule::OddIsAssigned,
                shown.machine.is_some(),
                "shown as idle: {shown:?}"
            );
        }
        self.seen.misled_at = Some(truth.moment);
        for ip in truth.held() {
            self.seen.knowledge.doubt(ip.address, truth.moment);
        }
    }

    /// A page with an item that cannot be read leaves no list that is called empty.
    pub(crate) fn check_empty(&self, answered: &Answered) {
        let body = answered.answer.as_deref();
        let page = body.ok().and_then(|body| decode_page(body).ok());
        let is_unreadable = page.is_some_and(|page| page.items.is_empty() && page.skipped > 0);
        if !is_unreadable || page_of_list(&answered.request).is_none() {
            return;
        }
        let list = self.app().list;
        let before = &answered.before;
        let was_empty = before.is_empty() && before.covers(before.query());
        let is_new = !was_empty || list.updated_at() != answered.updated_at;
        let is_empty = list.is_whole() && list.with(AddressList::is_empty);
        let what = describe(answered.id, &answered.request);
        require!(
            Rule::EmptyIsReadable,
            !is_new || !is_empty,
            "{what} has items"
        );
    }

    /// Whether a page has misled this one since a moment.
    pub(crate) fn is_misled_since(&self, moment: usize) -> bool {
        self.seen.misled_at.is_some_and(|at| at >= moment)
    }
}

/// The addresses of a page that have anything in place of a machine.
fn assigned_in(body: &str) -> Vec<Address> {
    let Ok(page) = serde_json::from_str::<Value>(body) else {
        return Vec::new();
    };
    let items = page["items"].as_array().into_iter().flatten();
    let assigned = items.filter(|item| {
        let machine = &item["assignedMachineId"];
        !machine.is_null() && machine.as_str() != Some("")
    });
    assigned
        .filter_map(|item| item["ip"].as_str()?.parse().ok())
        .collect()
}
