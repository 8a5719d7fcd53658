//! What the account has held, address by address, and who changed it.

use std::collections::BTreeMap;

use model::domain::{Address, PublicIp};

/// Who changes the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Author {
    /// A request of the panel, by its number.
    Request(u32),
    /// A colleague, with another client.
    Colleague,
}

/// One change of one address.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    /// The moment from which on it holds.
    pub(crate) moment: usize,
    pub(crate) author: Author,
    /// What the account holds then; none once it is released.
    pub(crate) now: Option<PublicIp>,
    before: Option<PublicIp>,
}

/// All changes of an account.
#[derive(Debug, Default)]
pub(crate) struct History(BTreeMap<Address, Vec<Event>>);

impl History {
    /// Records what a change has made of the addresses, and returns those that differ.
    pub(crate) fn record(
        &mut self,
        moment: usize,
        author: Author,
        before: &[PublicIp],
        after: &[PublicIp],
    ) -> Vec<Address> {
        let (before, after) = (by_address(before), by_address(after));
        let mut changed = Vec::new();
        for address in before.keys().chain(after.keys()) {
            let (was, is) = (before.get(address), after.get(address));
            if was != is && !changed.contains(address) {
                changed.push(*address);
                self.0.entry(*address).or_default().push(Event {
                    moment,
                    author,
                    now: is.map(|ip| (*ip).clone()),
                    before: was.map(|ip| (*ip).clone()),
                });
            }
        }
        changed
    }

    /// The changes of an address, the earliest first.
    pub(crate) fn of(&self, address: Address) -> &[Event] {
        self.0.get(&address).map_or(&[], Vec::as_slice)
    }

    /// The addresses that were changed after a moment.
    pub(crate) fn changed_after(&self, moment: usize) -> impl Iterator<Item = Address> {
        let is_later = move |event: &Event| event.moment > moment;
        let changed = self.0.iter();
        let changed = changed.filter(move |(_, events)| events.last().is_some_and(is_later));
        changed.map(|(address, _)| *address)
    }

    /// What the account held of an address at a moment, where `held` is what it holds now.
    pub(crate) fn at<'a>(
        &'a self,
        address: Address,
        moment: usize,
        held: Option<&'a PublicIp>,
    ) -> Option<&'a PublicIp> {
        let events = self.of(address);
        match events.iter().rfind(|event| event.moment <= moment) {
            Some(event) => event.now.as_ref(),
            None => match events.first() {
                Some(event) => event.before.as_ref(),
                None => held,
            },
        }
    }

    /// Whether an address was so at any moment since one.
    pub(crate) fn was_since(
        &self,
        address: Address,
        moment: usize,
        held: Option<&PublicIp>,
        is_so: impl Fn(Option<&PublicIp>) -> bool,
    ) -> bool {
        let later = self.of(address).iter().filter(|it| it.moment > moment);
        is_so(self.at(address, moment, held)) || later.into_iter().any(|it| is_so(it.now.as_ref()))
    }
}

/// Addresses by their numbers.
pub(crate) fn by_address(list: &[PublicIp]) -> BTreeMap<Address, &PublicIp> {
    list.iter().map(|ip| (ip.address, ip)).collect()
}
