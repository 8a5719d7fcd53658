//! What the panel offers beside the list: notes, export, the palette, shortcuts and the session log.

mod csv;
mod formats;
mod log;
mod notes;
mod palette;
mod shortcuts;

pub use csv::file_name;
pub use formats::Format;
pub use log::{Log, LogEntry};
pub use notes::{ImportError, ImportSummary, Notes};
pub use palette::{MAX_RESULTS, enabled_first, find_rows, matches_word_starts};
pub use shortcuts::{Binding, KeyPress, SHORTCUTS, Shortcut, ShortcutScope, find_shortcut};
