//! What an address is assigned to.

use super::MachineId;

/// The machine that an address is assigned to (`docs/api.md`, List). Columns hold a borrowed ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assignee<Id = MachineId> {
    /// The machine of this ID.
    Machine(Id),
    /// A machine whose ID cannot be read. The address is not idle, whatever stands there: an idle
    /// one is released with a single confirmation. Two unreadable IDs need not be the same machine.
    Unreadable,
}

impl Assignee {
    /// Reads an ID as sent: none is idle, and one that cannot be read is assigned all the same.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| MachineId::parse(text).map_or(Self::Unreadable, Self::Machine))
    }

    /// The same with a borrowed ID.
    #[must_use]
    pub fn borrowed(&self) -> Assignee<&str> {
        match self {
            Self::Machine(id) => Assignee::Machine(id.as_str()),
            Self::Unreadable => Assignee::Unreadable,
        }
    }
}

impl<Id> Assignee<Id> {
    /// The ID, if readable.
    #[must_use]
    pub fn id(&self) -> Option<&Id> {
        match self {
            Self::Machine(id) => Some(id),
            Self::Unreadable => None,
        }
    }

    /// The ID, if readable.
    #[must_use]
    pub fn into_id(self) -> Option<Id> {
        match self {
            Self::Machine(id) => Some(id),
            Self::Unreadable => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_nothing_is_idle() {
        let id = MachineId::parse("psm9u09bwu5i").unwrap();
        for (text, read) in [
            ("", None),
            (" psm9u09bwu5i ", Some(Assignee::Machine(id))),
            ("  ", Some(Assignee::Unreadable)),
            (&*"m".repeat(257), Some(Assignee::Unreadable)),
        ] {
            assert_eq!(Assignee::parse(text), read, "{text:?}");
        }
    }

    #[test]
    fn only_a_readable_machine_has_an_id() {
        let machine = Assignee::parse("ps1").unwrap();
        assert_eq!(machine.borrowed(), Assignee::Machine("ps1"));
        assert_eq!(machine.id().map(MachineId::as_str), Some("ps1"));
        assert_eq!(machine.into_id(), MachineId::parse("ps1").ok());
        assert_eq!(Assignee::Unreadable.borrowed(), Assignee::Unreadable);
        assert_eq!(Assignee::<&str>::Unreadable.id(), None);
        assert_eq!(Assignee::<&str>::Unreadable.into_id(), None);
    }
}
