//! The usage of an address, and the filter by usage.

/// The usage of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// Assigned to no machine.
    Idle,
    /// Assigned to a machine.
    Assigned,
    /// Assigned to a machine that no longer exists.
    Orphaned,
    /// Idle in the list, while a machine says that it has the address.
    Disputed,
}

/// The age from which idle addresses have a filter of their own, in days. The API says when an
/// address was claimed, not since when it is idle.
pub(crate) const LONG_IDLE_DAYS: u32 = 90;

/// The usages shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All of them.
    #[default]
    All,
    /// One usage.
    Only(Usage),
    /// Idle addresses that were claimed more than 90 days ago.
    LongIdle,
}

impl Filter {
    /// All filters, in the order of the buttons.
    pub const ALL: [Self; 6] = [
        Self::All,
        Self::Only(Usage::Assigned),
        Self::Only(Usage::Idle),
        Self::LongIdle,
        Self::Only(Usage::Orphaned),
        Self::Only(Usage::Disputed),
    ];

    /// The name in the URL fragment.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Only(Usage::Assigned) => "assigned",
            Self::Only(Usage::Idle) => "idle",
            Self::LongIdle => "idle-90d",
            Self::Only(Usage::Orphaned) => "orphaned",
            Self::Only(Usage::Disputed) => "disputed",
        }
    }

    /// Reads the name in a URL fragment.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_filter_reads_back_from_its_name() {
        for filter in Filter::ALL {
            assert_eq!(Filter::parse(filter.name()), Some(filter));
        }
        assert_eq!(Filter::parse("busy"), None);
    }
}
