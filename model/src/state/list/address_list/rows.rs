//! The rows of a list, in its order.

use super::page_cursors::PageNumber;
use super::tail::Ticket;
use crate::domain::{Address, Assignee, Claimed, PublicIp};
use crate::state::{Columns, Row};
use crate::wire::Order;

/// The rows, no address twice.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    order: Order,
    rows: Vec<Row>,
    columns: Columns,
    /// Drawn whenever a row is added, removed or changed.
    revision: Ticket,
}

impl Rows {
    pub(crate) fn new(order: Order) -> Self {
        Self {
            order,
            rows: Vec::new(),
            columns: Columns::default(),
            revision: Ticket::draw(),
        }
    }

    pub(crate) fn as_slice(&self) -> &[Row] {
        &self.rows
    }

    pub(crate) fn columns(&self) -> &Columns {
        &self.columns
    }

    pub(crate) fn revision(&self) -> Ticket {
        self.revision
    }

    pub(crate) fn contains(&self, address: Address) -> bool {
        self.columns.find(address).is_some()
    }

    /// The date of an address's claim, if it has a row.
    pub(crate) fn claimed(&self, address: Address) -> Option<Claimed> {
        let row = self.columns.find(address)?;
        Some(self.columns.claimed_date(row))
    }

    /// Adds the next address of a page, unless it has a row.
    pub(crate) fn push(&mut self, ip: &PublicIp, page: PageNumber) {
        if !self.contains(ip.address) {
            self.rows.push(self.columns.insert(ip, page));
            self.revision = Ticket::draw();
        }
    }

    /// Reserves room for exactly this many more rows.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.rows.reserve_exact(more);
        self.columns.reserve(more);
    }

    /// Copies an address without a row here from another list.
    pub(crate) fn copy(&mut self, other: &Columns, row: Row, page: PageNumber) {
        self.rows.push(self.columns.copy(other, row, page));
        self.revision = Ticket::draw();
    }

    /// Updates an address in its place; `false` without a row. Region and date stay, so an answer
    /// that leaves them out does not move the row.
    pub(crate) fn update(&mut self, ip: &PublicIp) -> bool {
        let row = self.columns.find(ip.address);
        if let Some(row) = row {
            let machine = ip.machine.as_ref().map(Assignee::borrowed);
            self.columns.set_machine(row, machine);
            self.revision = Ticket::draw();
        }
        row.is_some()
    }

    /// Inserts a new address where its date belongs, if that place is loaded: the list has `ended`,
    /// or it comes before `last_date`.
    pub(crate) fn insert_by_date(
        &mut self,
        ip: &PublicIp,
        ended: bool,
        last_date: Option<&Claimed>,
    ) {
        let before = |old: &Claimed| self.comes_before(&ip.claimed, old);
        let is_after = |row: &Row| before(&self.columns.claimed_date(*row));
        let at = match self.rows.iter().position(is_after) {
            Some(at) => at,
            None if ended || last_date.is_some_and(before) => self.rows.len(),
            None => return,
        };
        if !self.contains(ip.address) {
            let row = self.columns.insert(ip, PageNumber::NONE);
            self.rows.insert(at, row);
            self.revision = Ticket::draw();
        }
    }

    pub(crate) fn remove(&mut self, address: Address) {
        if let Some(row) = self.columns.find(address) {
            self.columns.remove(row);
            self.rows.retain(|other| *other != row);
            self.revision = Ticket::draw();
        }
    }

    /// Whether a new date comes before one of the service's. If either is unreadable, the new
    /// address counts as the newest.
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
