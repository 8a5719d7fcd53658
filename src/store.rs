//! The only glue between signals and state machines. Views call its verbs and
//! read its signals; they never see a request or an answer.

mod actions;
mod bulk;
mod claim;
mod claims;
mod export;
mod find;
mod key;
mod knowing;
mod links;
mod list;
mod load_all;
mod news;
mod notices;
mod noting;
mod palette;
mod perform;
mod read_only;
mod selection;
mod send;
mod session;
mod sheet;
mod swap;
mod undo;

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::time::Duration;

pub use actions::MORE;
pub use claim::{CLAIM_CHECK, Checking, ClaimCheck};
use find::Found;
use leptos::prelude::set_interval;
pub use list::LONGEST_REFRESHED;
pub use load_all::{LoadingAll, LoadingNow};
use model::domain::{Address, Price, Timestamp};
use model::state::{
    AddressList, Bulk, ClaimBatch, DeepLink, Directory, Expiry, FormState, InFlight, LoadAll, Log,
    LostClaim, Notes, Refresh, RegionCounts, RetryBudget, Route, Selection, Session, SignedOut,
    StoredSession, Swap,
};
use model::wire::{Config, CurrentUser, ListQuery};
pub use notices::Notice;
pub use palette::{Choice, Command};
pub use sheet::{Form, NOTE, Sheet};
pub use undo::Offer;
use web_sys::HtmlElement;

use crate::browser::channel::Channel;
use crate::browser::page::Theme;
use crate::browser::transport::{Cancel, Transport, is_online};
use crate::browser::{activity, clock, location, network, storage};
use crate::ui::Value;

/// How often words about time are written anew, and it is looked whether the list is old.
const TICK: Duration = Duration::from_secs(5);

/// Everything the panel knows. There is one store in a page, for as long as
/// the page is there, so that an answer may arrive at any time.
#[derive(Clone, Copy)]
pub struct Store(&'static Known);

/// What the store holds.
pub struct Known {
    /// The settings of the host.
    pub config: Config,
    /// Who is signed in.
    pub session: Value<Session>,
    /// What the fragment names.
    pub route: Value<Route>,
    /// The addresses of the list that is asked for.
    pub feed: Value<AddressList>,
    /// Regions and counts.
    pub census: Value<RegionCounts>,
    /// The machines, as far as they are known.
    pub directory: Value<Directory>,
    /// Whose key it is, once the API has said it.
    pub who: Value<Option<CurrentUser>>,
    /// What an address is taken to cost a month.
    pub price: Value<Price>,
    /// Operations under way.
    pub locks: Value<InFlight>,
    /// The addresses that were chosen to be acted on together.
    pub selection: Value<Selection>,
    /// An operation on many addresses.
    pub bulk: Value<Option<Bulk>>,
    /// Whether its dialog is open.
    pub bulk_is_open: Value<bool>,
    /// The open form.
    pub form: Value<Option<Form>>,
    /// How far the open form is.
    pub draft: Value<FormState>,
    /// How many seconds the open form has to wait before it may be sent again.
    pub held_back: Value<Option<u32>>,
    /// A claim whose answer was lost.
    pub claim_check: Value<Option<ClaimCheck>>,
    /// What just happened, in words.
    pub notices: Value<Vec<Notice>>,
    /// How far the claims of the open form are, once they have begun.
    pub claims: Value<Option<ClaimBatch>>,
    /// The dialog that a link asks for, until it was opened.
    link: Value<Option<DeepLink>>,
    /// How far the swap of the open form is, once it has begun.
    pub swapping: Value<Option<Swap>>,
    /// What a message offers to take back.
    pub offer: Value<Option<Offer>>,
    /// The address that was changed last, to be marked.
    pub changed: Value<Option<Address>>,
    /// The addresses that were changed elsewhere, to be marked.
    pub news: Value<Vec<Address>>,
    /// The address that was copied last, to be marked.
    pub copied: Value<Option<Address>>,
    /// Now, moved on every five seconds, for "3 d ago".
    pub now: Value<Timestamp>,
    /// Whether a person waits for the list to be loaded again.
    pub refreshing: Value<bool>,
    /// How the loading of everything goes, while it goes on or has failed.
    pub loading_all: Value<Option<LoadingAll>>,
    /// Whether the list is loaded again by itself from time to time.
    pub refreshes: Value<bool>,
    /// The open dialog that asks the API for nothing.
    pub sheet: Value<Option<Sheet>>,
    /// What the person has noted about addresses.
    pub notes: Value<Notes>,
    /// Whether the notes stay when the person signs out.
    pub keeps_notes: Value<bool>,
    /// Light, dark, or what the system says.
    pub theme: Value<Theme>,
    /// What this tab did.
    pub log: Value<Log>,
    /// Whether single keys do something.
    pub has_keys: Value<bool>,
    /// Whether nothing may be changed.
    pub read_only: Value<bool>,
    /// Whether the last time that was tried it failed.
    pub is_stale: Value<bool>,
    /// Whether the browser has a network.
    pub online: Value<bool>,
    /// How many seconds the API has asked to wait before a page is asked for again.
    pub pause: Value<Option<u32>>,
    /// When a list last came from the API.
    pub updated: Value<Option<Timestamp>>,
    /// Whether machines and names were asked for in this session.
    knows: Cell<bool>,
    /// Whether it was said that there are no names.
    is_told_of_names: Cell<bool>,
    /// Counts the messages, to name them.
    told: Cell<u32>,
    /// Counts the forms that were opened, so that an answer finds its own.
    opened: Cell<u32>,
    budget: RefCell<RetryBudget>,
    /// Gives up the requests for the list that is shown.
    lists: RefCell<Cancel>,
    reconcile: RefCell<Option<LostClaim>>,
    /// While the session ends soon: in how many seconds, and by which rule.
    pub ends_soon: Value<Option<(u8, Expiry)>>,
    /// Whether the tab keeps the key, and not only the page.
    pub is_kept: Cell<bool>,
    record: RefCell<Option<StoredSession>>,
    channel: RefCell<Option<Channel>>,
    found: RefCell<Found>,
    refresh: RefCell<Option<Refresh>>,
    load_all: RefCell<Option<LoadAll>>,
    /// Whether a timer is set for the loading of everything.
    waits: Cell<bool>,
    transport: RefCell<Option<Transport>>,
    /// Counts sessions, so that an answer of an earlier one is dropped.
    epoch: Cell<u32>,
    opener: RefCell<Option<HtmlElement>>,
}

impl Deref for Store {
    type Target = Known;

    fn deref(&self) -> &Known {
        self.0
    }
}

impl Store {
    /// The store of a page that nobody has signed in to. Called once, by the app.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let route = Route::parse(&location::fragment());
        let census = RegionCounts::default();
        let query = route.query(|region| census.has_seen(region));
        let selection = Selection::from_url(&route.selected);
        let known = Known {
            read_only: Value::new(config.read_only || storage::is_read_only()),
            config,
            session: Value::new(Session::SignedOut(SignedOut::FirstVisit)),
            route: Value::new(route),
            feed: Value::new(AddressList::new(query)),
            census: Value::new(census),
            directory: Value::new(Directory::default()),
            who: Value::new(None),
            price: Value::new(storage::price()),
            locks: Value::new(InFlight::default()),
            selection: Value::new(selection),
            bulk: Value::new(None),
            bulk_is_open: Value::new(false),
            form: Value::new(None),
            draft: Value::new(FormState::new()),
            held_back: Value::new(None),
            claim_check: Value::new(None),
            notices: Value::new(Vec::new()),
            claims: Value::new(None),
            link: Value::new(DeepLink::parse(&location::fragment())),
            swapping: Value::new(None),
            offer: Value::new(None),
            changed: Value::new(None),
            news: Value::new(Vec::new()),
            copied: Value::new(None),
            now: Value::new(clock::now()),
            refreshing: Value::new(false),
            loading_all: Value::new(None),
            refreshes: Value::new(storage::refreshes()),
            sheet: Value::new(None),
            notes: Value::new(Notes::default()),
            keeps_notes: Value::new(storage::keeps_notes()),
            theme: Value::new(Theme::remembered()),
            log: Value::new(Log::default()),
            has_keys: Value::new(storage::has_keys()),
            is_stale: Value::new(false),
            online: Value::new(is_online()),
            pause: Value::new(None),
            updated: Value::new(None),
            knows: Cell::new(false),
            is_told_of_names: Cell::new(false),
            told: Cell::new(0),
            opened: Cell::new(0),
            budget: RefCell::new(RetryBudget::default()),
            lists: RefCell::new(Cancel::new()),
            reconcile: RefCell::new(None),
            ends_soon: Value::new(None),
            is_kept: Cell::new(false),
            record: RefCell::new(None),
            channel: RefCell::new(None),
            found: RefCell::new(Found::default()),
            refresh: RefCell::new(None),
            load_all: RefCell::new(None),
            waits: Cell::new(false),
            transport: RefCell::new(None),
            epoch: Cell::new(0),
            opener: RefCell::new(None),
        };
        // The page never lets go of its store, and so every closure can have it.
        let store = Self(Box::leak(Box::new(known)));
        let tick = move || {
            store.now.set(clock::now());
            store.refresh_if_old();
        };
        set_interval(tick, TICK);
        activity::on_return(move |_| tick());
        network::on_change(move || store.network_changed());
        storage::on_change(move || store.stored_elsewhere());
        location::on_fragment(move |fragment| {
            let route = Route::parse(&fragment);
            store.select_named(&route.selected);
            store.link.set(DeepLink::parse(&fragment));
            store.route.set(route);
        });
        store.follow_query();
        store.follow_selection();
        store.follow_links();
        store.follow_pause();
        store.watch_key();
        store
    }

    /// The list that is asked for: the route, as far as it is known to exist.
    #[must_use]
    pub fn query(self) -> ListQuery {
        self.route
            .with(|route| route.query(|region| self.census.with(|it| it.has_seen(region))))
    }

    /// Loads the list that is asked for, from the sign-in on.
    fn follow_query(self) {
        let shown = RefCell::new(None);
        dom::effect(move || {
            let query = self.session.with(Session::mode).map(|_| self.query());
            if shown.replace(query.clone()) != query
                && let Some(query) = query
            {
                self.turn_to(query);
            }
        });
    }

    /// Goes to another view by way of the fragment, so that Back comes back.
    pub fn go(self, route: &Route) {
        location::set_fragment(&route.fragment());
    }
}
