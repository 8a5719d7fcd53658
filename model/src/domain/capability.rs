//! What may be done to an address, and why not.
//!
//! The reason *is* the disabled state: a button that cannot act shows the text
//! of its [`Reason`]. What it allows, the service carries out; what it refuses
//! would do nothing there, or be another action than its name says. The test
//! `tests/capability.rs` holds it against the simulator.

use super::Operation;

/// Why an action cannot be taken on an address now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Another operation on this address has not been answered yet.
    Busy(Operation),
    /// It is assigned, so it is moved rather than assigned.
    Assigned,
    /// It is idle, so there is nothing to move or unassign.
    Idle,
    /// The person has switched changes off.
    ReadOnly,
    /// The host allows no changes.
    ReadOnlyByHost,
}

impl Reason {
    /// The sentence in the button's tooltip.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Busy(operation) => operation.progress(),
            Self::Assigned => "This address is assigned. Move it instead.",
            Self::Idle => "This address is not assigned to a machine.",
            Self::ReadOnly => "Read-only is on. Switch it off in the Menu to make changes.",
            Self::ReadOnlyByHost => {
                "Read-only, set by the host of this panel. Nothing can be changed here."
            }
        }
    }
}

/// Checks that an operation applies to an address that is `assigned` or idle
/// (`docs/api.md`, Assign and unassign; Release). `blocked_by` is a reason that
/// holds for every change, and comes first.
///
/// # Errors
/// The [`Reason`] the operation is unavailable.
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
        // An assigned address can be released too.
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
            (Reason::Idle, "This address is not assigned to a machine."),
            (
                Reason::ReadOnly,
                "Read-only is on. Switch it off in the Menu to make changes.",
            ),
            (
                Reason::ReadOnlyByHost,
                "Read-only, set by the host of this panel. Nothing can be changed here.",
            ),
        ] {
            assert_eq!(reason.words(), words);
        }
    }
}
