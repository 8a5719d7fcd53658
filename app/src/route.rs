//! The view and the dialog that the URL names.

use model::domain::Region;
use model::state::{DeepLink, Filter, Route, Sort, SortBy, Usage};
use model::wire::Order;
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, Set, With};

use crate::ports::Ports;

/// The URL fragment, read and written.
pub struct RouteSlice {
    ports: &'static Ports,
    route: RwSignal<Route, LocalStorage>,
    link: RwSignal<Option<DeepLink>, LocalStorage>,
}

impl RouteSlice {
    pub(crate) fn new(ports: &'static Ports) -> Self {
        let fragment = ports.address_bar.fragment();
        Self {
            ports,
            route: RwSignal::new_local(Route::parse(&fragment)),
            link: RwSignal::new_local(DeepLink::parse(&fragment)),
        }
    }

    /// What the fragment asks for.
    #[must_use]
    pub fn get(&self) -> Route {
        self.route.get()
    }

    /// Reads what the fragment asks for.
    pub fn with<R>(&self, read: impl FnOnce(&Route) -> R) -> R {
        self.route.with(read)
    }

    /// Goes to another view with a new entry of the history, so that Back comes
    /// back. The route follows once the address bar reports the change.
    pub(crate) fn go(&self, route: &Route) {
        self.ports.address_bar.push(&route.fragment());
    }

    /// Goes to another view in place of the present one: for what changes with each key.
    pub(crate) fn replace(&self, route: Route) {
        self.ports.address_bar.replace(&route.fragment());
        self.route.set(route);
    }

    /// Turns to the tab of a region, or of all regions.
    pub fn show_region(&self, region: Option<Region>) {
        let route = self.route.get();
        self.go(&Route { region, ..route });
    }

    /// Shows only addresses that are used in a way, or all.
    pub fn set_filter(&self, filter: Filter) {
        let route = self.route.get();
        self.replace(Route { filter, ..route });
    }

    /// Searches. Each letter comes here, so none makes an entry in the history.
    pub fn search(&self, text: &str) {
        let search = text.to_owned();
        let route = self.route.get();
        self.replace(Route { search, ..route });
    }

    /// Sorts by a column or, when the list is sorted by it, the other way round.
    pub fn sort_by(&self, by: SortBy) {
        let route = self.route.get();
        let sort = route.sort.toggled(by);
        self.go(&Route { sort, ..route });
    }

    /// Shows the idle addresses of the tab, those that were claimed first before all others.
    pub fn show_oldest_idle(&self) {
        let route = self.route.get();
        self.go(&Route {
            filter: Filter::Only(Usage::Idle),
            sort: Sort {
                by: SortBy::Claimed,
                order: Order::Asc,
            },
            search: String::new(),
            ..route
        });
    }

    /// The dialog that the fragment asks for, until it was opened.
    pub(crate) fn link(&self) -> Option<DeepLink> {
        self.link.get()
    }

    pub(crate) fn clear_link(&self) {
        self.link.set(None);
    }

    /// Takes a link that was opened out of the address bar, so that a reload opens nothing.
    pub(crate) fn remove_link(&self) {
        let bar = &self.ports.address_bar;
        if DeepLink::parse(&bar.fragment()).is_some() {
            bar.replace(&self.route.with(Route::fragment));
        }
    }

    pub(crate) fn fragment_changed(&self, fragment: &str) {
        self.link.set(DeepLink::parse(fragment));
        self.route.set(Route::parse(fragment));
    }
}
