//! Updates of the list after changes in this page.

use model::domain::{Address, PublicIp};
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
        self.machines.recheck_orphan(&ip);
        if let Some(all) = &mut *self.load_all.machine.borrow_mut() {
            all.upsert(ip.clone());
        }
        self.list.update(|list| list.upsert(ip));
    }

    /// Shows an address after a change, and marks it.
    pub(crate) fn put_changed(&'static self, ip: PublicIp) {
        self.last_changed.set(ip.address);
        self.put(ip);
    }

    /// Shows and counts a claimed address, and marks it. One in the list was
    /// released and claimed again, so it is counted already.
    pub(crate) fn put_claimed(&'static self, ip: PublicIp) {
        if self.get(ip.address).is_none() {
            self.region_counts.update(|counts| counts.add(&ip.region));
        }
        self.put_changed(ip);
    }

    /// Removes a released address from list and counts, unless the list shows
    /// it as claimed again since.
    pub(crate) fn remove_released(&self, ip: &PublicIp) {
        let shown = self.get(ip.address);
        if shown.is_some_and(|shown| ip.claimed.is_before(&shown.claimed)) {
            return;
        }
        self.region_counts
            .update(|counts| counts.remove(&ip.region));
        if let Some(all) = &mut *self.load_all.machine.borrow_mut() {
            all.remove(ip.address);
        }
        self.list.update(|list| list.remove(ip.address));
    }
}
