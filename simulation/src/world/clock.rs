//! Time that only the run moves. The wall clock of the computer may be set, and goes on while the computer sleeps.

use std::cell::Cell;
use std::future::pending;
use std::rc::Rc;

use app::ports::{Clock, LocalFuture};
use model::domain::Timestamp;
use tokio::time::{Duration, Instant, sleep};

use crate::wire::NOW;

/// The wall clock of the computer, which all its tabs share.
pub(crate) struct WallClock {
    began: Instant,
    /// How long the computer has slept, in milliseconds: its timers stood still then.
    slept: Cell<i64>,
    /// How far it was set, in milliseconds.
    set_by: Cell<i64>,
}

impl WallClock {
    pub(crate) fn new() -> Self {
        Self {
            began: Instant::now(),
            slept: Cell::new(0),
            set_by: Cell::new(0),
        }
    }

    /// The time of the API, in milliseconds since the epoch.
    pub(crate) fn at_the_api(&self) -> i64 {
        NOW + i64::try_from(self.began.elapsed().as_millis()).unwrap() + self.slept.get()
    }

    pub(crate) fn sleep(&self, ms: i64) {
        self.slept.set(self.slept.get() + ms);
    }

    /// Sets the clock, and says how far it is off then.
    pub(crate) fn set(&self, by: i64) {
        self.set_by.set(by);
    }
}

/// The clock of one page. The timers of a page end with it.
pub(crate) struct PageClock {
    pub(crate) wall: Rc<WallClock>,
    pub(crate) is_gone: Rc<Cell<bool>>,
}

impl Clock for PageClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.wall.at_the_api() + self.wall.set_by.get())
    }

    fn sleep(&self, ms: u32) -> LocalFuture<()> {
        let is_gone = self.is_gone.clone();
        Box::pin(async move {
            sleep(Duration::from_millis(ms.into())).await;
            if is_gone.get() {
                pending::<()>().await;
            }
        })
    }
}
