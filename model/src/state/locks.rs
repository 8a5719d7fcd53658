//! One operation at a time on an address: twenty clicks make one request.

use crate::domain::{Address, Operation};

/// The operations that have been sent and not answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locks {
    /// The few that are under way; looked through from the front.
    rows: Vec<(Address, Operation)>,
    claiming: bool,
}

impl Locks {
    /// Takes the lock of an address. `false` when another operation holds it;
    /// then nothing may be sent.
    #[must_use]
    pub fn take(&mut self, address: Address, operation: Operation) -> bool {
        let free = self.on(address).is_none();
        if free {
            self.rows.push((address, operation));
        }
        free
    }

    /// Gives the lock of an address back.
    pub fn give_back(&mut self, address: Address) {
        self.rows.retain(|(locked, _)| *locked != address);
    }

    /// Takes the one lock of claiming.
    #[must_use]
    pub fn take_claim(&mut self) -> bool {
        !std::mem::replace(&mut self.claiming, true)
    }

    /// Gives the lock of claiming back.
    pub fn give_back_claim(&mut self) {
        self.claiming = false;
    }

    /// Whether a claim is under way.
    #[must_use]
    pub fn is_claiming(&self) -> bool {
        self.claiming
    }

    /// Whether anything is under way.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.claiming || !self.rows.is_empty()
    }

    /// The operation under way on an address.
    #[must_use]
    pub fn on(&self, address: Address) -> Option<Operation> {
        self.rows
            .iter()
            .find(|(locked, _)| *locked == address)
            .map(|(_, operation)| *operation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_taker_waits_for_the_first() {
        let (one, two) = (Address::new(203, 0, 113, 1), Address::new(203, 0, 113, 2));
        let mut locks = Locks::default();
        assert!(locks.take(one, Operation::Release));
        assert!(locks.is_busy() && !locks.is_claiming());
        assert!(!locks.take(one, Operation::Assign));
        assert_eq!(locks.on(one), Some(Operation::Release));
        assert!(locks.take(two, Operation::Assign));
        locks.give_back(one);
        assert_eq!(locks.on(one), None);
        assert!(locks.take(one, Operation::Assign));
    }

    #[test]
    fn there_is_one_claim_at_a_time() {
        let mut locks = Locks::default();
        assert!(locks.take_claim());
        assert!(!locks.take_claim());
        assert!(locks.is_claiming() && locks.is_busy());
        locks.give_back_claim();
        assert!(!locks.is_claiming() && !locks.is_busy());
        assert!(locks.take_claim());
    }
}
