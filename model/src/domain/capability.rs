//! The capability table: which operations apply to an address, and why the others do not.
//!
//! The reason *is* the disabled state: a disabled button shows the text of its [`Reason`].
//! `tests/capability.rs` holds the table against the simulator: the service carries out what it
//! allows, and what it refuses would change nothing, or be another operation than its name says.

use super::Operation;

/// The reason an operation is unavailable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Another operation on this address is in flight.
    Busy(Operation),
    /// The address is assigned: move it instead.
    Assigned,
    /// The address is idle: nothing to move or unassign.
    Idle,
    /// The user has switched changes off.
    ReadOnly,
    /// `config.json` allows no changes.
    ReadOnlyByHost,
}

impl Reason {
    /// The sentence in the button's tooltip.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Busy(operation) => operation.progress(),
            Self::Assigned => "This address is assigned. Move it instead.",
            Self::Idle => "This address isn't assigned to a machine.",
            Self::ReadOnly => "Read-only is on. Turn it off in the Menu to make changes.",
            Self::ReadOnlyByHost => {
                "Read-only is set by this panel's host. You can't make changes here."
            }
        }
    }
}

/// Checks that an operation applies to an address, `assigned` or idle (`docs/api.md`, Assign and
/// unassign; Release). `blocked_by` is a reason against every change, and comes first.
///
/// # Errors
/// The [`Reason`] against it.
pub fn check(
    operation: Operation,
    assigned: bool,
    blocked_by: Option<Reason>,
) -> Result<(), Reason> {
    if let Some(reason) = blocked_by {
        return Err(reason);
    }
    match operation {
        Operation::Assign if assigned => Err(Reason::Assigned),
        Operation::Move | Operation::Unassign if !assigned => Err(Reason::Idle),
        Operation::Assign | Operation::Move | Operation::Unassign => Ok(()),
        Operation::Release | Operation::Claim | Operation::List | Operation::SignIn => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_operation_on_an_address_has_its_own_rule() {
        use Operation::{Assign, Claim, List, Move, Release, SignIn, Unassign};
        for (operation, when_idle, when_assigned) in [
            (Assign, Ok(()), Err(Reason::Assigned)),
            (Move, Err(Reason::Idle), Ok(())),
            (Unassign, Err(Reason::Idle), Ok(())),
            (Release, Ok(()), Ok(())),
            (Claim, Ok(()), Ok(())),
            (List, Ok(()), Ok(())),
            (SignIn, Ok(()), Ok(())),
        ] {
            assert_eq!(check(operation, false, None), when_idle, "{operation:?}");
            assert_eq!(check(operation, true, None), when_assigned, "{operation:?}");
        }
    }

    #[test]
    fn what_blocks_every_change_comes_first() {
        for operation in Operation::ON_ADDRESS {
            for reason in [
                Reason::Busy(Operation::Move),
                Reason::ReadOnly,
                Reason::ReadOnlyByHost,
            ] {
                for assigned in [false, true] {
                    assert_eq!(check(operation, assigned, Some(reason)), Err(reason));
                }
            }
        }
    }

    #[test]
    fn a_row_offers_four_operations_in_this_order() {
        use Operation::{Assign, Move, Release, Unassign};
        assert_eq!(Operation::ON_ADDRESS, [Assign, Move, Unassign, Release]);
    }

    #[test]
    fn each_reason_is_a_sentence_and_a_busy_row_says_what_it_waits_for() {
        for (reason, words) in [
            (Reason::Busy(Operation::Move), "Moving…"),
            (Reason::Busy(Operation::Release), "Releasing…"),
            (
                Reason::Assigned,
                "This address is assigned. Move it instead.",
            ),
            (Reason::Idle, "This address isn't assigned to a machine."),
            (
                Reason::ReadOnly,
                "Read-only is on. Turn it off in the Menu to make changes.",
            ),
            (
                Reason::ReadOnlyByHost,
                "Read-only is set by this panel's host. You can't make changes here.",
            ),
        ] {
            assert_eq!(reason.words(), words);
        }
    }
}
