//! What must hold once everything has arrived and the list was loaded to its end.

use model::domain::PublicIp;

use crate::rules::{Rule, require};
use crate::tab::Tab;
use crate::world::service::Truth;

impl Tab {
    pub(crate) fn check_at_rest(&self, truth: &Truth) {
        let app = self.app();
        let doubtful = &self.seen.knowledge.doubtful;
        require!(
            Rule::RestIsTrue,
            doubtful.is_empty(),
            "not known: {doubtful:?}"
        );
        let in_flight = app.changes.in_flight();
        require!(Rule::LocksAreTrue, !in_flight.is_busy(), "{in_flight:?}");
        app.list.with(|list| {
            let columns = list.columns();
            let rows = list.rows().iter();
            let shown: Vec<PublicIp> = rows.map(|row| columns.ip(*row)).collect();
            let held: Vec<PublicIp> = truth.listed(list.query()).into_iter().cloned().collect();
            require!(
                Rule::RestIsTrue,
                shown == held,
                "shown: {shown:?}; held: {held:?}"
            );
            app.selection.with(|selection| {
                for address in selection.addresses() {
                    let is_there = list.get(address).is_some();
                    require!(Rule::SelectionIsTrue, is_there, "{address} is selected");
                }
            });
            let usage = app.list.usage_counts(None);
            let idle = held.iter().filter(|ip| ip.machine.is_none()).count();
            let is_right = usage.idle + usage.disputed == idle;
            require!(Rule::CountsAreTrue, is_right, "{usage:?}, not {idle} idle");
            let assigned = usage.assigned + usage.orphaned;
            let is_right = assigned == held.len() - idle;
            require!(
                Rule::CountsAreTrue,
                is_right,
                "{usage:?}, not {} in all",
                held.len()
            );
        });
    }
}
