//! Operations in flight, one for each address: twenty clicks send one request.

use crate::domain::{Address, Operation};

/// Operations sent and not answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InFlight {
    /// Few enough to search from the front.
    rows: Vec<(Address, Operation)>,
    claiming: bool,
}

impl InFlight {
    /// Starts an operation on an address. `false` while another is in flight: then nothing may be
    /// sent.
    #[must_use]
    pub fn start(&mut self, address: Address, operation: Operation) -> bool {
        let free = self.operation_on(address).is_none();
        if free {
            self.rows.push((address, operation));
        }
        free
    }

    /// Ends the operation on an address.
    pub fn finish(&mut self, address: Address) {
        self.rows.retain(|(locked, _)| *locked != address);
    }

    /// Starts a claim. `false` while another is in flight.
    #[must_use]
    pub fn start_claim(&mut self) -> bool {
        !std::mem::replace(&mut self.claiming, true)
    }

    /// Ends the claim.
    pub fn finish_claim(&mut self) {
        self.claiming = false;
    }

    /// Whether a claim is in flight.
    #[must_use]
    pub fn is_claiming(&self) -> bool {
        self.claiming
    }

    /// Whether anything is in flight.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.claiming || !self.rows.is_empty()
    }

    /// The addresses with an operation in flight.
    #[must_use]
    pub fn rows(&self) -> &[(Address, Operation)] {
        &self.rows
    }

    /// The operation in flight on an address.
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
        let mut in_flight = InFlight::default();
        assert!(in_flight.start(one, Operation::Release));
        assert!(in_flight.is_busy() && !in_flight.is_claiming());
        assert!(!in_flight.start(one, Operation::Assign));
        assert_eq!(in_flight.operation_on(one), Some(Operation::Release));
        assert!(in_flight.start(two, Operation::Assign));
        let rows = [(one, Operation::Release), (two, Operation::Assign)];
        assert_eq!(in_flight.rows(), rows);
        in_flight.finish(one);
        assert_eq!(in_flight.operation_on(one), None);
        assert!(in_flight.start(one, Operation::Assign));
    }

    #[test]
    fn there_is_one_claim_at_a_time() {
        let mut in_flight = InFlight::default();
        assert!(in_flight.start_claim());
        assert!(!in_flight.start_claim());
        assert!(in_flight.is_claiming() && in_flight.is_busy());
        in_flight.finish_claim();
        assert!(!in_flight.is_claiming() && !in_flight.is_busy());
        assert!(in_flight.start_claim());
    }
}
