//! Claiming several addresses, one after another.

use crate::domain::Address;
use crate::wire::{address_to_store, stored_address};

/// The number of addresses wanted, and those claimed so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimBatch {
    wanted: u8,
    claimed: Vec<Address>,
}

impl ClaimBatch {
    /// The most addresses in a batch.
    pub const MAX: u8 = 20;

    /// A batch with nothing claimed yet.
    #[must_use]
    pub fn new(wanted: u8) -> Self {
        Self {
            wanted: wanted.clamp(1, Self::MAX),
            claimed: Vec::new(),
        }
    }

    /// The number wanted.
    #[must_use]
    pub fn wanted(&self) -> u8 {
        self.wanted
    }

    /// Adds a claimed address.
    pub fn add(&mut self, address: Address) {
        self.claimed.push(address);
    }

    /// Whether another claim is due.
    #[must_use]
    pub fn needs_more(&self) -> bool {
        self.claimed.len() < usize::from(self.wanted)
    }

    /// Whether more than one address is wanted.
    #[must_use]
    pub fn is_multiple(&self) -> bool {
        self.wanted > 1
    }

    /// The claimed addresses, in their order.
    #[must_use]
    pub fn claimed(&self) -> &[Address] {
        &self.claimed
    }

    /// The number wanted, and the claimed addresses.
    pub(super) fn to_text(&self) -> String {
        let addresses: Vec<String> = self.claimed.iter().copied().map(address_to_store).collect();
        format!("{} {}", self.wanted, addresses.join(","))
    }

    /// Reads the parts of what [`Self::to_text`] wrote; `None` for anything else.
    pub(super) fn parse(wanted: &str, claimed: &str) -> Option<Self> {
        let claimed = claimed.split_terminator(',').map(stored_address);
        Some(Self {
            claimed: claimed.collect::<Option<_>>()?,
            ..Self::new(wanted.parse().ok()?)
        })
    }

    /// Progress while more are claimed: `Claiming, 1 of 4`.
    #[must_use]
    pub fn progress(&self) -> String {
        if self.is_multiple() {
            format!("Claiming, {} of {}", self.claimed.len(), self.wanted)
        } else {
            "Claiming".to_owned()
        }
    }

    /// Progress in words: `Claimed 2 of 5: 203.0.113.1, 203.0.113.10.`; empty before the first.
    #[must_use]
    pub fn words(&self) -> String {
        if self.claimed.is_empty() {
            return String::new();
        }
        let addresses: Vec<String> = self.claimed.iter().copied().map(address_to_store).collect();
        let (claimed, wanted) = (self.claimed.len(), self.wanted);
        format!("Claimed {claimed} of {wanted}: {}.", addresses.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_wants_as_many_as_were_asked_for_and_says_how_far_it_is() {
        let mut claims = ClaimBatch::new(2);
        assert!(claims.needs_more() && claims.is_multiple());
        assert!(!ClaimBatch::new(1).is_multiple());
        assert_eq!(claims.words(), "");
        assert_eq!(claims.progress(), "Claiming, 0 of 2");
        assert_eq!(ClaimBatch::new(1).progress(), "Claiming");
        claims.add(Address::new(203, 0, 113, 1));
        assert!(claims.needs_more());
        assert_eq!(claims.words(), "Claimed 1 of 2: 203.0.113.1.");
        claims.add(Address::new(203, 0, 113, 10));
        assert!(!claims.needs_more());
        assert_eq!(claims.claimed().len(), 2);
        assert_eq!(claims.words(), "Claimed 2 of 2: 203.0.113.1, 203.0.113.10.");
    }

    #[test]
    fn it_is_one_at_least_and_twenty_at_most() {
        for (asked, wanted) in [(0, 1), (1, 1), (20, 20), (255, 20)] {
            let mut claims = ClaimBatch::new(asked);
            let mut count = 0;
            while claims.needs_more() {
                claims.add(Address::new(203, 0, 113, count));
                count += 1;
            }
            assert_eq!(count, wanted, "{asked}");
        }
    }
}
