//! The address list: its pages, refreshes, views and counts.

mod counts;
mod edits;
mod load_all;
mod pages;
mod refresh;
mod view;
mod watch;

use std::cell::RefCell;

use model::domain::{Address, PublicIp};
use model::state::{AddressList, RegionCounts, Tail, UsageIndex};
use model::wire::ListQuery;
use reactive_graph::graph::untrack;
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Set, With};

pub use load_all::{LoadAllPhase, LoadAllProgress};
pub use refresh::MAX_AUTO_REFRESHED;
pub use view::ListView;
pub(crate) use watch::Watch;

use crate::account::AccountSlice;
use crate::cancel::Cancel;
use crate::foundation::Foundation;
use crate::machines::MachinesSlice;
use crate::network::NetworkSlice;
use crate::notes::NotesSlice;
use crate::ports::Ports;
use crate::preferences::PreferencesSlice;
use crate::recent_mark::RecentMark;
use crate::requests::RequestsSlice;
use crate::route::RouteSlice;
use crate::session::SessionSlice;
use crate::task::follow;
use crate::time::TimeSlice;
use crate::toasts::ToastsSlice;
use load_all::LoadAllState;
use refresh::RefreshState;
use view::CachedView;
use watch::Watches;

/// How long a changed row is marked, in milliseconds; as long as the animation in `style/pages.css`.
const CHANGED_MARK_MS: u32 = 2_000;

/// More suggestions than a user reads.
const MAX_SUGGESTED_MACHINES: usize = 500;

/// The list of the route, as far as it is loaded.
pub struct ListSlice {
    ports: &'static Ports,
    time: &'static TimeSlice,
    network: &'static NetworkSlice,
    toasts: &'static ToastsSlice,
    preferences: &'static PreferencesSlice,
    session: &'static SessionSlice,
    requests: &'static RequestsSlice,
    machines: &'static MachinesSlice,
    account: &'static AccountSlice,
    notes: &'static NotesSlice,
    route: &'static RouteSlice,
    list: RwSignal<AddressList, LocalStorage>,
    region_counts: RwSignal<RegionCounts, LocalStorage>,
    usage_index: RefCell<UsageIndex>,
    view: RefCell<CachedView>,
    refresh: RefreshState,
    load_all: LoadAllState,
    last_changed: RecentMark,
    watches: Watches,
    /// Cancels the requests for pages of this list.
    cancel: RefCell<Cancel>,
}

impl ListSlice {
    pub(crate) fn new(
        foundation: Foundation,
        account: &'static AccountSlice,
        notes: &'static NotesSlice,
        route: &'static RouteSlice,
    ) -> Self {
        let region_counts = RegionCounts::default();
        let query = route.with(|route| route.query(|region| region_counts.has_seen(region)));
        Self {
            ports: foundation.ports,
            time: foundation.time,
            network: foundation.network,
            toasts: foundation.toasts,
            preferences: foundation.preferences,
            session: foundation.session,
            requests: foundation.requests,
            machines: foundation.machines,
            account,
            notes,
            route,
            list: RwSignal::new_local(AddressList::new(query)),
            region_counts: RwSignal::new_local(region_counts),
            usage_index: RefCell::default(),
            view: RefCell::default(),
            refresh: RefreshState::new(),
            load_all: LoadAllState::new(),
            last_changed: RecentMark::new(foundation.ports, CHANGED_MARK_MS),
            watches: Watches::default(),
            cancel: RefCell::default(),
        }
    }

    /// Follows the route, and loads its list in every session.
    pub(crate) fn start(&'static self) {
        let loaded = RefCell::new(None);
        follow(move || {
            let is_signed_in = self.session.mode().is_some();
            let query = is_signed_in.then(|| self.query());
            if loaded.replace(query.clone()) != query
                && let Some(query) = query
            {
                untrack(|| self.switch_to(query));
            }
        });
    }

    pub(crate) fn reset(&self) {
        self.refresh.reset();
        self.load_all.reset();
        self.last_changed.reset();
        self.view.take();
        self.usage_index.take();
        self.region_counts.set(RegionCounts::default());
        self.list.set(AddressList::new(self.query()));
    }

    /// Reads the loaded addresses.
    pub fn with<R>(&self, read: impl FnOnce(&AddressList) -> R) -> R {
        self.list.with(read)
    }

    /// One address, if it is loaded.
    #[must_use]
    pub fn get(&self, address: Address) -> Option<PublicIp> {
        self.list.with(|list| list.get(address))
    }

    /// The list of the route. An unknown region counts only once an address in it was loaded.
    #[must_use]
    pub fn query(&self) -> ListQuery {
        self.route.with(|route| {
            self.region_counts
                .with(|counts| route.query(|region| counts.has_seen(region)))
        })
    }

    /// Whether no page is left to load. The list may be incomplete all the same.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.list.with(|list| matches!(list.tail(), Tail::End(_)))
    }

    /// Whether some addresses are loaded and more are left.
    #[must_use]
    pub fn has_rest(&self) -> bool {
        !self.list.with(AddressList::is_empty) && !self.is_at_end()
    }

    /// Machine ids of loaded addresses, each once, to complete a typed one.
    #[must_use]
    pub fn suggested_machines(&self) -> Vec<String> {
        self.list.with(|list| {
            let columns = list.columns();
            let mut ids: Vec<String> = Vec::new();
            let assigned = list
                .rows()
                .iter()
                .filter_map(|row| columns.machine_id(*row));
            for id in assigned.take(MAX_SUGGESTED_MACHINES) {
                if !ids.iter().any(|other| other == id) {
                    ids.push(id.to_owned());
                }
            }
            ids
        })
    }
}
