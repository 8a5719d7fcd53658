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

/// The actions on an address, by whether it is assigned, in the order they are
/// offered, each with the reason why it cannot be taken now. A `hindrance` is a
/// reason that has nothing to do with that, and comes first.
pub fn actions(assigned: bool, hindrance: Option<Reason>) -> [(Operation, Result<(), Reason>); 4] {
    [
        (Operation::Assign, can_assign(assigned, hindrance)),
        (Operation::Move, can_move(assigned, hindrance)),
        (Operation::Unassign, can_unassign(assigned, hindrance)),
        (Operation::Release, can_release(assigned, hindrance)),
    ]
}

/// An idle address can be assigned (`docs/api.md`, Assign and unassign).
///
/// # Errors
/// The [`Reason`] why not.
pub fn can_assign(assigned: bool, hindrance: Option<Reason>) -> Result<(), Reason> {
    free(hindrance)?;
    if_idle(assigned)
}

/// An assigned address can be moved to another machine (`docs/api.md`, Assign and unassign).
///
/// # Errors
/// The [`Reason`] why not.
pub fn can_move(assigned: bool, hindrance: Option<Reason>) -> Result<(), Reason> {
    free(hindrance)?;
    if_assigned(assigned)
}

/// An assigned address can be taken from its machine (`docs/api.md`, Assign and unassign).
///
/// # Errors
/// The [`Reason`] why not.
pub fn can_unassign(assigned: bool, hindrance: Option<Reason>) -> Result<(), Reason> {
    free(hindrance)?;
    if_assigned(assigned)
}

/// Every address can be released, an assigned one too (`docs/api.md`, Release).
///
/// # Errors
/// The [`Reason`] why not.
pub fn can_release(_assigned: bool, hindrance: Option<Reason>) -> Result<(), Reason> {
    free(hindrance)
}

fn free(hindrance: Option<Reason>) -> Result<(), Reason> {
    hindrance.map_or(Ok(()), Err)
}

fn if_idle(assigned: bool) -> Result<(), Reason> {
    if assigned {
        Err(Reason::Assigned)
    } else {
        Ok(())
    }
}

fn if_assigned(assigned: bool) -> Result<(), Reason> {
    if assigned { Ok(()) } else { Err(Reason::Idle) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table() {
        let rows = [
            (
                can_assign as fn(bool, _) -> _,
                Ok(()),
                Err(Reason::Assigned),
            ),
            (can_move, Err(Reason::Idle), Ok(())),
            (can_unassign, Err(Reason::Idle), Ok(())),
            (can_release, Ok(()), Ok(())),
        ];
        for (rule, when_idle, when_assigned) in rows {
            assert_eq!(rule(false, None), when_idle);
            assert_eq!(rule(true, None), when_assigned);
            for hindrance in [
                Reason::Busy(Operation::Move),
                Reason::ReadOnly,
                Reason::ReadOnlyByHost,
            ] {
                assert_eq!(rule(false, Some(hindrance)), Err(hindrance));
                assert_eq!(rule(true, Some(hindrance)), Err(hindrance));
            }
        }
    }

    #[test]
    fn a_row_offers_four_actions_in_their_order_each_with_its_own_rule() {
        use Operation::{Assign, Move, Release, Unassign};
        let idle = Err(Reason::Idle);
        let of_idle = [(Assign, Ok(())), (Move, idle), (Unassign, idle)];
        assert_eq!(actions(false, None)[..3], of_idle);
        let of_assigned = [
            (Assign, Err(Reason::Assigned)),
            (Move, Ok(())),
            (Unassign, Ok(())),
        ];
        assert_eq!(actions(true, None)[..3], of_assigned);
        for assigned in [false, true] {
            assert_eq!(actions(assigned, None)[3], (Release, Ok(())));
            let hindered = actions(assigned, Some(Reason::ReadOnly));
            assert_eq!(
                hindered.map(|(operation, allowed)| (operation, allowed.err())),
                [Assign, Move, Unassign, Release].map(|it| (it, Some(Reason::ReadOnly)))
            );
        }
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
