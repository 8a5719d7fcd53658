//! One form from the first key to the answer.

use crate::wire::{Effect, Failure};

/// The state of a form. What was typed lives in the fields and survives every state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormState {
    /// Being filled in, with the problem of the last attempt to submit.
    Editing(Option<&'static str>),
    /// Sent, not answered.
    Saving,
    /// Failed, with what is known of the effect.
    Failed(Failure, Effect),
}

impl FormState {
    /// A form nobody has touched.
    #[must_use]
    pub fn new() -> Self {
        Self::Editing(None)
    }

    /// Whether a request is under way, so that nothing may be sent.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        *self == Self::Saving
    }

    /// What is wrong with the input, if it was submitted wrong.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        match self {
            Self::Editing(problem) => *problem,
            Self::Saving | Self::Failed(..) => None,
        }
    }

    /// Why the last request failed, and whether anything changed.
    #[must_use]
    pub fn failure(&self) -> Option<(&Failure, Effect)> {
        match self {
            Self::Failed(failure, effect) => Some((failure, *effect)),
            Self::Editing(_) | Self::Saving => None,
        }
    }
}

impl Default for FormState {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_shows_its_own_part_alone() {
        let problem = "Enter the ID of a machine.";
        for (draft, saving, problem, failure) in [
            (FormState::new(), false, None, None),
            (FormState::default(), false, None, None),
            (
                FormState::Editing(Some(problem)),
                false,
                Some(problem),
                None,
            ),
            (FormState::Saving, true, None, None),
            (
                FormState::Failed(Failure::TimedOut, Effect::NotSeen),
                false,
                None,
                Some((&Failure::TimedOut, Effect::NotSeen)),
            ),
        ] {
            assert_eq!(draft.is_saving(), saving, "{draft:?}");
            assert_eq!(draft.problem(), problem, "{draft:?}");
            assert_eq!(draft.failure(), failure, "{draft:?}");
        }
    }
}
