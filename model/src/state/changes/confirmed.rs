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

    /// How the address as read later differs from it: `None` if it is the same claim, with the same
    /// machine. One whose ID cannot be read was confirmed as unknown, and still is.
    #[must_use]
    pub fn difference(&self, now: &PublicIp) -> Option<Difference> {
        let before = &self.0;
        let is_other_claim = differ_in_region(&before.region, &now.region)
            || differ_in_date(&before.claimed, &now.claimed);
        if is_other_claim {
            Some(Difference::ClaimedAgain(now.clone()))
        } else {
            (before.machine != now.machine).then(|| Difference::Changed(now.clone()))
        }
    }
}

/// How an address differs from what was confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It has another machine now, or none.
    Changed(PublicIp),
    /// It was released and claimed again.
    ClaimedAgain(PublicIp),
    /// It was not found. That proves nothing: it may be on a page that was not read.
    NotFound(Address),
}

impl Difference {
    /// The address as it is now, if it was found.
    #[must_use]
    pub fn now(&self) -> Option<&PublicIp> {
        match self {
            Self::Changed(now) | Self::ClaimedAgain(now) => Some(now),
            Self::NotFound(_) => None,
        }
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
        assert_eq!(confirmed.difference(&ip()), None);
        for machine in ["psb", ""] {
            let machine = Assignee::parse(machine);
            let now = PublicIp { machine, ..ip() };
            let difference = Difference::Changed(now.clone());
            assert_eq!(confirmed.difference(&now), Some(difference));
        }
        let of_ca1 = PublicIp {
            region: Region::Ca1,
            ..ip()
        };
        let claimed = |date| PublicIp {
            claimed: Claimed::parse(date),
            machine: None,
            ..ip()
        };
        let dates = ["2026-11-25T00:00:00Z", "2026-11-23T00:00:00Z"].map(claimed);
        for now in dates.into_iter().chain([of_ca1]) {
            let difference = Difference::ClaimedAgain(now.clone());
            assert_eq!(difference.now(), Some(&now));
            assert_eq!(confirmed.difference(&now), Some(difference));
        }
        assert_eq!(Difference::NotFound(ip().address).now(), None);
    }

    #[test]
    fn what_an_answer_leaves_out_is_no_difference() {
        let bare = PublicIp {
            region: Region::parse(""),
            claimed: Claimed::parse(""),
            ..ip()
        };
        assert_eq!(Confirmed::as_shown(bare.clone()).difference(&ip()), None);
        assert_eq!(Confirmed::as_shown(ip()).difference(&bare), None);
    }
}
