//! Operations of the API, as a user names them.

/// An operation, for words and for what is in flight. `Move` is an assign on the wire, but the
/// words must say move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Verify the key with a list of one address.
    SignIn,
    /// Fetch a page of addresses.
    List,
    /// Claim a new address.
    Claim,
    /// Assign an idle address to a machine.
    Assign,
    /// Assign an assigned address to another machine.
    Move,
    /// Take an address from its machine and keep it.
    Unassign,
    /// Give an address back. The team loses it.
    Release,
}

impl Operation {
    /// The operations on one address, in the order of the buttons in its row.
    pub const ON_ADDRESS: [Self; 4] = [Self::Assign, Self::Move, Self::Unassign, Self::Release];

    /// The label of the button: `Assign`.
    #[must_use]
    pub fn verb(self) -> &'static str {
        match self {
            Self::SignIn => "Sign in",
            Self::List => "Load",
            Self::Claim => "Claim",
            Self::Assign => "Assign",
            Self::Move => "Move",
            Self::Unassign => "Unassign",
            Self::Release => "Release",
        }
    }

    /// The label of a busy row: `Assigning…`.
    #[must_use]
    pub fn progress(self) -> &'static str {
        match self {
            Self::SignIn => "Checking the key…",
            Self::List => "Loading…",
            Self::Claim => "Claiming…",
            Self::Assign => "Assigning…",
            Self::Move => "Moving…",
            Self::Unassign => "Unassigning…",
            Self::Release => "Releasing…",
        }
    }

    /// The operation that a form has in mind for an address that turns out assigned or idle: to
    /// assign an assigned one is to move it.
    #[must_use]
    pub fn on_address_that_is(self, assigned: bool) -> Self {
        match (self, assigned) {
            (Self::Assign, true) => Self::Move,
            (Self::Move, false) => Self::Assign,
            (other, _) => other,
        }
    }

    /// Whether the operation changes the account.
    #[must_use]
    pub fn changes(self) -> bool {
        match self {
            Self::SignIn | Self::List => false,
            Self::Claim | Self::Assign | Self::Move | Self::Unassign | Self::Release => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_its_words_and_says_whether_it_changes_the_account() {
        use Operation::{Assign, Claim, List, Move, Release, SignIn, Unassign};
        for (operation, verb, progress, changes) in [
            (SignIn, "Sign in", "Checking the key…", false),
            (List, "Load", "Loading…", false),
            (Claim, "Claim", "Claiming…", true),
            (Assign, "Assign", "Assigning…", true),
            (Move, "Move", "Moving…", true),
            (Unassign, "Unassign", "Unassigning…", true),
            (Release, "Release", "Releasing…", true),
        ] {
            assert_eq!(operation.verb(), verb);
            assert_eq!(operation.progress(), progress);
            assert_eq!(operation.changes(), changes, "{verb}");
        }
    }
}
