//! Addresses selected to act on together. The URL names them, up to a limit, so a reload keeps them.

use model::domain::Address;
use model::state::{Route, Row, Selection};
use reactive_graph::graph::untrack;
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Set, Update, With};

use crate::list::{ListSlice, ListView};
use crate::route::RouteSlice;
use crate::task::follow;

/// Size of the selection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SelectionCounts {
    /// Selected addresses, shown or not.
    pub selected: usize,
    /// Selected rows among the shown ones.
    pub selected_shown: usize,
    /// Shown rows.
    pub shown: usize,
}

/// The selected addresses.
pub struct SelectionSlice {
    route: &'static RouteSlice,
    list: &'static ListSlice,
    selection: RwSignal<Selection, LocalStorage>,
}

impl SelectionSlice {
    pub(crate) fn new(route: &'static RouteSlice, list: &'static ListSlice) -> Self {
        let selection = route.with(|route| Selection::from_url(&route.selected));
        Self {
            route,
            list,
            selection: RwSignal::new_local(selection),
        }
    }

    /// Follows the list: an address leaves both together.
    pub(crate) fn start(&'static self) {
        follow(move || {
            let is_changed = self.list.with(|list| {
                self.selection.try_maybe_update(|selection| {
                    let is_changed = selection.sync(list);
                    (is_changed, is_changed)
                })
            });
            if is_changed == Some(true) {
                untrack(|| self.write_url());
            }
        });
    }

    pub(crate) fn reset(&self) {
        self.clear();
    }

    /// Reads the selection.
    pub fn with<R>(&self, read: impl FnOnce(&Selection) -> R) -> R {
        self.selection.with(read)
    }

    /// Whether nothing is selected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.with(Selection::is_empty)
    }

    /// How many addresses are selected, and how many of these are shown.
    #[must_use]
    pub fn counts(&self) -> SelectionCounts {
        self.with(|selection| {
            self.list.with_view(|view| SelectionCounts {
                selected: selection.len(),
                selected_shown: selection.count_in(view.columns(), view.rows()),
                shown: view.rows().len(),
            })
        })
    }

    /// Whether any shown row is idle.
    #[must_use]
    pub fn can_select_idle(&self) -> bool {
        self.list.with_view(|view| idle_rows(view).next().is_some())
    }

    /// Selects an address, or deselects it.
    pub fn toggle(&self, address: Address) {
        self.change(|selection, _| selection.toggle(address));
    }

    /// Selects or deselects all rows from the last toggled one to this one.
    pub fn toggle_range(&self, address: Address) {
        self.change(|selection, view| {
            selection.toggle_range(view.columns(), view.rows(), address);
        });
    }

    /// Selects all shown rows or, if they all are, deselects them.
    pub fn toggle_shown(&self) {
        self.change(|selection, view| {
            let (columns, rows) = (view.columns(), view.rows());
            let are_all_selected = selection.count_in(columns, rows) == rows.len();
            selection.set_all(columns, rows, !are_all_selected);
        });
    }

    /// Selects the shown idle rows, and nothing else.
    pub fn select_idle(&self) {
        self.change(|selection, view| {
            let idle: Vec<Row> = idle_rows(view).collect();
            *selection = Selection::default();
            selection.set_all(view.columns(), &idle, true);
        });
    }

    /// Deselects everything.
    pub fn clear(&self) {
        self.selection.set(Selection::default());
        self.write_url();
    }

    /// Deselects an address, loaded or not.
    pub(crate) fn forget(&self, address: Address) {
        self.selection.update(|selection| selection.remove(address));
        self.write_url();
    }

    /// Takes an address that was changed here for confirmed as it is now.
    pub(crate) fn confirm(&self, address: Address) {
        if self.with(|selection| selection.contains(address)) {
            self.list.with(|list| {
                self.selection
                    .update(|selection| selection.confirm(list.columns(), address));
            });
        }
    }

    /// Selects addresses, loaded or not, and nothing else.
    pub(crate) fn select(&self, addresses: &[Address]) {
        self.select_named(addresses);
        self.write_url();
    }

    /// Selects the addresses in the URL, as after Back. A selection too large for
    /// the URL stays if that names none.
    pub(crate) fn select_named(&self, addresses: &[Address]) {
        let stays = self.with(|selection| {
            selection.url_addresses() == addresses
                || addresses.is_empty() && selection.len() > Selection::MAX_IN_URL
        });
        if !stays {
            let mut selection = Selection::from_url(addresses);
            self.list.with(|list| selection.sync(list));
            self.selection.set(selection);
        }
    }

    fn change(&self, change: impl FnOnce(&mut Selection, ListView<'_>)) {
        self.list.with_view(|view| {
            self.selection.update(|selection| {
                change(selection, view);
                selection.remember(view.columns());
            });
        });
        self.write_url();
    }

    fn write_url(&self) {
        let selected = self.with(Selection::url_addresses);
        let route = self.route.get();
        if route.selected != selected {
            self.route.replace(Route { selected, ..route });
        }
    }
}

fn idle_rows(view: ListView<'_>) -> impl Iterator<Item = Row> {
    let columns = view.columns();
    let rows = view.rows().iter().copied();
    let is_disputed = move |row| view.machines.holder(columns.address(row)).is_some();
    rows.filter(move |row| columns.is_idle(*row) && !is_disputed(*row))
}
