//! The elements of a drawing.

use crate::El;

/// A new `<svg>`.
#[must_use]
pub fn svg() -> El {
    El::svg("svg")
}

/// A new `<path>`.
#[must_use]
pub fn path() -> El {
    El::svg("path")
}
