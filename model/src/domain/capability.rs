//! What may be done to an address, and why not.
//!
//! The reason *is* the disabled state: a button that cannot act shows the text
//! of its [`Reason`]. What it allows, the service carries out; what it refuses
//! would do nothing there, or be another action than its name says. The test
//! `tests/capability.rs` holds it against the simulator.

use super::{Operation, PublicIp};

/// Why an action cannot be taken on an address now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Another operation on this address has not been answered yet.
    Busy(Operation),
    /// It is assigned, so it is moved rather than assigned.
    Assigned,
    /// It is idle, so there is nothing to move or unassign.
    Idle,
}

impl Reason {
    /// The sentence in the button's tooltip.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Busy(operation) => operation.progress(),
            Self::Assigned => "This address is assigned. Move it instead.",
            Self::Idle => "This address is not assigned to a machine.",
        }
    }
}

/// The actions on an address in the order they are offered, each with the
/// reason why it cannot be taken now.
pub fn actions(ip: &PublicIp, busy: Option<Operation>) -> [(Operation, Result<(), Reason>); 4] {
    [
        (Operation::Assign, can_assign(ip, busy)),
        (Operation::Move, can_move(ip, busy)),
        (Operation::Unassign, can_unassign(ip, busy)),
        (Operation::Release, can_release(ip, busy)),
    ]
}

/// An idle address can be assigned (`docs/api.md`, Assign and unassign).
///
/// # Errors
/// The [`Reason`] why not.
pub fn can_assign(ip: &PublicIp, busy: Option<Operation>) -> Result<(), Reason> {
    free(busy)?;
    idle(ip)
}

/// An assigned address can be moved to another machine (`docs/api.md`, Assign and unassign).
///
/// # Errors
/// The [`Reason`] why not.
pub fn can_move(ip: &PublicIp, busy: Option<Operation>) -> Result<(), Reason> {
    free(busy)?;
    assigned(ip)
}

/// An assigned address can be taken from its machine (`docs/api.md`, Assign and unassign).
///
/// # Errors
/// The [`Reason`] why not.
pub fn can_unassign(ip: &PublicIp, busy: Option<Operation>) -> Result<(), Reason> {
    free(busy)?;
    assigned(ip)
}

/// Every address can be released, an assigned one too (`docs/api.md`, Release).
///
/// # Errors
/// The [`Reason`] why not.
pub fn can_release(_ip: &PublicIp, busy: Option<Operation>) -> Result<(), Reason> {
    free(busy)
}

fn free(busy: Option<Operation>) -> Result<(), Reason> {
    busy.map_or(Ok(()), |operation| Err(Reason::Busy(operation)))
}

fn idle(ip: &PublicIp) -> Result<(), Reason> {
    if ip.machine.is_none() {
        Ok(())
    } else {
        Err(Reason::Assigned)
    }
}

fn assigned(ip: &PublicIp) -> Result<(), Reason> {
    if ip.machine.is_some() {
        Ok(())
    } else {
        Err(Reason::Idle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Address, Claimed, MachineId, Region};

    fn ip(machine: Option<&str>) -> PublicIp {
        PublicIp {
            address: Address::new(203, 0, 113, 7),
            region: Region::Ny2,
            claimed: Claimed::parse("2026-01-01T00:00:00Z"),
            machine: machine.map(|id| MachineId::parse(id).unwrap()),
        }
    }

    #[test]
    fn the_table() {
        let idle = ip(None);
        let assigned = ip(Some("ps1"));
        let rows = [
            (can_assign as fn(_, _) -> _, Ok(()), Err(Reason::Assigned)),
            (can_move, Err(Reason::Idle), Ok(())),
            (can_unassign, Err(Reason::Idle), Ok(())),
            (can_release, Ok(()), Ok(())),
        ];
        for (rule, when_idle, when_assigned) in rows {
            assert_eq!(rule(&idle, None), when_idle);
            assert_eq!(rule(&assigned, None), when_assigned);
            let busy = Err(Reason::Busy(Operation::Move));
            assert_eq!(rule(&idle, Some(Operation::Move)), busy);
            assert_eq!(rule(&assigned, Some(Operation::Move)), busy);
        }
    }
}
