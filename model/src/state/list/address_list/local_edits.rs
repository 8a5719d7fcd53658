//! What was done here to the addresses of a list, for pages that do not know it yet.

use super::Ticket;
use crate::domain::{Address, Claimed, PublicIp};

/// The changes, each address once, the newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LocalEdits(Vec<LocalEdit>);

/// What was done to an address while the list was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LocalEdit {
    /// The address.
    pub(crate) address: Address,
    /// When it was claimed, if that is known: once released it can be claimed again.
    claimed: Option<Claimed>,
    /// The newest ticket then: a page of it, or of an older one, may not know of the change.
    at: Ticket,
    /// The newest ticket when the address was added to the list here; none when a page brought it.
    pub(crate) added: Option<Ticket>,
    /// The address since then; none when it was released.
    pub(crate) now: Option<PublicIp>,
}

impl LocalEdit {
    /// Whether it was done to this claim of the address, or a later one.
    pub(crate) fn is_of(&self, ip: &PublicIp) -> bool {
        let is_earlier = |claimed: &Claimed| claimed.is_before(&ip.claimed);
        self.address == ip.address && !self.claimed.as_ref().is_some_and(is_earlier)
    }
}

impl LocalEdits {
    /// Notes what an address is from now on, and whether it had a row before.
    pub(crate) fn record(
        &mut self,
        address: Address,
        mut claimed: Option<Claimed>,
        now: Option<PublicIp>,
        was_here: bool,
    ) {
        let at = Ticket::latest();
        let mut came = Some(at).filter(|_| !was_here);
        self.0.retain(|change| {
            let is_other = change.address != address;
            if !is_other && was_here {
                came = change.added;
                claimed = claimed.take().or_else(|| change.claimed.clone());
            }
            is_other
        });
        self.0.push(LocalEdit {
            address,
            claimed,
            at,
            added: came,
            now,
        });
    }

    /// The addresses that were changed and not released, as they are since then.
    pub(crate) fn current(&self) -> impl Iterator<Item = &PublicIp> {
        self.0.iter().filter_map(|change| change.now.as_ref())
    }

    /// The changes that an answer to this request may not know of.
    pub(crate) fn since(&self, ticket: Ticket) -> Vec<LocalEdit> {
        self.0
            .iter()
            .filter(|change| change.at >= ticket)
            .cloned()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_came_here_by_its_own_change_alone() {
        let [claimed, listed] = [7, 8].map(|last| Address::new(203, 0, 113, last));
        let mut changes = LocalEdits::default();
        let came = |changes: &LocalEdits| -> Vec<(Address, bool)> {
            let all = changes.0.iter();
            all.map(|change| (change.address, change.added.is_some()))
                .collect()
        };
        changes.record(claimed, None, None, false);
        assert_eq!(came(&changes), [(claimed, true)]);
        changes.record(listed, None, None, true);
        assert_eq!(came(&changes), [(claimed, true), (listed, false)]);
        changes.record(claimed, None, None, true);
        assert_eq!(came(&changes), [(listed, false), (claimed, true)]);
    }
}
