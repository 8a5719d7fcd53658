//! Whether a machine can be chosen, and why not.

use crate::domain::{Address, Machine, MachineId, PublicIp, Region};

/// A machine that is offered, or shown with the reason why it is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MachineChoice {
    /// The machine. One that was deleted has an id alone.
    pub machine: Machine,
    /// Whether it can be chosen.
    pub eligibility: Eligibility,
}

/// Whether a machine can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Eligibility {
    /// It can.
    Available,
    /// It can, and the two addresses are then swapped.
    Swap(PublicIp),
    /// It is in another region.
    OtherRegion(Region),
    /// It has an address of its own.
    HasAddress(Address),
    /// It is where the address is now.
    Current,
    /// It no longer exists.
    Deleted,
}

impl Eligibility {
    /// Whether it can be chosen.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        matches!(self, Self::Available | Self::Swap(_))
    }

    /// What stands beside the machine; nothing when there is nothing to say.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Available => String::new(),
            Self::Swap(ip) => format!("Has {}, to swap", ip.address),
            Self::OtherRegion(region) => format!("In {}", region.name()),
            Self::HasAddress(address) => format!("Already has {address}"),
            Self::Current => "Has this address".to_owned(),
            Self::Deleted => "Was deleted".to_owned(),
        }
    }
}

impl MachineChoice {
    /// A machine of which nothing is left but the id.
    pub(super) fn deleted(id: MachineId) -> Self {
        let machine = Machine {
            id,
            name: String::new(),
            region: Region::Other(String::new()),
            state: String::new(),
            public: None,
            is_static: false,
            private: None,
        };
        let eligibility = Eligibility::Deleted;
        Self {
            machine,
            eligibility,
        }
    }
}
