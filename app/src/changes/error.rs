//! Why a change was not made, or is not known to be.

use model::domain::{Address, Operation, Reason};
use model::state::Difference;
use model::wire::{Effect, Failure, Outcome};

use crate::open_work::WorkId;

/// Why a change was not made, or is not known to be.
#[derive(Clone, Debug)]
pub(crate) enum ChangeError {
    /// It was not even sent.
    NotAllowed(Reason),
    /// Read right before, the address was not as confirmed. Nothing was sent, or else what was sent
    /// of a swap was taken back.
    Differs(Difference, Effect),
    /// It was sent, and failed.
    Failed {
        /// Why.
        failure: Failure,
        /// Whether anything changed.
        effect: Effect,
        /// The work as the tab keeps it, where it is not known whether it was done.
        kept: Option<WorkId>,
    },
    /// The team no longer has the address, which has left the list.
    Gone(Address),
}

impl ChangeError {
    /// Of a request that failed, and that the tab keeps nothing of.
    pub(crate) fn failed(failure: Failure, effect: Effect) -> Self {
        Self::Failed {
            failure,
            effect,
            kept: None,
        }
    }

    /// Whether anything changed.
    pub(super) fn effect(&self) -> Effect {
        match self {
            Self::NotAllowed(_) => Effect::NotSent,
            Self::Gone(_) => Effect::Nothing,
            Self::Differs(_, effect) | Self::Failed { effect, .. } => *effect,
        }
    }

    /// What became of it, as a value.
    pub(super) fn outcome(&self) -> Outcome {
        match self {
            Self::Gone(_) => Outcome::Gone,
            Self::NotAllowed(_) | Self::Differs(..) | Self::Failed { .. } => {
                Outcome::Failed(self.effect())
            }
        }
    }

    /// The work as the tab keeps it.
    pub(crate) fn kept(&self) -> Option<WorkId> {
        match self {
            Self::Failed { kept, .. } => *kept,
            Self::NotAllowed(_) | Self::Differs(..) | Self::Gone(_) => None,
        }
    }
}

/// The title of an operation that changed nothing.
pub(super) fn not_done(operation: Operation) -> &'static str {
    let words = Failure::Cancelled.words_with_effect(operation, Effect::Nothing);
    words.title
}

/// Says that an address has been released, by whomever.
pub(super) fn no_longer_yours(address: Address) -> String {
    format!("{address} is no longer your team's.")
}
