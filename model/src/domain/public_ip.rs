//! One public address as the API lists it.

use super::{Address, MachineId, Region, Timestamp};

/// A claimed address (`docs/api.md`, List).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicIp {
    /// The address itself, unique within the team.
    pub address: Address,
    /// The region of the address.
    pub region: Region,
    /// The date of the claim.
    pub claimed: Claimed,
    /// The machine it is assigned to; `None` if idle.
    pub machine: Option<MachineId>,
}

/// The date of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// A readable date, to the second.
    At(Timestamp),
    /// The service's own text: shown unchanged, sorted last.
    Unreadable(String),
}

impl Claimed {
    /// Reads the service's date.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match Timestamp::parse(text).and_then(Timestamp::to_seconds) {
            Some(seconds) => Self::At(Timestamp::from_seconds(seconds)),
            None => Self::Unreadable(text.to_owned()),
        }
    }

    /// Whether this is certainly the earlier of two dates.
    #[must_use]
    pub fn is_before(&self, other: &Self) -> bool {
        matches!((self, other), (Self::At(this), Self::At(other)) if this < other)
    }
}
