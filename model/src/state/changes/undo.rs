//! Undoes a change.

use crate::domain::{Assignee, MachineId, Operation, PublicIp};
use crate::state::Confirmed;

/// A change to undo, or the two changes of a swap. A release cannot be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    change: Change,
    /// The second change of a swap.
    other: Option<Change>,
    /// The address was claimed in the same form. The claim is not undone.
    claimed: bool,
}

/// An address before a change, and as the change left it and the offer to undo shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    before: PublicIp,
    left: Confirmed,
}

/// The action that undoes a change, of addresses that are still as the change left them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UndoAction {
    /// An operation on an address, with the machine it goes to.
    Change(Operation, Confirmed, Option<MachineId>),
    /// Another swap of two addresses.
    Swap(Confirmed, Confirmed),
}

impl Undo {
    /// Undoes one change of an address; `None` if its machine did not change, or if either is
    /// unreadable: the address could not go back to it, or could not be compared with it.
    #[must_use]
    pub fn change(before: &PublicIp, now: &PublicIp) -> Option<Self> {
        let is_changed = before.address == now.address && before.machine != now.machine;
        let is_known = [before, now]
            .iter()
            .all(|ip| ip.machine != Some(Assignee::Unreadable));
        (is_changed && is_known).then(|| Self {
            change: Change {
                before: before.clone(),
                left: Confirmed::as_shown(now.clone()),
            },
            other: None,
            claimed: false,
        })
    }

    /// Undoes the assignment of an address claimed for it; `None` if it was not assigned.
    #[must_use]
    pub fn claim(now: &PublicIp) -> Option<Self> {
        let idle = PublicIp {
            machine: None,
            ..now.clone()
        };
        Self::change(&idle, now).map(|undo| Self {
            claimed: true,
            ..undo
        })
    }

    /// Joins the two changes of a swap.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            other: Some(other.change),
            ..self
        }
    }

    /// The end of the sentence about the address after the undo.
    #[must_use]
    pub fn suffix(&self) -> &'static str {
        if self.claimed {
            " again and stays claimed"
        } else {
            " again"
        }
    }

    /// The addresses before the change.
    pub fn before(&self) -> impl Iterator<Item = &PublicIp> {
        [&self.change]
            .into_iter()
            .chain(&self.other)
            .map(|change| &change.before)
    }

    /// The action to take.
    #[must_use]
    pub fn action(&self) -> UndoAction {
        let Change { before, left } = &self.change;
        if let Some(other) = &self.other {
            return UndoAction::Swap(left.clone(), other.left.clone());
        }
        let operation = match (&before.machine, &left.ip().machine) {
            (None, _) => Operation::Unassign,
            (Some(_), None) => Operation::Assign,
            (Some(_), Some(_)) => Operation::Move,
        };
        UndoAction::Change(operation, left.clone(), before.machine_id().cloned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Address, Claimed, Region, Timestamp};

    fn ip(last: u8, machine: Option<&str>) -> PublicIp {
        PublicIp {
            address: Address::new(203, 0, 113, last),
            region: Region::Ny2,
            claimed: Claimed::At(Timestamp(0)),
            machine: machine.and_then(Assignee::parse),
        }
    }

    fn machine(id: &str) -> Option<MachineId> {
        MachineId::parse(id).ok()
    }

    #[test]
    fn each_change_has_the_one_that_takes_it_back() {
        for (before, after, operation) in [
            (None, Some("psnew"), Operation::Unassign),
            (Some("psold"), None, Operation::Assign),
            (Some("psold"), Some("psnew"), Operation::Move),
        ] {
            let undo = Undo::change(&ip(7, before), &ip(7, after)).unwrap();
            assert_eq!(undo.before().collect::<Vec<_>>(), [&ip(7, before)]);
            assert_eq!(undo.suffix(), " again");
            let left = Confirmed::as_shown(ip(7, after));
            let back = UndoAction::Change(operation, left, before.and_then(machine));
            assert_eq!(undo.action(), back);
        }
    }

    #[test]
    fn what_changed_nothing_has_nothing_to_undo() {
        assert_eq!(Undo::change(&ip(7, None), &ip(7, None)), None);
        assert_eq!(Undo::change(&ip(7, Some("ps1")), &ip(7, Some("ps1"))), None);
        assert_eq!(Undo::change(&ip(7, None), &ip(8, Some("ps1"))), None);
    }

    #[test]
    fn nothing_goes_back_to_a_machine_that_cannot_be_read_or_is_compared_with_one() {
        for machine in [None, Some("ps1")] {
            assert_eq!(Undo::change(&ip(7, Some(" ")), &ip(7, machine)), None);
            assert_eq!(Undo::change(&ip(7, machine), &ip(7, Some(" "))), None);
        }
    }

    #[test]
    fn of_a_claim_that_was_assigned_the_assignment_alone_is_undone() {
        let undo = Undo::claim(&ip(7, Some("psnew"))).unwrap();
        assert_eq!(undo.suffix(), " again and stays claimed");
        let left = Confirmed::as_shown(ip(7, Some("psnew")));
        let back = UndoAction::Change(Operation::Unassign, left, None);
        assert_eq!(undo.action(), back);
        assert_eq!(Undo::claim(&ip(7, None)), None);
    }

    #[test]
    fn a_swap_is_undone_by_a_swap() {
        let (a, b) = (ip(7, Some("ps1")), ip(8, Some("ps2")));
        let (a2, b2) = (ip(7, Some("ps2")), ip(8, Some("ps1")));
        let half = |before, now| Undo::change(before, now).unwrap();
        let undo = half(&a, &a2).and(half(&b, &b2));
        let [a2, b2] = [a2, b2].map(Confirmed::as_shown);
        assert_eq!(undo.action(), UndoAction::Swap(a2, b2));
        assert_eq!(undo.before().collect::<Vec<_>>(), [&a, &b]);
    }
}
