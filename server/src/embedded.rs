//! The panel in the program: the files that `build.rs` was given.

use server::{EmbeddedFile, Panel};

/// Empty in a development build.
const FILES: &[EmbeddedFile] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The panel in the program, if it has one.
pub(crate) fn panel() -> Option<Panel> {
    (!FILES.is_empty()).then_some(Panel::Embedded(FILES))
}
