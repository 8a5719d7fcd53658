//! The failure of a command.

use std::fmt::{Display, Formatter, Result};

/// A failure: what failed and what to do about it, in one sentence.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// A failed file operation, such as "read".
    pub(crate) fn file(operation: &str, path: &std::path::Path, error: &std::io::Error) -> Self {
        Self(format!(
            "could not {operation} {}: {error}.",
            path.display()
        ))
    }
}

impl Display for Failure {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        formatter.write_str(&self.0)
    }
}
