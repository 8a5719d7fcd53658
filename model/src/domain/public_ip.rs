//! One public address as the API lists it.

use super::{Address, MachineId, Region, Timestamp};

/// A claimed address (`docs/api.md`, List).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicIp {
    /// The address itself, unique within the team.
    pub address: Address,
    /// Where it is.
    pub region: Region,
    /// When it was claimed.
    pub claimed: Claimed,
    /// The machine it is assigned to; none means idle.
    pub machine: Option<MachineId>,
}

/// The date an address was claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// A date the panel could read, to the second.
    At(Timestamp),
    /// A date it could not: shown as it came, sorted last.
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
