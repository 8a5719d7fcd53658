//! The only glue between signals and state machines. Views call its verbs and
//! read its signals; they never see a request or an answer.

mod actions;
mod list;
mod notices;
mod session;

use std::time::Duration;

pub use actions::MORE;
use leptos::prelude::*;
use model::domain::{Address, Operation, PublicIp, Timestamp};
use model::state::{Census, Draft, Feed, Locks, Refresh, Route, Session, SignedOut};
use model::wire::{Config, ListQuery};
pub use notices::Notice;
use web_sys::HtmlElement;

use crate::browser::transport::Transport;
use crate::browser::{clock, location};

/// How often words about time are written anew.
const TICK: Duration = Duration::from_secs(10);

/// A form that is open, with the address it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// Claim a new address.
    Claim,
    /// Act on an address.
    On(Operation, PublicIp),
}

/// Everything the panel knows, as signals. It is owned by the app, so that an
/// answer may arrive at any time.
#[derive(Clone, Copy)]
pub struct Store {
    /// The settings of the host.
    pub config: StoredValue<Config>,
    /// Who is signed in.
    pub session: RwSignal<Session>,
    /// What the fragment names.
    pub route: RwSignal<Route>,
    /// The list that is asked for: the route, as far as it is known to exist.
    pub query: Memo<ListQuery>,
    /// The addresses of that list.
    pub feed: RwSignal<Feed>,
    /// Regions and counts.
    pub census: RwSignal<Census>,
    /// Operations under way.
    pub locks: RwSignal<Locks>,
    /// The open form.
    pub form: RwSignal<Option<Form>>,
    /// How far the open form is.
    pub draft: RwSignal<Draft>,
    /// What just happened, in words.
    pub notices: RwSignal<Vec<Notice>>,
    /// The address that was changed last, to be marked.
    pub changed: RwSignal<Option<Address>>,
    /// The address that was copied last, to be marked.
    pub copied: RwSignal<Option<Address>>,
    /// Now, moved on every ten seconds, for "3 d ago".
    pub now: RwSignal<Timestamp>,
    /// Whether the list is being loaded again.
    pub refreshing: RwSignal<bool>,
    /// When a list last came from the API.
    pub updated: RwSignal<Option<Timestamp>>,
    refresh: StoredValue<Option<Refresh>>,
    transport: StoredValue<Option<Transport>, LocalStorage>,
    /// Counts sessions, so that an answer of an earlier one is dropped.
    epoch: StoredValue<u32>,
    opener: StoredValue<Option<HtmlElement>, LocalStorage>,
}

impl Store {
    /// The store of a page that nobody has signed in to. Called once, by the app.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let route = RwSignal::new(Route::parse(&location::fragment()));
        let census = RwSignal::new(Census::default());
        let query = Memo::new(move |_| {
            route.with(|route| route.query(|region| census.with(|it| it.has_seen(region))))
        });
        let store = Self {
            config: StoredValue::new(config),
            session: RwSignal::new(Session::SignedOut(SignedOut::FirstVisit)),
            route,
            query,
            feed: RwSignal::new(Feed::new(query.get_untracked())),
            census,
            locks: RwSignal::new(Locks::default()),
            form: RwSignal::new(None),
            draft: RwSignal::new(Draft::new()),
            notices: RwSignal::new(Vec::new()),
            changed: RwSignal::new(None),
            copied: RwSignal::new(None),
            now: RwSignal::new(clock::now()),
            refreshing: RwSignal::new(false),
            updated: RwSignal::new(None),
            refresh: StoredValue::new(None),
            transport: StoredValue::new_local(None),
            epoch: StoredValue::new(0),
            opener: StoredValue::new_local(None),
        };
        set_interval(move || store.now.set(clock::now()), TICK);
        location::on_fragment(move |fragment| route.set(Route::parse(&fragment)));
        Effect::new(move |_| {
            let query = store.query.get();
            if store.session.with(|session| session.mode().is_some()) {
                store.show(query);
            }
        });
        store
    }

    /// Goes to another view by way of the fragment, so that Back comes back.
    pub fn go(self, route: &Route) {
        location::set_fragment(&route.fragment());
    }
}
