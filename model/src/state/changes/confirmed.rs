//! What a person confirmed, and the check that it is still so.
//!
//! The API has no conditional write (`docs/api.md`, Base and authentication): a release or an
//! assignment is carried out whatever the address is by then. So it is read first, and the request
//! can be made only with the [`Rechecked`](crate::wire::Rechecked) that an unchanged address yields.

mod recheck;

pub use recheck::{Recheck, RecheckOutcome};

use crate::domain::{Address, Claimed, PublicIp, Region};

/// An address as a person saw it when they confirmed an operation on it: its machine, its region
/// and the date of its claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed(PublicIp);

impl Confirmed {
    /// An address as it is shown at this moment: in a form that opens or says what has changed, at
    /// a box that is ticked, in an offer to undo. Not for an address just read to be acted on.
    #[must_use]
    pub fn as_shown(ip: PublicIp) -> Self {
        Self(ip)
    }

    /// The address.
    #[must_use]
    pub fn address(&self) -> Address {
        self.0.address
    }

    /// The whole address, as it was confirmed.
    #[must_use]
    pub fn ip(&self) -> &PublicIp {
        &self.0
    }

    /// Whether an address read later is the same claim, with the same machine. One whose ID cannot be
    /// read was confirmed as unknown, and still is.
    #[must_use]
    pub fn matches(&self, now: &PublicIp) -> bool {
        self.0.address == now.address
            && self.0.machine == now.machine
            && !differ_in_region(&self.0.region, &now.region)
            && !differ_in_date(&self.0.claimed, &now.claimed)
    }
}

/// Whether both regions are named, and differ: an answer may leave it out (`docs/api.md`, List).
fn differ_in_region(one: &Region, other: &Region) -> bool {
    let is_named = |region: &Region| !region.code().is_empty();
    is_named(one) && is_named(other) && one != other
}

/// Whether both dates are readable, and differ: a released address may be claimed again.
fn differ_in_date(one: &Claimed, other: &Claimed) -> bool {
    one.is_before(other) || other.is_before(one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Assignee;

    fn ip() -> PublicIp {
        PublicIp {
            address: Address::new(203, 0, 113, 7),
            region: Region::Ny2,
            claimed: Claimed::parse("2026-11-24T14:15:22Z"),
            machine: Assignee::parse("psa"),
        }
    }

    #[test]
    fn another_machine_region_or_claim_is_not_what_was_confirmed() {
        let confirmed = Confirmed::as_shown(ip());
        assert!(confirmed.matches(&ip()));
        let others = [
            PublicIp {
                address: Address::new(203, 0, 113, 8),
                ..ip()
            },
            PublicIp {
                machine: Assignee::parse("psb"),
                ..ip()
            },
            PublicIp {
                machine: None,
                ..ip()
            },
            PublicIp {
                region: Region::Ca1,
                ..ip()
            },
            PublicIp {
                claimed: Claimed::parse("2026-11-25T00:00:00Z"),
                ..ip()
            },
            PublicIp {
                claimed: Claimed::parse("2026-11-23T00:00:00Z"),
                ..ip()
            },
        ];
        for other in others {
            assert!(!confirmed.matches(&other), "{other:?}");
            assert!(
                !Confirmed::as_shown(other.clone()).matches(&ip()),
                "{other:?}"
            );
        }
    }

    #[test]
    fn what_an_answer_leaves_out_is_no_difference() {
        let bare = PublicIp {
            region: Region::parse(""),
            claimed: Claimed::parse(""),
            ..ip()
        };
        assert!(Confirmed::as_shown(bare.clone()).matches(&ip()));
        assert!(Confirmed::as_shown(ip()).matches(&bare));
    }
}
