//! Takes up the work of an earlier session: what was done, what the list says now, what to do next.

use std::cell::Cell;

use model::domain::{Address, Operation, format_count};
use model::state::{
    Bulk, Found, LookUp, OpenBulk, OpenChange, OpenItem, OpenSwap, OpenWork, Ticket,
};
use model::wire::{Effect, Outcome};
use reactive_graph::graph::untrack;

use super::{Told, WorkId};
use crate::App;
use crate::task::{follow, spawn};
use crate::toasts::Toast;

/// What is told of some work that is not settled, in a sentence.
fn describe_told(work: &OpenWork) -> Option<String> {
    match work {
        // Its own card shows it.
        OpenWork::Claim(_) => None,
        OpenWork::Swap(OpenSwap {
            addresses: [one, other],
            ..
        }) => Some(format!("The swap of {one} and {other} stopped halfway.")),
        OpenWork::Bulk(bulk) => Some(format!("{} was interrupted.", bulk_title(bulk))),
        OpenWork::Change(OpenChange { operation, address }) => Some(format!(
            "{} {address} isn't confirmed.",
            operation.progress().trim_end_matches('…')
        )),
    }
}

/// `Releasing 6 addresses`.
fn bulk_title(open: &OpenBulk) -> String {
    let gerund = open.operation.progress().trim_end_matches('…');
    let noun = if open.items.len() == 1 {
        "address"
    } else {
        "addresses"
    };
    format!("{gerund} {} {noun}", format_count(open.items.len()))
}

impl App {
    /// Takes up what waits, keeps what is under way, and has the browser ask before it is left.
    pub(crate) fn follow_open_work(self) {
        let take_up = move |id, work| self.take_up(id, work);
        self.open_work
            .start(Box::new(take_up), move || self.dialog.id());
        let kept = Cell::new(None);
        follow(move || {
            let work = self.bulk.open_work();
            untrack(|| self.open_work.keep(&kept, work.map(OpenWork::Bulk)));
        });
        follow(move || {
            let is_bulk_running = self.bulk.with(|bulk| bulk.is_some_and(Bulk::is_running));
            let is_under_way = self.changes.is_busy() || is_bulk_running;
            let asks = self.session.is_live() && is_under_way;
            self.ports.device.ask_before_leaving(asks);
        });
    }

    /// `false` while something of its kind is under way.
    pub(crate) fn take_up(self, id: WorkId, work: OpenWork) -> bool {
        match work {
            OpenWork::Claim(sent) => return self.claim.resume(id, sent),
            OpenWork::Swap(swap) => spawn(self.take_up_swap(id, swap)),
            OpenWork::Bulk(bulk) => spawn(self.take_up_bulk(id, bulk)),
            OpenWork::Change(change) => spawn(self.take_up_change(id, change)),
        }
        true
    }

    /// Reads the list for some addresses. A read that failed has found nothing. `None` when the
    /// session has ended.
    async fn look_up(self, addresses: Vec<Address>) -> Option<LookUp> {
        let mut look_up = LookUp::new(addresses);
        let began = Ticket::latest();
        loop {
            let answer = self.requests.send(look_up.request(), None).await?;
            let page = self.list.read_page(answer, began);
            if !page.is_ok_and(|page| look_up.receive(page)) {
                return Some(look_up);
            }
        }
    }

    async fn take_up_swap(self, id: WorkId, open: OpenSwap) {
        let Some(look_up) = self.look_up(open.addresses.into()).await else {
            return;
        };
        let found = open.addresses.map(|address| look_up.found(address));
        let toast = self.changes.report_open_swap(&open, &found);
        match toast {
            Some(toast) => self.open_work.forget_with(Told::Toast(toast), id),
            None => self.open_work.forget(id),
        }
    }

    /// Says what became of an address whose change was sent. It stays if that is still not known.
    async fn take_up_change(self, id: WorkId, OpenChange { operation, address }: OpenChange) {
        let Some(look_up) = self.look_up(vec![address]).await else {
            return;
        };
        let found = look_up.found(address);
        let progress = operation.progress().trim_end_matches('…');
        let title = format!("{progress} {address} was interrupted");
        let toast = Toast::error(title, self.changes.describe_found(address, &found));
        if found == Found::Unknown {
            let toast = toast.with_outcome(Outcome::Failed(Effect::Unknown));
            let toast = self.toasts.add(toast);
            self.open_work.forget_with(Told::Toast(toast), id);
        } else {
            self.toasts.add(toast);
            self.open_work.forget(id);
        }
    }

    /// Says how far an operation on many addresses is, and selects what is left of it.
    async fn take_up_bulk(self, id: WorkId, open: OpenBulk) {
        let sent: Vec<_> = open.addresses(OpenItem::Sent).collect();
        let Some(look_up) = self.look_up(sent.clone()).await else {
            return;
        };
        let done = if open.operation == Operation::Release {
            "released"
        } else {
            "unassigned"
        };
        let count = |item| open.addresses(item).count();
        let mut left: Vec<_> = [OpenItem::Left, OpenItem::Failed]
            .into_iter()
            .flat_map(|item| open.addresses(item))
            .collect();
        let mut details = format!(
            "{} of {} {done}",
            format_count(count(OpenItem::Done)),
            format_count(open.items.len())
        );
        for (item, word) in [
            (OpenItem::Failed, "failed"),
            (OpenItem::Left, "not started"),
        ] {
            match count(item) {
                0 => {}
                count => details.push_str(&format!(", {} {word}", format_count(count))),
            }
        }
        details.push('.');
        for address in sent {
            let became = match (look_up.found(address), open.operation) {
                (Found::Listed(ip), Operation::Unassign) if ip.machine.is_none() => done,
                (Found::Listed(_), _) => {
                    left.push(address);
                    "not done"
                }
                (Found::NotListed, _) => "no longer your team's",
                (Found::Unknown, _) => "not known",
            };
            details.push_str(&format!(" {address}: {became}."));
        }
        // The URL may have brought back the selection that it began with.
        let is_other = self.selection.with(|selection| {
            let is_of_it = |address| open.items.iter().any(|(it, _)| *it == address);
            !selection.addresses().all(is_of_it)
        });
        if !left.is_empty() && !is_other {
            self.selection.select(&left);
            details.push_str(" What is left is selected.");
        }
        let title = format!("{} was interrupted", bulk_title(&open));
        let toast = self.toasts.add(Toast::error(title, details).sticky());
        self.open_work.forget_with(Told::Toast(toast), id);
    }

    /// What is open, a sentence each: it would be cut off.
    #[must_use]
    pub fn describe_open_work(self) -> Vec<String> {
        if !self.session.is_live() {
            return Vec::new();
        }
        let mut open: Vec<_> = self.claim.describe_open().into_iter().collect();
        let in_flight = self.changes.in_flight();
        let mut rows: Vec<_> = in_flight.rows().to_vec();
        let is_bulk_open = self.bulk.open_work().is_some();
        self.bulk.with(|bulk| {
            if let Some(bulk) = bulk.filter(|_| is_bulk_open) {
                open.push(format!("{}: {}.", bulk.title(), bulk.progress()));
                rows.retain(|(address, _)| {
                    let mut items = bulk.items().iter();
                    !items.any(|item| item.confirmed.address() == *address)
                });
            }
        });
        for (address, operation) in rows {
            let progress = operation.progress().trim_end_matches('…');
            open.push(format!("{progress} {address}."));
        }
        open.extend(self.open_work.told().iter().filter_map(describe_told));
        open
    }
}
