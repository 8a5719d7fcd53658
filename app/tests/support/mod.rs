//! Ports for tests: a clock that only tests move, storage in memory, and a
//! network whose requests wait until the test lets them travel.

mod network;
mod page;

use std::cell::RefCell;
use std::rc::Rc;

use any_spawner::Executor;
use app::App;
use app::foundation::Foundation;
use app::ports::{Clock, LocalFuture, Ports, Random};
use model::domain::Timestamp;
use model::wire::Config;
use reactive_graph::diagnostics::SpecialNonReactiveFuture;
use tokio::runtime::Builder;
use tokio::task::LocalSet;
use tokio::time::{Duration, Instant, sleep};

use crate::test_rng::TestRng;
use crate::wire::NOW;
pub(crate) use network::{Connection, Flight, Network, Stage};
pub(crate) use page::{Memory, Page};

/// The generator of a run, which the ports draw from too.
pub(crate) type SharedRng = Rc<RefCell<TestRng>>;

/// A page without a session, and the world around it.
pub(crate) struct World {
    pub(crate) app: App,
    pub(crate) clock: Rc<TestClock>,
    pub(crate) network: Rc<Network>,
    pub(crate) page: Rc<Page>,
}

impl World {
    pub(crate) fn new(rng: &SharedRng) -> Self {
        let clock = Rc::new(TestClock::start());
        Self::in_tab(rng, clock, Rc::default(), Rc::default())
    }

    /// A page of a tab that has stored something, as after a reload, or in a browser with other tabs.
    pub(crate) fn in_tab(
        rng: &SharedRng,
        clock: Rc<TestClock>,
        tab_storage: Rc<Memory>,
        browser_storage: Rc<Memory>,
    ) -> Self {
        Self::with_page(rng, clock, Page::new(tab_storage, browser_storage))
    }

    pub(crate) fn with_page(rng: &SharedRng, clock: Rc<TestClock>, page: Page) -> Self {
        let network = Rc::new(Network::new(rng.clone()));
        let page = Rc::new(page);
        let ports = Ports {
            api: Rc::new(network::Connection(network.clone())),
            clock: clock.clone(),
            tab_storage: page.tab_storage.clone(),
            browser_storage: page.browser_storage.clone(),
            tabs: page.clone(),
            address_bar: page.clone(),
            random: Rc::new(Chance(rng.clone())),
            focus: page.clone(),
            device: page.clone(),
        };
        let app = App::new(Foundation::new(ports, Config::default()));
        page.set_app(app);
        Self {
            app,
            clock,
            network,
            page,
        }
    }

    /// Now, in milliseconds since the epoch.
    pub(crate) fn now(&self) -> i64 {
        self.clock.now().0
    }

    /// Lets every task run until all of them wait.
    pub(crate) async fn settle(&self) {
        // The clock is paused: it moves on only once nothing else is left to do.
        sleep(Duration::from_millis(1)).await;
    }

    /// Lets time pass, with all timers in it.
    pub(crate) async fn pass(&self, ms: u64) {
        sleep(Duration::from_millis(ms)).await;
    }
}

/// Runs a test whose clock stands still while anything can run.
pub(crate) fn run<T>(test: impl Future<Output = T>) -> T {
    // Every test of this process comes by here, and the first one sets it.
    _ = Executor::init_tokio();
    let runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    LocalSet::new().block_on(&runtime, SpecialNonReactiveFuture::new(test))
}

/// The paused clock of tokio, as a wall clock.
pub(crate) struct TestClock(Instant);

impl TestClock {
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        let passed = self.0.elapsed().as_millis();
        Timestamp(NOW + i64::try_from(passed).unwrap())
    }

    fn sleep(&self, ms: u32) -> LocalFuture<()> {
        Box::pin(sleep(Duration::from_millis(ms.into())))
    }
}

struct Chance(SharedRng);

impl Random for Chance {
    fn u32(&self) -> u32 {
        u32::try_from(self.0.borrow_mut().below(1 << 32)).unwrap()
    }
}
