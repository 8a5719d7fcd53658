//! Edits made here, for pages that do not contain them yet.

use super::Ticket;
use crate::domain::{Address, Claimed, PublicIp};

/// The edits, one for each address, the newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LocalEdits(Vec<LocalEdit>);

/// What happened to an address here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LocalEdit {
    pub(crate) address: Address,
    /// The date of the claim, if known: a released address may be claimed again.
    claimed: Option<Claimed>,
    /// The newest ticket at that time: a page under it, or an older one, may lack the edit.
    made_at: Ticket,
    /// The newest ticket when the address was added here; `None` if a page brought it.
    pub(crate) added: Option<Ticket>,
    /// The address since then; `None` if released.
    pub(crate) now: Option<PublicIp>,
}

impl LocalEdit {
    /// Whether it was made to this claim of the address, or a later one.
    pub(crate) fn applies_to(&self, ip: &PublicIp) -> bool {
        let is_earlier = |claimed: &Claimed| claimed.is_before(&ip.claimed);
        self.address == ip.address && !self.claimed.as_ref().is_some_and(is_earlier)
    }
}

impl LocalEdits {
    /// Records what an address is from now on, and whether it had a row before.
    pub(crate) fn record(
        &mut self,
        address: Address,
        mut claimed: Option<Claimed>,
        now: Option<PublicIp>,
        was_here: bool,
    ) {
        let made_at = Ticket::latest();
        let mut added = Some(made_at).filter(|_| !was_here);
        self.0.retain(|edit| {
            let is_other = edit.address != address;
            if !is_other && was_here {
                added = edit.added;
                claimed = claimed.take().or_else(|| edit.claimed.clone());
            }
            is_other
        });
        self.0.push(LocalEdit {
            address,
            claimed,
            made_at,
            added,
            now,
        });
    }

    /// Reverts an address to what it was before, if this edit is its last.
    pub(crate) fn revert(&mut self, shown: &PublicIp, before: &PublicIp) {
        for edit in &mut self.0 {
            if edit.now.as_ref() == Some(shown) {
                edit.now = Some(before.clone());
            }
        }
    }

    /// The edited addresses that are not released, as they are since then.
    pub(crate) fn current(&self) -> impl Iterator<Item = &PublicIp> {
        self.0.iter().filter_map(|edit| edit.now.as_ref())
    }

    /// The edits that an answer under this ticket may lack.
    pub(crate) fn since(&self, ticket: Ticket) -> Vec<LocalEdit> {
        self.0
            .iter()
            .filter(|edit| edit.made_at >= ticket)
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
        let added = |changes: &LocalEdits| -> Vec<(Address, bool)> {
            let all = changes.0.iter();
            all.map(|edit| (edit.address, edit.added.is_some()))
                .collect()
        };
        changes.record(claimed, None, None, false);
        assert_eq!(added(&changes), [(claimed, true)]);
        changes.record(listed, None, None, true);
        assert_eq!(added(&changes), [(claimed, true), (listed, false)]);
        changes.record(claimed, None, None, true);
        assert_eq!(added(&changes), [(listed, false), (claimed, true)]);
    }
}
