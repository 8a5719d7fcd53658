//! The six operations: start and expected end of each.

use super::faults::{Case, Change, Claim};
use crate::steps::*;
use e2e::{Locator, Panel};

/// The first address that the simulator assigns in CA1.
const NEW: &str = "198.51.100.1";

/// The address that [`ASSIGNED`] is swapped with, and its machine.
const OTHER: &str = "203.0.113.2";
const OTHER_MACHINE: &str = "psm9u09bwu5i";

/// The address below [`IDLE`] in the list.
const BELOW: &str = "203.0.113.23";

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Operation {
    Claim,
    Assign,
    Move,
    Swap,
    Unassign,
    Release,
}

/// The expected end.
pub(super) enum End {
    /// The number of requests for the change, and for its confirmation.
    Done(usize, usize),
    /// Released by an earlier request than the one that was answered.
    Gone(usize, usize),
    NotSeen(usize, usize),
    Refused,
    SignedOut,
}

impl Operation {
    pub(super) fn verb(self) -> &'static str {
        match self {
            Self::Claim => "Claim",
            Self::Assign => "Assign",
            Self::Move => "Move",
            Self::Swap => "Swap",
            Self::Unassign => "Unassign",
            Self::Release => "Release",
        }
    }

    pub(super) fn method(self) -> &'static str {
        match self {
            Self::Claim => "POST",
            Self::Assign | Self::Move | Self::Swap | Self::Unassign => "PUT",
            Self::Release => "DELETE",
        }
    }

    /// How often the list is read before the request.
    pub(super) fn reads_first(self) -> usize {
        usize::from(self == Self::Claim)
    }

    /// Name of the button that opens the form.
    pub(super) fn opener(self) -> String {
        match self {
            Self::Claim => "Claim IP".to_owned(),
            Self::Assign | Self::Release => format!("{} {IDLE}", self.verb()),
            Self::Move | Self::Swap => format!("Move {ASSIGNED}"),
            Self::Unassign => format!("{} {ASSIGNED}", self.verb()),
        }
    }

    /// Opens and fills the form.
    pub(super) async fn form(self, panel: &Panel<'_>) -> Locator {
        match self {
            Self::Claim => {
                let form = open_claim(panel).await;
                form.radio("West Coast (CA1)").select().await;
                form
            }
            Self::Assign => {
                let form = open_dialog(panel, "Assign", IDLE).await;
                form.field("Machine").fill(FREE_MACHINE).await;
                form
            }
            Self::Move => {
                let form = open_dialog(panel, "Move", ASSIGNED).await;
                form.field("Machine").fill(FREE_MACHINE).await;
                form
            }
            Self::Swap => {
                open_dialog(panel, "Move", ASSIGNED).await;
                pick_a_swap(panel).await
            }
            Self::Unassign => open_dialog(panel, "Unassign", ASSIGNED).await,
            Self::Release => open_dialog(panel, "Release", IDLE).await,
        }
    }

    /// The announcement of success.
    pub(super) fn told(self, case: &Case) -> String {
        if matches!(self.end(case), End::Gone(..)) {
            return format!("{IDLE} is no longer your team's");
        }
        match self {
            Self::Claim => format!("Claimed {NEW} in West Coast (CA1)"),
            Self::Assign => format!("Assigned {IDLE} to build-runner"),
            Self::Move => format!("Moved {ASSIGNED} to build-runner"),
            Self::Swap => format!("Swapped {ASSIGNED} and {OTHER}"),
            Self::Unassign => format!("Unassigned {ASSIGNED} from inference-gateway"),
            Self::Release => format!("Released {IDLE}"),
        }
    }

    /// The title of the failure.
    pub(super) fn failed(self) -> &'static str {
        match self {
            Self::Claim => "Couldn't claim an address",
            Self::Assign => "Couldn't assign the address",
            Self::Move | Self::Swap => "Couldn't move the address",
            Self::Unassign => "Couldn't unassign the address",
            Self::Release => "Couldn't release the address",
        }
    }

    /// Name of the focused button after success.
    pub(super) fn goes_to(self) -> String {
        match self {
            Self::Claim => "Claim IP".to_owned(),
            Self::Assign => format!("Move {IDLE}"),
            Self::Move | Self::Swap => format!("Move {ASSIGNED}"),
            Self::Unassign => format!("Assign {ASSIGNED}"),
            Self::Release => format!("Assign {BELOW}"),
        }
    }

    /// Whether the account has the change.
    pub(super) fn is_done(self, panel: &Panel<'_>) -> bool {
        panel.with_account("demo", |account| match self {
            Self::Claim => account.address(NEW).is_some(),
            Self::Assign => account.assigned_to(FREE_MACHINE).as_deref() == Some(IDLE),
            Self::Move => account.assigned_to(FREE_MACHINE).as_deref() == Some(ASSIGNED),
            Self::Swap => {
                account.assigned_to(OTHER_MACHINE).as_deref() == Some(ASSIGNED)
                    && account.assigned_to(ITS_MACHINE).as_deref() == Some(OTHER)
            }
            Self::Unassign => account.assigned_to(ITS_MACHINE).is_none(),
            Self::Release => account.address(IDLE).is_none(),
        })
    }

    /// Whether the case has one right end. A first step of a swap that is carried out after the others would undo
    /// them, and no answer tells of it.
    pub(super) fn can_meet(self, case: &Case) -> bool {
        self != Self::Swap || case.name != "delayed commit"
    }

    /// The expected end. Two more steps follow the first one of a swap.
    pub(super) fn end(self, case: &Case) -> End {
        let end = self.end_of_first_request(case);
        match end {
            End::Done(sent, looked) if self == Self::Swap => End::Done(sent + 2, looked),
            End::Done(..) | End::Gone(..) | End::NotSeen(..) | End::Refused | End::SignedOut => end,
        }
    }

    fn end_of_first_request(self, case: &Case) -> End {
        match (self, case.claim, case.change) {
            (Self::Claim, Claim::Done, _) => End::Done(1, 2),
            (Self::Claim, Claim::Found | Claim::FoundLate, _) => End::Done(1, 3),
            (Self::Claim, Claim::NotSeen, _) => End::NotSeen(1, 5),
            (Self::Claim, Claim::Refused, _) | (_, _, Change::Refused) => End::Refused,
            (Self::Claim, Claim::SignedOut, _) | (_, _, Change::SignedOut) => End::SignedOut,
            (_, _, Change::Done(sent)) => End::Done(sent, 0),
            (Self::Release, _, Change::Repeated) => End::Gone(2, 1),
            (_, _, Change::Repeated) => End::Done(2, 0),
            (_, _, Change::Found(sent)) => End::Done(sent, 1),
            (_, _, Change::NotSeen(sent)) => End::NotSeen(sent, 1),
        }
    }
}
