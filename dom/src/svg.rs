//! The elements of a drawing.

use crate::El;

/// A new `<svg>`.
pub fn svg() -> El {
    El::svg("svg")
}

/// A new `<path>`.
pub fn path() -> El {
    El::svg("path")
}
