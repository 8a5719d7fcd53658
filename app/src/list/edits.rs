//! Updates of the list after changes in this page.

use model::domain::{Address, PublicIp};
use model::state::{AddressList, Ticket};
use model::wire::{Failure, Page};
use reactive_graph::traits::Update;

use super::ListSlice;

impl ListSlice {
    /// The address with a mark after a change in this page.
    #[must_use]
    pub fn last_changed(&self) -> Option<Address> {
        self.last_changed.get()
    }

    /// Shows an address as the API last described it, or as a change under way will make it.
    pub(crate) fn put(&'static self, ip: PublicIp) {
        self.show(ip, AddressList::upsert);
    }

    fn show(&'static self, ip: PublicIp, upsert: impl FnOnce(&mut AddressList, PublicIp)) {
        self.machines.note_change(ip.address, ip.machine_id());
        self.machines.recheck(&ip);
        if let Some(all) = &mut *self.load_all.machine.borrow_mut() {
            all.upsert(ip.clone());
        }
        self.list.update(|list| upsert(list, ip));
        self.update_region_counts();
    }

    /// Shows an address, changed elsewhere, as requests that began at this ticket
    /// have read it, and marks it. `false` if more is known of it by now.
    pub(crate) fn put_read(&'static self, ip: &PublicIp, began: Ticket) -> bool {
        let is_shown = self.update_if(|list| list.upsert_read(ip.clone(), began));
        if is_shown {
            self.mark_remote_changes([ip.address]);
            self.machines.recheck(ip);
            if let Some(all) = &mut *self.load_all.machine.borrow_mut() {
                all.upsert(ip.clone());
            }
            self.update_region_counts();
        }
        is_shown
    }

    /// The page of an answer, read for another purpose by requests that began at this ticket. What
    /// it says of addresses in the list is shown. An API that lags takes back no change made here.
    pub(crate) fn read_page(
        &'static self,
        answer: Result<String, Failure>,
        began: Ticket,
    ) -> Result<Page, Failure> {
        let page = self.decode(answer)?;
        self.show_changes(&page.items, began);
        Ok(page)
    }

    /// Shows addresses of the list as requests that began at this ticket have read them, where
    /// they were changed elsewhere. Returns those.
    pub(super) fn show_changes(&'static self, read: &[PublicIp], began: Ticket) -> Vec<Address> {
        let is_changed = |ip: &&PublicIp| {
            self.with(|list| list.is_changed_elsewhere(ip)) && self.put_read(ip, began)
        };
        let changed = read.iter().filter(is_changed);
        changed.map(|ip| ip.address).collect()
    }

    /// Shows an address after a change, and marks it.
    pub(crate) fn put_changed(&'static self, ip: PublicIp) {
        self.last_changed.set(ip.address);
        self.note_changed(ip.address, Some(&ip));
        self.put(ip);
    }

    /// Shows and counts a claimed address, and marks it.
    pub(crate) fn put_claimed(&'static self, ip: PublicIp) {
        // One in the list was released and claimed again, so it is counted.
        if self.get(ip.address).is_none() {
            self.count_claimed(&ip);
        }
        self.put_changed(ip);
    }

    /// Shows and counts an address claimed here, as requests that began at this ticket have found
    /// it, and marks it.
    pub(crate) fn put_found(&'static self, ip: PublicIp, began: Ticket) {
        if self.get(ip.address).is_none() {
            self.count_claimed(&ip);
        }
        self.last_changed.set(ip.address);
        self.show(ip, |list, ip| list.upsert_found(ip, began));
    }

    /// Counts a claimed address, shown by this or a page before.
    pub(crate) fn count_claimed(&self, ip: &PublicIp) {
        self.with(|list| self.region_counts.update(|counts| counts.add(ip, list)));
    }

    /// Takes back a change that was shown and not made, unless the address is
    /// known to be otherwise by now.
    pub(crate) fn revert(&self, shown: &PublicIp, before: &PublicIp) {
        if let Some(all) = &mut *self.load_all.machine.borrow_mut() {
            all.revert(shown, before);
        }
        self.machines
            .note_change(before.address, before.machine_id());
        self.list.update(|list| list.revert(shown, before));
    }

    /// Removes a released address from list and counts, unless the list shows
    /// it as claimed again since.
    pub(crate) fn remove_released(&self, ip: &PublicIp) {
        self.note_changed(ip.address, None);
        let shown = self.get(ip.address);
        if shown.is_some_and(|shown| ip.claimed.is_before(&shown.claimed)) {
            return;
        }
        self.with(|list| self.region_counts.update(|counts| counts.remove(ip, list)));
        if let Some(all) = &mut *self.load_all.machine.borrow_mut() {
            all.remove(ip.address);
        }
        self.machines.note_change(ip.address, None);
        self.list.update(|list| list.remove(ip.address));
        // A page may have left out its region, or named another.
        self.update_region_counts();
    }
}
