//! The rows of a list, in its order, no address twice.

use super::tail::Ticket;
use crate::domain::{Address, Claimed, MachineId, PublicIp};
use crate::state::{Columns, Row};
use crate::wire::Order;

/// The addresses, and the order they stand in.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    order: Order,
    rows: Vec<Row>,
    columns: Columns,
    /// Drawn anew whenever an address comes, goes or changes.
    changed: Ticket,
}

impl Rows {
    /// No rows.
    pub(crate) fn new(order: Order) -> Self {
        Self {
            order,
            rows: Vec::new(),
            columns: Columns::default(),
            changed: Ticket::draw(),
        }
    }

    /// All of them, in order.
    pub(crate) fn as_slice(&self) -> &[Row] {
        &self.rows
    }

    /// What they hold.
    pub(crate) fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The mark of the last change.
    pub(crate) fn revision(&self) -> Ticket {
        self.changed
    }

    /// Whether an address has a row.
    pub(crate) fn contains(&self, address: Address) -> bool {
        self.columns.find(address).is_some()
    }

    /// When an address was claimed, if it has a row.
    pub(crate) fn claimed(&self, address: Address) -> Option<Claimed> {
        let row = self.columns.find(address)?;
        Some(self.columns.claimed_date(row))
    }

    /// Adds what the service sent next, unless it is there already.
    pub(crate) fn push(&mut self, ip: &PublicIp) {
        if !self.contains(ip.address) {
            self.rows.push(self.columns.insert(ip));
            self.changed = Ticket::draw();
        }
    }

    /// Makes room for so many more, and no more than that.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.rows.reserve_exact(more);
        self.columns.reserve(more);
    }

    /// Adds an address of another list that has no row here.
    pub(crate) fn copy(&mut self, other: &Columns, row: Row) {
        self.rows.push(self.columns.copy(other, row));
        self.changed = Ticket::draw();
    }

    /// Shows an address as it is now, in its place; `false` when it has no row.
    /// It keeps its region and its date, so an answer that leaves them out does not move it.
    pub(crate) fn update(&mut self, ip: &PublicIp) -> bool {
        let row = self.columns.find(ip.address);
        if let Some(row) = row {
            let machine = ip.machine.as_ref().map_or("", MachineId::as_str);
            self.columns.set_machine(row, machine);
            self.changed = Ticket::draw();
        }
        row.is_some()
    }

    /// Puts a new address where its date belongs, if that place is loaded: when
    /// the list has `ended`, or before the last date that it has `reached`.
    pub(crate) fn insert_by_date(&mut self, ip: &PublicIp, ended: bool, reached: Option<&Claimed>) {
        let before = |old: &Claimed| self.comes_before(&ip.claimed, old);
        let is_after = |row: &Row| before(&self.columns.claimed_date(*row));
        let at = match self.rows.iter().position(is_after) {
            Some(at) => at,
            None if ended || reached.is_some_and(before) => self.rows.len(),
            None => return,
        };
        if !self.contains(ip.address) {
            self.rows.insert(at, self.columns.insert(ip));
            self.changed = Ticket::draw();
        }
    }

    /// Takes an address out.
    pub(crate) fn remove(&mut self, address: Address) {
        if let Some(row) = self.columns.find(address) {
            self.columns.remove(row);
            self.rows.retain(|other| *other != row);
            self.changed = Ticket::draw();
        }
    }

    /// Whether a new date comes before one of the service's. One that cannot be
    /// read tells nothing, and then the new address counts as the newest.
    fn comes_before(&self, new: &Claimed, old: &Claimed) -> bool {
        match (new, old, self.order) {
            (Claimed::At(new), Claimed::At(old), Order::Desc) => new >= old,
            (Claimed::At(new), Claimed::At(old), Order::Asc) => new < old,
            (Claimed::Unreadable(_), _, order) | (_, Claimed::Unreadable(_), order) => {
                order == Order::Desc
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_made_for_the_order_too() {
        let mut rows = Rows::new(Order::Desc);
        rows.reserve(1_000);
        assert!(rows.rows.capacity() >= 1_000);
    }
}
