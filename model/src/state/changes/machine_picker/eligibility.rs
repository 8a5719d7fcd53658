//! Whether a machine can be chosen, and the reason if not.

use crate::domain::{Address, Machine, MachineId, PublicIp, Region};

/// A machine in the picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MachineChoice {
    /// The machine. A deleted one has only an ID.
    pub machine: Machine,
    /// Whether it can be chosen.
    pub eligibility: Eligibility,
}

/// Whether a machine can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Eligibility {
    /// It can.
    Available,
    /// It can, by swapping the two addresses.
    Swap(PublicIp),
    /// It is in another region.
    OtherRegion(Region),
    /// It already has an address.
    HasAddress(Address),
    /// It has this very address.
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

    /// The remark beside the machine; empty if there is none.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Available => String::new(),
            Self::Swap(ip) => format!("Swap with {}", ip.address),
            Self::OtherRegion(region) => format!("In {}", region.name()),
            Self::HasAddress(address) => format!("Already has {address}"),
            Self::Current => "Has this address".to_owned(),
            Self::Deleted => "Deleted".to_owned(),
        }
    }
}

impl MachineChoice {
    /// A deleted machine, with only its ID.
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
