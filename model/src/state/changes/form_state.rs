//! The lifecycle of a form.

use crate::wire::{Effect, Failure};

/// The state of a form. Its fields keep their input in every state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormState {
    /// Being edited, with the problem of the last submit.
    Editing(Option<&'static str>),
    /// Submitted, not answered.
    Saving,
    /// Failed, with what is known of the effect.
    Failed(Failure, Effect),
}

impl FormState {
    /// A form before any input.
    #[must_use]
    pub fn new() -> Self {
        Self::Editing(None)
    }

    /// Whether a request is in flight, so that nothing may be submitted.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        *self == Self::Saving
    }

    /// The problem of the input, after a submit.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        match self {
            Self::Editing(problem) => *problem,
            Self::Saving | Self::Failed(..) => None,
        }
    }

    /// The failure of the last request, and its effect.
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
        for (form, saving, problem, failure) in [
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
            assert_eq!(form.is_saving(), saving, "{form:?}");
            assert_eq!(form.problem(), problem, "{form:?}");
            assert_eq!(form.failure(), failure, "{form:?}");
        }
    }
}
