//! The browser: its storage, its clock, and its tabs with one page after another.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use app::App;
use app::foundation::Foundation;
use app::ports::{AddressBar, Ports, Random, TabMessage};
use model::wire::{Config, Request};

use super::SharedRng;
use super::clock::{PageClock, WallClock};
use super::network::{Network, PageId, Port};
use crate::page::{Memory, Page};

pub(crate) struct Browser {
    rng: SharedRng,
    pub(crate) clock: Rc<WallClock>,
    pub(crate) network: Rc<Network>,
    storage: Rc<Memory>,
    next_page: Cell<usize>,
}

/// What a tab shows: a page with its application.
pub(crate) struct OpenPage {
    pub(crate) id: PageId,
    pub(crate) app: App,
    pub(crate) page: Rc<Page>,
    network: Rc<Network>,
    is_gone: Rc<Cell<bool>>,
}

impl Browser {
    pub(crate) fn new(rng: &SharedRng) -> Self {
        Self {
            rng: rng.clone(),
            clock: Rc::new(WallClock::new()),
            network: Rc::new(Network::new(rng.clone())),
            storage: Rc::default(),
            next_page: Cell::new(0),
        }
    }

    /// Opens the panel in a new tab.
    pub(crate) fn open(&self) -> OpenPage {
        self.load(Rc::default(), "")
    }

    /// Loads the page of a tab again: what the browser stores is all that is left of the last one.
    pub(crate) fn reload(&self, left: &OpenPage) -> OpenPage {
        left.is_gone.set(true);
        self.network.abandon(left.id);
        self.load(left.page.tab_storage.clone(), &left.page.fragment())
    }

    fn load(&self, tab_storage: Rc<Memory>, fragment: &str) -> OpenPage {
        let id = PageId(self.next_page.get());
        self.next_page.set(id.0 + 1);
        let page = Rc::new(Page::new(tab_storage, self.storage.clone()));
        page.replace(fragment);
        let is_gone = Rc::new(Cell::new(false));
        let ports = Ports {
            api: Rc::new(Port {
                network: self.network.clone(),
                page: id,
            }),
            clock: Rc::new(PageClock {
                wall: self.clock.clone(),
                is_gone: is_gone.clone(),
            }),
            tab_storage: page.tab_storage.clone(),
            browser_storage: self.storage.clone(),
            tabs: page.clone(),
            address_bar: page.clone(),
            random: Rc::new(Chance(self.rng.clone())),
            focus: page.clone(),
            device: page.clone(),
        };
        // As `src/start.rs` does.
        let app = App::new(Foundation::new(ports, Config::default()));
        page.set_app(app);
        app.restore();
        OpenPage {
            id,
            app,
            page,
            network: self.network.clone(),
            is_gone,
        }
    }
}

impl OpenPage {
    /// What it has sent since this was called last.
    pub(crate) fn take_sent(&self) -> Vec<(u32, Request)> {
        self.network.take_sent(self.id)
    }

    /// Its requests whose answers it waits for.
    pub(crate) fn each_awaited(&self, mut each: impl FnMut(u32, &Request)) {
        for flight in &*self.network.flights.borrow() {
            if flight.page == self.id && flight.is_awaited() {
                each(flight.id, &flight.request);
            }
        }
    }

    /// Whether an answer, to any page, has repeated the key.
    pub(crate) fn has_repeated_key(&self) -> bool {
        self.network.has_repeated_key.get()
    }

    /// What it tells the other tabs.
    pub(crate) fn take_messages(&self) -> Vec<TabMessage> {
        self.page.messages.take()
    }
}

struct Chance(SharedRng);

impl Random for Chance {
    fn u32(&self) -> u32 {
        let rng: &RefCell<_> = &self.0;
        u32::try_from(rng.borrow_mut().below(1 << 32)).unwrap()
    }
}
