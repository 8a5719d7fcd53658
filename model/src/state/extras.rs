//! What the panel offers beside the list: notes, export, the palette's search and the session log.

mod csv;
mod formats;
mod log;
mod notes;
mod palette;

pub use csv::{file_contents, file_name};
pub use formats::Format;
pub use log::{Log, LogEntry};
pub use notes::{ImportError, ImportSummary, NoteTooLong, Notes};
pub use palette::find_rows;
