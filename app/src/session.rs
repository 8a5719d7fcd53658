//! Who is signed in, and the connection that is used for it.

mod timeout;

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use model::domain::Limits;
use model::state::{Expiry, Mode, Session, SignedOut, StoredSession};
use model::wire::Failure;
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, Set, With};

use crate::cancel::Cancel;
use crate::ports::{Api, Ports};

/// Every name in the storage of a tab begins so.
const STORED: &str = "public-ips.";

/// Called when a session begins.
type OnBegin = Box<dyn Fn(Mode)>;

/// Called when a session ends, to empty what belongs to it.
type OnEnd = Box<dyn Fn(&SignedOut)>;

/// The session of this tab, one after another.
pub struct SessionSlice {
    ports: &'static Ports,
    limits: Limits,
    session: RwSignal<Session, LocalStorage>,
    ends_soon: RwSignal<Option<(u8, Expiry)>, LocalStorage>,
    /// The key with its times. None in the demo.
    key: RefCell<Option<StoredSession>>,
    is_key_stored: Cell<bool>,
    /// The session is one that the tab had stored.
    is_restored: Cell<bool>,
    api: RefCell<Option<Rc<dyn Api>>>,
    token: RefCell<Cancel>,
    on_begin: OnceCell<OnBegin>,
    on_end: RefCell<Vec<OnEnd>>,
}

impl SessionSlice {
    pub(crate) fn new(ports: &'static Ports, limits: Limits) -> Self {
        let reason = if ports.device.is_secure() {
            SignedOut::FirstVisit
        } else {
            SignedOut::Insecure
        };
        Self {
            ports,
            limits,
            session: RwSignal::new_local(Session::SignedOut(reason)),
            ends_soon: RwSignal::new_local(None),
            key: RefCell::new(None),
            is_key_stored: Cell::new(false),
            is_restored: Cell::new(false),
            api: RefCell::new(None),
            token: RefCell::default(),
            on_begin: OnceCell::new(),
            on_end: RefCell::default(),
        }
    }

    /// The session, or why there is none.
    #[must_use]
    pub fn get(&self) -> Session {
        self.session.get()
    }

    /// Live or demo; none without a session.
    #[must_use]
    pub fn mode(&self) -> Option<Mode> {
        self.session.with(Session::mode)
    }

    /// Whether the session has a key.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.mode() == Some(Mode::Live)
    }

    /// While the session ends within a minute: in how many seconds, and by which limit.
    #[must_use]
    pub fn ends_soon(&self) -> Option<(u8, Expiry)> {
        self.ends_soon.get()
    }

    /// Whether the key is in the storage of the tab and survives a reload.
    #[must_use]
    pub fn is_key_stored(&self) -> bool {
        self.is_key_stored.get()
    }

    /// Whether the session is one that the tab had stored, rather than a new one.
    pub(crate) fn is_restored(&self) -> bool {
        self.is_restored.get()
    }

    /// Whether the browser lets the page store anything for this tab.
    #[must_use]
    pub fn can_store_key(&self) -> bool {
        self.ports.tab_storage.is_available()
    }

    /// Cancelled when the present session ends. A task keeps it across its
    /// waits, to know whether its session is over.
    pub(crate) fn token(&self) -> Cancel {
        self.token.borrow().clone()
    }

    pub(crate) fn api(&self) -> Option<Rc<dyn Api>> {
        self.api.borrow().clone()
    }

    pub(crate) fn set(&self, session: Session) {
        self.session.set(session);
    }

    pub(crate) fn begin(&self, api: Rc<dyn Api>, mode: Mode) {
        self.api.replace(Some(api));
        self.session.set(Session::SignedIn(mode));
        if let Some(on_begin) = self.on_begin.get() {
            on_begin(mode);
        }
    }

    pub(crate) fn on_begin(&self, on_begin: OnBegin) {
        let is_first = self.on_begin.set(on_begin).is_ok();
        debug_assert!(is_first, "the application is wired once");
    }

    /// The last one is called first: it may need what the others empty.
    pub(crate) fn on_end(&self, on_end: OnEnd) {
        self.on_end.borrow_mut().push(on_end);
    }

    /// Takes away that a key could not be checked for want of a network, once there is one.
    pub(crate) fn dismiss_offline(&self) {
        let offline = Session::SignedOut(SignedOut::Unverified(Failure::Offline));
        if self.session.get() == offline {
            self.set(Session::SignedOut(SignedOut::FirstVisit));
        }
    }

    /// Ends the session: cancels its requests, forgets its key and empties
    /// what belongs to it. No address stays in the page.
    pub(crate) fn end(&self, reason: SignedOut) {
        self.api.replace(None);
        self.token.take().cancel();
        self.ports.tab_storage.remove_all(STORED);
        self.key.replace(None);
        // While the mode is still known: it says where the notes are.
        for on_end in self.on_end.borrow().iter().rev() {
            on_end(&reason);
        }
        self.session.set(Session::SignedOut(reason));
        self.ends_soon.set(None);
    }
}
