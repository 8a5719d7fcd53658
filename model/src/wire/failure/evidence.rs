//! What the answer to a change proves of it.
//!
//! | answer | proves |
//! | --- | --- |
//! | 200 with a readable body | done |
//! | nothing was sent; 4xx with the API's own error object, other than those below | [`Evidence::NotDone`] |
//! | 404 with the API's own error object | [`Evidence::NotThere`] |
//! | 408, 425, 499; 4xx of anything else, such as a proxy; 5xx; cut off; too late; a 200 that is unreadable or does not show the change | [`Evidence::Nothing`] |
//!
//! 408 and 499 may come after the work is done, and 425 from something that sends the request again
//! by itself (`docs/api.md`, What an answer proves).

use super::{Effect, Failure};
use crate::domain::Operation;

/// What a failed request proves of the change that it asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// It was not carried out.
    NotDone,
    /// The API knows no such address, or no such machine. The list says which.
    NotThere,
    /// It may have been carried out.
    Nothing,
}

impl Failure {
    /// What it proves of a change.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        match self {
            Self::Offline | Self::ReadOnly | Self::NoBaseline(_) => Evidence::NotDone,
            Self::Refused { status, .. } => match status {
                404 => Evidence::NotThere,
                408 | 425 | 499 => Evidence::Nothing,
                400..=499 => Evidence::NotDone,
                _ => Evidence::Nothing,
            },
            Self::IncompleteList(_)
            | Self::NotShown
            | Self::Unreachable(_)
            | Self::TimedOut
            | Self::Cancelled
            | Self::Unreadable { .. } => Evidence::Nothing,
        }
    }

    /// The effect on the account, before the list is read. A claim names nothing that could be
    /// missing, so a 404 of the API refuses it.
    #[must_use]
    pub fn effect(&self, operation: Operation) -> Effect {
        let is_open = match self.evidence() {
            Evidence::NotDone => false,
            Evidence::NotThere => operation != Operation::Claim,
            Evidence::Nothing => true,
        };
        if operation.changes() && is_open {
            Effect::Unknown
        } else {
            Effect::Nothing
        }
    }
}
