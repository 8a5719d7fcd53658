//! Plain state machines: what is known, and what is asked for next.
//!
//! None of them sends anything. Each says what to send and takes the answer
//! back with the ticket it was sent under; an answer whose ticket is no longer
//! the newest falls away.

mod bulk;
mod census;
mod claims;
mod csv;
#[cfg(test)]
pub(crate) mod dice;
mod directory;
mod draft;
mod expiry;
mod feed;
mod filter;
mod formats;
mod link;
mod load_all;
mod locks;
mod log;
mod needle;
mod notes;
mod palette;
mod picker;
mod pool;
mod radix;
mod read_back;
mod reconcile;
mod refresh;
mod retry;
mod route;
#[cfg(test)]
mod sample;
mod scroll;
mod selection;
mod session;
mod shortcuts;
mod sort;
mod swap;
mod tally;
mod undo;
mod view;

pub use bulk::{Bulk, Counts, Fate};
pub use census::Census;
pub use claims::Claims;
pub use csv::file_name;
pub use directory::Directory;
pub use draft::Draft;
pub use expiry::{Expiry, Record, Standing};
pub use feed::{Columns, Ending, Feed, Gap, News, Row, Tail, Ticket, Wanted};
pub use filter::{Filter, Usage};
pub use formats::Format;
pub use link::Link;
pub use load_all::{LoadAll, Pace, Step};
pub use locks::Locks;
pub use log::{Log, Logged};
pub use notes::{Imported, NotAFile, Notes};
pub use palette::{MOST_RESULTS, begins_words, possible_first, rows_with};
pub use picker::{Choice, Fit, Picker};
pub use pool::Pool;
pub use read_back::{Found, ReadBack, Wish};
pub use reconcile::{ClaimLook, Reconcile, Sent, Verdict};
pub use refresh::{Refresh, Refreshed};
pub use retry::{Attempts, Budget, Then, may_pass};
pub use route::Route;
pub use scroll::{Extent, Scroll};
pub use selection::Selection;
pub use session::{Mode, Session, SignedOut};
pub use shortcuts::{Binding, Place, Press, SHORTCUTS, Shortcut, shortcut_of};
pub use sort::{Sort, SortBy};
pub use swap::{Exchange, Known, Mark, Swap, Swapped};
pub use tally::{Count, Tally};
pub use undo::{Back, Undo};
pub use view::{Knowledge, Look, View};
