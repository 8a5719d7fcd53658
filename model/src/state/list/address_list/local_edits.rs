//! Edits made here, and what was read of single addresses, for pages that do not contain them yet.

use super::Ticket;
use crate::domain::{Address, Claimed, PublicIp};

/// Lists in a row that may lack an edit because the service is slow to show it. What a later one
/// still lacks was changed elsewhere.
const MAX_LAGS: u8 = 3;

/// The edits, one for each address, the newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LocalEdits(Vec<LocalEdit>);

/// What happened to an address here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LocalEdit {
    pub(crate) address: Address,
    /// The date of the claim, if known: a released address may be claimed again.
    claimed: Option<Claimed>,
    /// The newest ticket at that time, or that of the read: a page under it, or an older one, may
    /// lack the edit.
    made_at: Ticket,
    /// The newest ticket when the address was added here; `None` if a page brought it.
    pub(crate) added: Option<Ticket>,
    /// The address since then; `None` if released.
    pub(crate) now: Option<PublicIp>,
    /// What a list that is behind may show instead, `None` without the address: what it was before
    /// this edit, and before earlier ones that no list has shown.
    earlier: Vec<Option<PublicIp>>,
    /// Lists that were behind; `None` once a list has shown the edit, or something else, and for
    /// what was read.
    lags: Option<u8>,
}

/// How the page came to know what an address is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// It was changed here, so a list that still shows what was before is behind.
    Change,
    /// It was read by requests that began at this ticket, changed elsewhere. A list that was begun
    /// later knows better.
    Read(Ticket),
    /// It was found by requests that began at this ticket, as one claimed here. A list that was
    /// begun later knows better, unless it is behind.
    Found(Ticket),
}

impl LocalEdit {
    /// Whether it was made to this claim of the address, or a later one.
    pub(crate) fn applies_to(&self, ip: &PublicIp) -> bool {
        let is_earlier = |claimed: &Claimed| claimed.is_before(&ip.claimed);
        self.address == ip.address && !self.claimed.as_ref().is_some_and(is_earlier)
    }

    /// Whether a list without the edit, requested after it, shows what was here before.
    fn is_behind(&self, listed: Option<&PublicIp>) -> bool {
        let is_of_this_claim = listed.is_none_or(|ip| self.applies_to(ip));
        let mut earlier = self.earlier.iter();
        self.lags.is_some()
            && is_of_this_claim
            && !is_same(self.now.as_ref(), listed)
            && earlier.any(|was| is_same(was.as_ref(), listed))
    }

    /// Whether a list may show this because of the edit alone, or for want of it.
    pub(crate) fn explains(&self, listed: Option<&PublicIp>) -> bool {
        self.lags.is_some_and(|lags| {
            is_same(self.now.as_ref(), listed) || lags < MAX_LAGS && self.is_behind(listed)
        })
    }

    /// Whether a list is behind for longer than a slow service explains.
    pub(crate) fn is_overdue(&self, listed: Option<&PublicIp>) -> bool {
        self.lags == Some(MAX_LAGS) && self.is_behind(listed)
    }
}

/// Whether both are there with the same machine, or neither is there.
fn is_same(one: Option<&PublicIp>, other: Option<&PublicIp>) -> bool {
    one.map(|ip| &ip.machine) == other.map(|ip| &ip.machine)
}

impl LocalEdits {
    /// Records what an address is from now on, whether it had a row before, and what it was then.
    pub(crate) fn record(
        &mut self,
        source: Source,
        address: Address,
        mut claimed: Option<Claimed>,
        now: Option<PublicIp>,
        was_here: bool,
        before: Option<PublicIp>,
    ) {
        let (made_at, mut earlier, mut lags) = match source {
            Source::Change => (Ticket::latest(), vec![before], Some(0)),
            Source::Read(began) => (began, Vec::new(), None),
            Source::Found(began) => (began, vec![before], Some(0)),
        };
        let mut added = Some(made_at).filter(|_| !was_here);
        self.0.retain_mut(|edit| {
            let is_other = edit.address != address;
            if !is_other && was_here {
                added = edit.added;
                claimed = claimed.take().or_else(|| edit.claimed.clone());
                if edit.lags.is_some() {
                    earlier.append(&mut edit.earlier);
                    lags = lags.or(edit.lags);
                }
            }
            is_other
        });
        self.0.push(LocalEdit {
            address,
            claimed,
            made_at,
            added,
            now,
            earlier,
            lags,
        });
    }

    /// Takes notice of a list that was begun at this ticket: it shows each older edit, or is behind,
    /// or shows what was changed elsewhere since.
    pub(crate) fn observe(&mut self, began: Ticket, get: impl Fn(Address) -> Option<PublicIp>) {
        for edit in self.0.iter_mut().filter(|edit| edit.made_at < began) {
            edit.lags = match edit.lags {
                Some(lags) if lags < MAX_LAGS && edit.is_behind(get(edit.address).as_ref()) => {
                    Some(lags + 1)
                }
                Some(_) | None => None,
            };
        }
    }

    /// The last edit of an address.
    pub(crate) fn of(&self, address: Address) -> Option<&LocalEdit> {
        self.0.iter().find(|edit| edit.address == address)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &LocalEdit> {
        self.0.iter()
    }

    /// Reverts an address to what it was before, if this edit is its last.
    pub(crate) fn revert(&mut self, shown: &PublicIp, before: &PublicIp) {
        for edit in &mut self.0 {
            if edit.now.as_ref() == Some(shown) {
                edit.now = Some(before.clone());
                // It may have been carried out, and be shown yet.
                edit.earlier.push(Some(shown.clone()));
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
        changes.record(Source::Change, claimed, None, None, false, None);
        assert_eq!(added(&changes), [(claimed, true)]);
        changes.record(Source::Change, listed, None, None, true, None);
        assert_eq!(added(&changes), [(claimed, true), (listed, false)]);
        changes.record(Source::Change, claimed, None, None, true, None);
        assert_eq!(added(&changes), [(listed, false), (claimed, true)]);
    }
}
