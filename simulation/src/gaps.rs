//! What is known not to hold yet. This list is to become empty.

/// Something that the panel does not do yet, and that the runs keep clear of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// A message that an outcome is not known goes with the next failure.
    UnknownGoes,
}

const KNOWN: &[Gap] = &[Gap::UnknownGoes];

/// Whether the runs keep clear of this.
pub(crate) fn is_known(gap: Gap) -> bool {
    KNOWN.contains(&gap)
}
