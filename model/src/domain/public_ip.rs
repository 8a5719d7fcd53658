//! One public address as the API lists it.

use super::{Address, Assignee, MachineId, Region, Timestamp};

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
    pub machine: Option<Assignee>,
}

impl PublicIp {
    /// The ID of its machine; `None` if idle or unreadable.
    #[must_use]
    pub fn machine_id(&self) -> Option<&MachineId> {
        self.machine.as_ref()?.id()
    }

    /// Whether it certainly has this machine, or certainly none. An unreadable ID proves neither.
    #[must_use]
    pub fn has_machine(&self, machine: Option<&MachineId>) -> bool {
        match &self.machine {
            None => machine.is_none(),
            Some(Assignee::Machine(id)) => machine == Some(id),
            Some(Assignee::Unreadable) => false,
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unreadable_machine_proves_nothing() {
        let id = |text| MachineId::parse(text).unwrap();
        for (machine, has_none, has_one) in [
            (None, true, false),
            (Some(Assignee::Machine(id("ps1"))), false, true),
            (Some(Assignee::Machine(id("ps2"))), false, false),
            (Some(Assignee::Unreadable), false, false),
        ] {
            let ip = PublicIp {
                address: Address::new(203, 0, 113, 7),
                region: Region::Ny2,
                claimed: Claimed::parse(""),
                machine,
            };
            assert_eq!(ip.has_machine(None), has_none, "{ip:?}");
            assert_eq!(ip.has_machine(Some(&id("ps1"))), has_one, "{ip:?}");
            let machine = ip.machine.as_ref();
            assert_eq!(ip.machine_id(), machine.and_then(Assignee::id), "{ip:?}");
        }
    }
}
