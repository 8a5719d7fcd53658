//! How an address is used, and which uses are shown.

/// How an address is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// By no machine.
    Idle,
    /// By a machine.
    Assigned,
    /// By a machine that no longer exists.
    Orphaned,
}

/// Which addresses are shown by their use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All of them.
    #[default]
    All,
    /// Those that are used in this way.
    Only(Usage),
}

impl Filter {
    /// All of them, in the order of the buttons.
    pub const ALL: [Self; 4] = [
        Self::All,
        Self::Only(Usage::Assigned),
        Self::Only(Usage::Idle),
        Self::Only(Usage::Orphaned),
    ];

    /// The name in the fragment.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Only(Usage::Assigned) => "assigned",
            Self::Only(Usage::Idle) => "idle",
            Self::Only(Usage::Orphaned) => "orphaned",
        }
    }

    /// The filter of a name in the fragment.
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
