//! The four operations: how each is begun, and what is to be seen and heard when it is done.

use super::faults::{Case, Change, Claim};
use crate::steps::*;
use e2e::{Locator, Panel};

/// The first address that the simulator gives away in CA1.
const NEW: &str = "198.51.100.1";

/// What stands below [`IDLE`] in the list.
const BELOW: &str = "203.0.113.23";

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Operation {
    Claim,
    Assign,
    Unassign,
    Release,
}

/// What is to be seen in the end.
pub(super) enum End {
    /// How many requests make the change, and how many look for it.
    Done(usize, usize),
    NotSeen(usize, usize),
    Refused,
    SignedOut,
}

impl Operation {
    pub(super) fn verb(self) -> &'static str {
        match self {
            Self::Claim => "Claim",
            Self::Assign => "Assign",
            Self::Unassign => "Unassign",
            Self::Release => "Release",
        }
    }

    pub(super) fn method(self) -> &'static str {
        match self {
            Self::Claim => "POST",
            Self::Assign | Self::Unassign => "PUT",
            Self::Release => "DELETE",
        }
    }

    /// The name of the button that opens the form.
    pub(super) fn opener(self) -> String {
        match self {
            Self::Claim => "Claim IP".to_owned(),
            Self::Assign | Self::Release => format!("{} {IDLE}", self.verb()),
            Self::Unassign => format!("{} {ASSIGNED}", self.verb()),
        }
    }

    /// The form, filled in.
    pub(super) async fn form(self, panel: &Panel<'_>) -> Locator {
        match self {
            Self::Claim => {
                let form = open_claim(panel).await;
                form.radio("West Coast (CA1)").select().await;
                form
            }
            Self::Assign => {
                let form = open_dialog(panel, "Assign", IDLE).await;
                form.field("Machine ID").fill(FREE_MACHINE).await;
                form
            }
            Self::Unassign => open_dialog(panel, "Unassign", ASSIGNED).await,
            Self::Release => open_dialog(panel, "Release", IDLE).await,
        }
    }

    /// What is announced when it was done.
    pub(super) fn told(self) -> String {
        match self {
            Self::Claim => format!("Claimed {NEW} in West Coast (CA1)"),
            Self::Assign => format!("Assigned {IDLE} to build-runner"),
            Self::Unassign => format!("Unassigned {ASSIGNED} from inference-gateway"),
            Self::Release => format!("Released {IDLE}"),
        }
    }

    /// The title of its failure.
    pub(super) fn failed(self) -> &'static str {
        match self {
            Self::Claim => "No address was claimed",
            Self::Assign => "The address was not assigned",
            Self::Unassign => "The address was not unassigned",
            Self::Release => "The address was not released",
        }
    }

    /// The name of the button that has the focus when it was done.
    pub(super) fn goes_to(self) -> String {
        match self {
            Self::Claim => "Claim IP".to_owned(),
            Self::Assign => format!("Move {IDLE}"),
            Self::Unassign => format!("Assign {ASSIGNED}"),
            Self::Release => format!("Assign {BELOW}"),
        }
    }

    /// Whether the account shows it as done.
    pub(super) fn is_done(self, panel: &Panel<'_>) -> bool {
        panel.with_account("demo", |account| match self {
            Self::Claim => account.address(NEW).is_some(),
            Self::Assign => account.assigned_to(FREE_MACHINE).as_deref() == Some(IDLE),
            Self::Unassign => account.assigned_to(ITS_MACHINE).is_none(),
            Self::Release => account.address(IDLE).is_none(),
        })
    }

    pub(super) fn end(self, case: &Case) -> End {
        match (self, case.claim, case.change) {
            (Self::Claim, Claim::Done, _) => End::Done(1, 0),
            (Self::Claim, Claim::Found, _) => End::Done(1, 1),
            (Self::Claim, Claim::FoundLate, _) => End::Done(1, 2),
            (Self::Claim, Claim::NotSeen, _) => End::NotSeen(1, 4),
            (Self::Claim, Claim::Refused, _) | (_, _, Change::Refused) => End::Refused,
            (Self::Claim, Claim::SignedOut, _) | (_, _, Change::SignedOut) => End::SignedOut,
            (_, _, Change::Done(sent)) => End::Done(sent, 0),
            (_, _, Change::Found(sent)) => End::Done(sent, 1),
            (_, _, Change::NotSeen(sent)) => End::NotSeen(sent, 1),
        }
    }
}
