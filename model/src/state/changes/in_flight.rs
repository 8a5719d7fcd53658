//! One operation at a time on an address: twenty clicks make one request.

use crate::domain::{Address, Operation};

/// The operations that have been sent and not answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InFlight {
    /// The few that are under way; looked through from the front.
    rows: Vec<(Address, Operation)>,
    claiming: bool,
}

impl InFlight {
    /// Takes the lock of an address. `false` when another operation holds it;
    /// then nothing may be sent.
    #[must_use]
    pub fn start(&mut self, address: Address, operation: Operation) -> bool {
        let free = self.operation_on(address).is_none();
        if free {
            self.rows.push((address, operation));
        }
        free
    }

    /// Gives the lock of an address back.
    pub fn finish(&mut self, address: Address) {
        self.rows.retain(|(locked, _)| *locked != address);
    }

    /// Takes the one lock of claiming.
    #[must_use]
    pub fn start_claim(&mut self) -> bool {
        !std::mem::replace(&mut self.claiming, true)
    }

    /// Gives the lock of claiming back.
    pub fn finish_claim(&mut self) {
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
    pub fn operation_on(&self, address: Address) -> Option<Operation> {
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
        let mut locks = InFlight::default();
        assert!(locks.start(one, Operation::Release));
        assert!(locks.is_busy() && !locks.is_claiming());
        assert!(!locks.start(one, Operation::Assign));
        assert_eq!(locks.operation_on(one), Some(Operation::Release));
        assert!(locks.start(two, Operation::Assign));
        locks.finish(one);
        assert_eq!(locks.operation_on(one), None);
        assert!(locks.start(one, Operation::Assign));
    }

    #[test]
    fn there_is_one_claim_at_a_time() {
        let mut locks = InFlight::default();
        assert!(locks.start_claim());
        assert!(!locks.start_claim());
        assert!(locks.is_claiming() && locks.is_busy());
        locks.finish_claim();
        assert!(!locks.is_claiming() && !locks.is_busy());
        assert!(locks.start_claim());
    }
}
