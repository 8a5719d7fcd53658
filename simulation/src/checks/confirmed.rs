//! What a person has confirmed, and what the page has read last: a change goes out only while the two agree.

use std::collections::{BTreeMap, BTreeSet};

use model::domain::{Address, PublicIp};
use model::wire::{Method, Request, decode_address, decode_assignment, decode_page};

use super::observe::{Answered, changed_by, describe};
use crate::rules::{Rule, require};
use crate::tab::Tab;
use crate::world::service::Truth;

/// How old what was read may be when one of many is changed, in milliseconds.
const FRESH: i64 = 30_000;

/// An address as it was read last.
struct Read {
    ip: PublicIp,
    /// The moment at which its page was asked for.
    asked: usize,
    /// The moment at which the API gave it.
    read: usize,
    /// When it arrived, in milliseconds since the epoch.
    at: i64,
}

/// An address as it was confirmed.
struct Confirmed {
    ip: PublicIp,
    moment: usize,
}

/// What a page has read, and what its user has confirmed.
#[derive(Default)]
pub(crate) struct Confirmations {
    read: BTreeMap<Address, Read>,
    /// When each request was sent whose answer is not there yet.
    asked: BTreeMap<u32, usize>,
    /// What is confirmed of an address, alone and as one of many: each may wait for the other.
    confirmed: BTreeMap<(Address, bool), Confirmed>,
    /// Addresses whose change was confirmed and is under way: a swap changes each more than once.
    followed: BTreeSet<Address>,
    /// What the last change of an address from this page has left, as its answer said.
    left: BTreeMap<Address, PublicIp>,
}

impl Confirmations {
    /// What the last change of an address from this page has left, which an offer to undo it confirms.
    pub(crate) fn left(&self, address: Address) -> Option<PublicIp> {
        self.left.get(&address).cloned()
    }

    /// A person confirms a change of an address, as it is shown.
    pub(crate) fn confirm(&mut self, ip: &PublicIp, moment: usize, is_in_bulk: bool) {
        let confirmed = Confirmed {
            ip: ip.clone(),
            moment,
        };
        self.confirmed.insert((ip.address, is_in_bulk), confirmed);
    }

    fn confirmed(&self, address: Address) -> impl Iterator<Item = (bool, &Confirmed)> {
        let of = move |is_in_bulk| Some((is_in_bulk, self.confirmed.get(&(address, is_in_bulk))?));
        [false, true].into_iter().filter_map(of)
    }

    fn arrived(&mut self, answered: &Answered, now: i64) {
        let asked = self.asked.remove(&answered.id).unwrap_or_default();
        let Ok(body) = &answered.answer else { return };
        let items = match answered.request.method {
            Method::Get if answered.request.target.starts_with("/public-ips") => {
                decode_page(body).map(|page| page.items)
            }
            Method::Put => decode_assignment(body).map(|ip| {
                self.left.insert(ip.address, ip.clone());
                vec![ip]
            }),
            Method::Post => decode_address(body).map(|ip| vec![ip]),
            Method::Get | Method::Delete => return,
        };
        for ip in items.unwrap_or_default() {
            // An odd page says little of the account. Where it is the check itself, the change is
            // held back; if it went out all the same, it was not read again.
            let differs = |(_, it): (bool, &Confirmed)| !is_as_confirmed(&it.ip, &ip);
            if answered.is_odd && self.confirmed(ip.address).any(differs) {
                continue;
            }
            // A page that was asked for and given earlier, and arrives later, tells nothing newer.
            let given = answered.read;
            let is_newest = |read: &Read| read.asked <= asked || read.read <= given;
            if self.read.get(&ip.address).is_none_or(is_newest) {
                let (read, at) = (given, now);
                let address = ip.address;
                self.read.insert(
                    address,
                    Read {
                        ip,
                        asked,
                        read,
                        at,
                    },
                );
            }
        }
    }

    /// Holds a change that is sent for the first time against what was confirmed.
    fn check(&mut self, id: u32, request: &Request, now: i64) {
        let Some(address) = changed_by(request) else {
            return;
        };
        let read = self.read.get(&address);
        let is_same = |it: &Confirmed| read.is_some_and(|read| is_as_confirmed(&it.ip, &read.ip));
        let agreeing = self.confirmed(address).find(|(_, it)| is_same(it));
        if agreeing.is_none() && self.followed.contains(&address) {
            return;
        }
        // Of an address that is changed on, as in a swap or with a request sent once more, its user
        // has confirmed the first step.
        let Some((is_in_bulk, confirmed)) = agreeing.or(self.confirmed(address).next()) else {
            return;
        };
        require!(
            Rule::AsConfirmed,
            is_same(confirmed),
            "{}: confirmed: {:?}; read last: {:?}",
            describe(id, request),
            confirmed.ip,
            read.map(|read| &read.ip)
        );
        let is_read_again = read.is_some_and(|read| {
            let is_fresh = now - read.at <= FRESH;
            // A page that was asked for before may have been given since.
            let is_since = read.asked.max(read.read) >= confirmed.moment;
            is_since || is_in_bulk && is_fresh
        });
        let what = describe(id, request);
        let read = read.map(|read| (read.asked, now - read.at));
        require!(
            Rule::ReadFirst,
            is_read_again,
            "{what} without another look: confirmed at moment {}; read (asked at moment, ms ago): {read:?}",
            confirmed.moment
        );
        self.confirmed.remove(&(address, is_in_bulk));
        self.followed.insert(address);
    }
}

fn is_as_confirmed(confirmed: &PublicIp, read: &PublicIp) -> bool {
    let (before, now) = (&confirmed.claimed, &read.claimed);
    // A date that cannot be read differs from none.
    let is_other_claim = before.is_before(now) || now.is_before(before);
    confirmed.machine == read.machine && !is_other_claim
}

impl Tab {
    /// Follows what arrives and what is sent.
    pub(crate) fn observe_confirmed(
        &mut self,
        truth: &Truth,
        answered: Option<&Answered>,
        sent: &[(u32, Request)],
        now: i64,
    ) {
        let is_read_only = self.app().permissions.is_read_only();
        let in_flight = self.app().changes.in_flight();
        let bulk = self.app().bulk;
        let is_in_bulk = bulk.with(|bulk| bulk.is_some_and(|it| it.is_running()));
        let seen = &mut self.seen;
        if let Some(answered) = answered {
            seen.confirmations.arrived(answered, now);
        }
        for (id, request) in sent {
            seen.confirmations.asked.insert(*id, truth.moment);
            if request.method != Method::Get {
                let what = describe(*id, request);
                require!(Rule::ReadOnlyHolds, !is_read_only, "{what} while read-only");
            }
            seen.confirmations.check(*id, request, now);
        }
        let is_under_way = |address: &Address| in_flight.operation_on(*address).is_some();
        let of = &mut seen.confirmations;
        of.followed.retain(is_under_way);
        // What was confirmed and not sent is not confirmed any more.
        of.confirmed.retain(|(address, is_of_bulk), _| {
            if *is_of_bulk {
                is_in_bulk
            } else {
                is_under_way(address)
            }
        });
    }
}
