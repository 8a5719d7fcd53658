//! What must hold, whatever happens.

/// A rule that every run is held to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// One press sends one claim.
    OneClaimAPress,
    /// Nothing is changed that nobody has pressed for.
    PressedFirst,
    /// Nothing is released or overwritten that differed, when it was read last, from what was confirmed.
    AsConfirmed,
    /// What is released, swapped or undone was read again since it was confirmed.
    ReadFirst,
    /// A claim is sent once the newest addresses were read.
    BaselineFirst,
    /// Nothing is changed while the panel is read-only.
    ReadOnlyHolds,
    /// What is reported of a change agrees with the account's history.
    ChangesAreTrue,
    /// What is reported of a claim agrees with the account's history.
    ClaimsAreTrue,
    /// What is shown is so, as far as the page can know.
    RowsAreTrue,
    /// An address whose machine cannot be read is never shown as idle.
    OddIsAssigned,
    /// A list is not called empty of which an item could not be read.
    EmptyIsReadable,
    /// Counts are those of the account, once a list is whole.
    CountsAreTrue,
    /// What is shown is what the URL names, in its order.
    ViewIsTrue,
    /// One operation on an address at a time, one claim at a time, and no lock without one.
    LocksAreTrue,
    /// What is selected is in the list.
    SelectionIsTrue,
    /// What was changed here is not reported as changed elsewhere.
    OwnIsNotForeign,
    /// Every operation ends, and in one reported outcome.
    OneOutcome,
    /// A claim that is open is taken up again after a reload.
    OpenSurvives,
    /// That an outcome is not known stays on the page until it is dismissed.
    UnknownStays,
    /// A refused key, a limit, Lock and sign-out end the session, which leaves nothing on the page.
    SessionEnds,
    /// The key is in the stored session and nowhere else, whatever an answer repeats.
    KeyStaysHidden,
    /// At rest, after a refresh, everything agrees with the account.
    RestIsTrue,
}

/// Ends the run where a rule does not hold.
macro_rules! require {
    ($rule:expr, $holds:expr, $($details:tt)+) => {
        if !$holds {
            panic!("{:?}: {}", $rule, format!($($details)+));
        }
    };
}
pub(crate) use require;
