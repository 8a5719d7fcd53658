//! The four operations: start and expected end of each.

use super::faults::{Case, Change, Claim};
use crate::steps::*;
use e2e::{Locator, Panel};

/// The first address that the simulator assigns in CA1.
const NEW: &str = "198.51.100.1";

/// The address below [`IDLE`] in the list.
const BELOW: &str = "203.0.113.23";

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Operation {
    Claim,
    Assign,
    Unassign,
    Release,
}

/// The expected end.
pub(super) enum End {
    /// The number of requests for the change, and for its confirmation.
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

    /// Name of the button that opens the form.
    pub(super) fn opener(self) -> String {
        match self {
            Self::Claim => "Claim IP".to_owned(),
            Self::Assign | Self::Release => format!("{} {IDLE}", self.verb()),
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
                form.field("Machine ID").fill(FREE_MACHINE).await;
                form
            }
            Self::Unassign => open_dialog(panel, "Unassign", ASSIGNED).await,
            Self::Release => open_dialog(panel, "Release", IDLE).await,
        }
    }

    /// The announcement of success.
    pub(super) fn told(self) -> String {
        match self {
            Self::Claim => format!("Claimed {NEW} in West Coast (CA1)"),
            Self::Assign => format!("Assigned {IDLE} to build-runner"),
            Self::Unassign => format!("Unassigned {ASSIGNED} from inference-gateway"),
            Self::Release => format!("Released {IDLE}"),
        }
    }

    /// The title of the failure.
    pub(super) fn failed(self) -> &'static str {
        match self {
            Self::Claim => "No address was claimed",
            Self::Assign => "The address was not assigned",
            Self::Unassign => "The address was not unassigned",
            Self::Release => "The address was not released",
        }
    }

    /// Name of the focused button after success.
    pub(super) fn goes_to(self) -> String {
        match self {
            Self::Claim => "Claim IP".to_owned(),
            Self::Assign => format!("Move {IDLE}"),
            Self::Unassign => format!("Assign {ASSIGNED}"),
            Self::Release => format!("Assign {BELOW}"),
        }
    }

    /// Whether the account has the change.
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
