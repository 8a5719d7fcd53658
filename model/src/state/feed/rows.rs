//! The rows of a list, in its order, no address twice.

use std::collections::BTreeSet;

use crate::domain::{Address, Claimed, PublicIp};
use crate::wire::Order;

/// The rows, and which addresses are among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rows {
    order: Order,
    rows: Vec<PublicIp>,
    known: BTreeSet<Address>,
}

impl Rows {
    /// No rows.
    pub(super) fn new(order: Order) -> Self {
        Self {
            order,
            rows: Vec::new(),
            known: BTreeSet::new(),
        }
    }

    /// All of them, in order.
    pub(super) fn as_slice(&self) -> &[PublicIp] {
        &self.rows
    }

    /// The row of an address.
    pub(super) fn get(&self, address: Address) -> Option<&PublicIp> {
        self.known
            .contains(&address)
            .then(|| self.rows.iter().find(|row| row.address == address))
            .flatten()
    }

    /// Adds what the service sent next, unless it is there already.
    pub(super) fn push(&mut self, ip: PublicIp) {
        if self.known.insert(ip.address) {
            self.rows.push(ip);
        }
    }

    /// Shows an address as it is now, in its place.
    ///
    /// # Errors
    /// The address itself when it has no row.
    pub(super) fn update(&mut self, ip: PublicIp) -> Result<(), PublicIp> {
        match self.rows.iter_mut().find(|row| row.address == ip.address) {
            Some(row) => {
                // An address cannot change its region, so an answer without one does not move it.
                *row = PublicIp {
                    region: row.region.clone(),
                    ..ip
                };
                Ok(())
            }
            None => Err(ip),
        }
    }

    /// Puts a new address where its date belongs, if that place is loaded: when
    /// the list has `ended`, or before the last date that it has `reached`.
    pub(super) fn place(&mut self, ip: PublicIp, ended: bool, reached: Option<&Claimed>) {
        let before = |old: &Claimed| self.stands_before(&ip.claimed, old);
        let at = match self.rows.iter().position(|row| before(&row.claimed)) {
            Some(at) => at,
            None if ended || reached.is_some_and(before) => self.rows.len(),
            None => return,
        };
        if self.known.insert(ip.address) {
            self.rows.insert(at, ip);
        }
    }

    /// Takes an address out.
    pub(super) fn remove(&mut self, address: Address) {
        if self.known.remove(&address) {
            self.rows.retain(|row| row.address != address);
        }
    }

    /// Whether a new date comes before one of the service's. One that cannot be
    /// read tells nothing, and then the new address counts as the newest.
    fn stands_before(&self, new: &Claimed, old: &Claimed) -> bool {
        match (new, old, self.order) {
            (Claimed::At(new), Claimed::At(old), Order::Desc) => new >= old,
            (Claimed::At(new), Claimed::At(old), Order::Asc) => new < old,
            (Claimed::Unreadable(_), _, order) | (_, Claimed::Unreadable(_), order) => {
                order == Order::Desc
            }
        }
    }
}
