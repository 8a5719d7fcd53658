//! Plain state machines: what is known, and what is asked for next.
//!
//! None of them sends anything. Each says what to send and takes the answer
//! back with the ticket it was sent under; an answer whose ticket is no longer
//! the newest falls away.

mod census;
mod draft;
mod feed;
mod locks;
mod pool;
mod refresh;
mod route;
mod scroll;
mod session;

pub use census::Census;
pub use draft::Draft;
pub use feed::{Columns, Ending, Feed, Gap, Row, Tail, Ticket, Wanted};
pub use locks::Locks;
pub use pool::Pool;
pub use refresh::{Refresh, Refreshed};
pub use route::Route;
pub use scroll::{Extent, Scroll};
pub use session::{Mode, Session, SignedOut};
