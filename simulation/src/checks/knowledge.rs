//! What one page can know of the account, from what was sent to it.

use std::collections::{BTreeMap, BTreeSet};

use model::domain::{Address, PublicIp};
use model::state::AddressList;

use super::refreshes::Known;
use crate::rules::{Rule, require};
use crate::world::history::by_address;
use crate::world::service::{Truth, is_in};

#[derive(Default)]
pub(crate) struct Knowledge {
    /// When an address was last changed by anything but an operation under way here.
    others: BTreeMap<Address, usize>,
    /// Addresses that the page may rightly show otherwise than they are, and since when.
    pub(crate) doubtful: BTreeMap<Address, usize>,
    /// When the page last had a change of an address under way.
    pub(crate) locked: BTreeMap<Address, usize>,
    /// By which request an address was claimed, and when.
    pub(crate) claims: BTreeMap<Address, (u32, usize)>,
    /// Something was changed whose outcome this page has not reported.
    pub(crate) has_unreported: bool,
}

impl Knowledge {
    /// Something has changed addresses at a moment.
    pub(crate) fn changed(
        &mut self,
        addresses: &[Address],
        moment: usize,
        is_own: bool,
        claim: Option<u32>,
    ) {
        for address in addresses {
            if !is_own {
                self.others.insert(*address, moment);
                self.doubtful.insert(*address, moment);
                self.has_unreported = true;
            }
            self.claims.remove(address);
            if let Some(claim) = claim {
                self.claims.insert(*address, (claim, moment));
                self.doubtful.insert(*address, moment);
            }
        }
    }

    /// Whether only operations under way here have changed an address since a moment.
    pub(crate) fn is_ours_since(&self, address: Address, moment: usize) -> bool {
        self.others.get(&address).is_none_or(|at| *at < moment)
    }

    /// The page cannot know what an address is now.
    pub(crate) fn doubt(&mut self, address: Address, moment: usize) {
        self.doubtful.insert(address, moment);
        self.has_unreported = true;
    }

    /// Settles the doubts from before a list was requested. Where a change was
    /// under way meanwhile, its answer may be older than the list, and so may the
    /// state that is shown again when it was not made.
    pub(crate) fn settle_doubts(&mut self, known: Known) {
        if !known.is_claiming {
            let is_newer = |moment: Option<&usize>| moment.is_some_and(|at| *at >= known.since);
            let locked = &self.locked;
            self.doubtful
                .retain(|address, since| is_newer(Some(since)) || is_newer(locked.get(address)));
        }
    }

    /// What the page shows is true, but for what is locked, or changed by others since it was read.
    pub(crate) fn check_rows(
        &self,
        truth: &Truth,
        list: &AddressList,
        is_locked: impl Fn(Address) -> bool,
    ) {
        let mut held = by_address(truth.held());
        held.retain(|_, ip| is_in(list.query(), ip));
        let columns = list.columns();
        let mut shown = BTreeSet::new();
        let is_certain = |address| !is_locked(address) && !self.doubtful.contains_key(&address);
        for row in list.rows() {
            let ip: PublicIp = columns.ip(*row);
            require!(
                Rule::RowsAreTrue,
                is_in(list.query(), &ip),
                "of another tab: {ip:?}"
            );
            require!(
                Rule::RowsAreTrue,
                shown.insert(ip.address),
                "shown twice: {ip:?}"
            );
            // Only a page with an odd item names an address that is not IPv4.
            if ip.address.is_ipv4() && is_certain(ip.address) {
                let held = held.get(&ip.address);
                require!(
                    Rule::RowsAreTrue,
                    held == Some(&&ip),
                    "shown: {ip:?}; held: {held:?}"
                );
            }
        }
        if list.covers(list.query()) {
            for ip in held.values() {
                let is_shown = shown.contains(&ip.address) || !is_certain(ip.address);
                require!(Rule::RowsAreTrue, is_shown, "not shown: {ip:?}");
            }
        }
    }
}
