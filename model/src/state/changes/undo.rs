//! Undoes a change, unless it is too late.

use crate::domain::{MachineId, Operation, PublicIp};

/// A change to undo, or the two changes of a swap. A release cannot be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    /// Each address before and after the change.
    changes: Vec<(PublicIp, PublicIp)>,
    /// The address was claimed in the same form. The claim is not undone.
    claimed: bool,
}

/// The action that undoes a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UndoAction {
    /// An operation on an address as it is now, with the machine it goes to.
    Change(Operation, PublicIp, Option<MachineId>),
    /// Another swap of two addresses as they are now.
    Swap(PublicIp, PublicIp),
}

impl Undo {
    /// Undoes one change of an address; `None` if its machine did not change.
    #[must_use]
    pub fn change(before: &PublicIp, now: &PublicIp) -> Option<Self> {
        let is_changed = before.address == now.address && before.machine != now.machine;
        is_changed.then(|| Self {
            changes: vec![(before.clone(), now.clone())],
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
        let changes = self.changes.into_iter().chain(other.changes).collect();
        Self {
            changes,
            claimed: false,
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
        self.changes.iter().map(|(before, _)| before)
    }

    /// The action to take now; `known` gives the current state of an address.
    ///
    /// # Errors
    /// The sentence that it is too late: an address is gone, or was changed since.
    pub fn action(
        &self,
        known: impl Fn(&PublicIp) -> Option<PublicIp>,
    ) -> Result<UndoAction, String> {
        let mut now = Vec::new();
        for (_, left) in &self.changes {
            let address = left.address;
            let Some(ip) = known(left) else {
                return Err(format!("{address} is no longer in the list."));
            };
            if ip.machine != left.machine {
                return Err(match &ip.machine {
                    None => format!("{address} was unassigned meanwhile."),
                    Some(machine) => {
                        format!("{address} was assigned to {} meanwhile.", machine.as_str())
                    }
                });
            }
            now.push(ip);
        }
        let mut now = now.into_iter();
        match (now.next(), now.next(), self.changes.first()) {
            (Some(one), None, Some((before, left))) => {
                let operation = match (&before.machine, &left.machine) {
                    (None, _) => Operation::Unassign,
                    (Some(_), None) => Operation::Assign,
                    (Some(_), Some(_)) => Operation::Move,
                };
                Ok(UndoAction::Change(operation, one, before.machine.clone()))
            }
            (Some(one), Some(other), _) => Ok(UndoAction::Swap(one, other)),
            (None, ..) | (_, _, None) => Err(String::new()),
        }
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
            machine: machine.map(|id| MachineId::parse(id).unwrap()),
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
            assert_eq!(
                undo.action(|_| Some(ip(7, after))),
                Ok(UndoAction::Change(
                    operation,
                    ip(7, after),
                    before.and_then(machine)
                ))
            );
        }
    }

    #[test]
    fn what_changed_nothing_has_nothing_to_undo() {
        assert_eq!(Undo::change(&ip(7, None), &ip(7, None)), None);
        assert_eq!(Undo::change(&ip(7, Some("ps1")), &ip(7, Some("ps1"))), None);
        assert_eq!(Undo::change(&ip(7, None), &ip(8, Some("ps1"))), None);
    }

    #[test]
    fn of_a_claim_that_was_assigned_the_assignment_alone_is_undone() {
        let undo = Undo::claim(&ip(7, Some("psnew"))).unwrap();
        assert_eq!(undo.suffix(), " again and stays claimed");
        let now = ip(7, Some("psnew"));
        assert_eq!(
            undo.action(|_| Some(now.clone())),
            Ok(UndoAction::Change(Operation::Unassign, now.clone(), None))
        );
        let moved = undo.action(|_| Some(ip(7, Some("psother"))));
        assert_eq!(
            moved,
            Err("203.0.113.7 was assigned to psother meanwhile.".to_owned())
        );
        assert_eq!(Undo::claim(&ip(7, None)), None);
    }

    #[test]
    fn it_is_refused_once_somebody_has_changed_the_row() {
        let undo = Undo::change(&ip(7, None), &ip(7, Some("psnew"))).unwrap();
        for (now, words) in [
            (None, "203.0.113.7 is no longer in the list."),
            (Some(ip(7, None)), "203.0.113.7 was unassigned meanwhile."),
            (
                Some(ip(7, Some("psother"))),
                "203.0.113.7 was assigned to psother meanwhile.",
            ),
        ] {
            assert_eq!(undo.action(|_| now.clone()), Err(words.to_owned()));
        }
    }

    #[test]
    fn a_swap_is_undone_by_a_swap_and_refused_if_either_row_has_changed() {
        let (a, b) = (ip(7, Some("ps1")), ip(8, Some("ps2")));
        let (a2, b2) = (ip(7, Some("ps2")), ip(8, Some("ps1")));
        let half = |before, now| Undo::change(before, now).unwrap();
        let undo = half(&a, &a2).and(half(&b, &b2));
        let known = |left: &PublicIp| Some(left.clone());
        assert_eq!(
            undo.action(known),
            Ok(UndoAction::Swap(a2.clone(), b2.clone()))
        );
        let changed = |left: &PublicIp| known(left).filter(|ip| ip.address == a.address);
        assert_eq!(
            undo.action(changed),
            Err("203.0.113.8 is no longer in the list.".to_owned())
        );
    }
}
