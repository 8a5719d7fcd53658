//! What a person chooses to act on together. The address bar names it, as far
//! as it is not too much, so that a reload keeps it.

use dom::effect;
use model::domain::Address;
use model::state::{Columns, Route, Row, Selection};

use super::Store;
use crate::browser::location;

impl Store {
    /// Selects an address, or no longer; with `range`, all from the last one to it.
    pub fn select(self, address: Address, range: bool) {
        self.change_selection(|selection, columns, rows| {
            if range {
                selection.toggle_range(columns, rows, address);
            } else {
                selection.toggle(address);
            }
        });
    }

    /// Selects all rows that are shown or, if they all are, none of them.
    pub fn select_found(self) {
        self.change_selection(|selection, columns, rows| {
            let all = selection.count_in(columns, rows) == rows.len();
            selection.set_all(columns, rows, !all);
        });
    }

    /// Selects the idle ones of the rows that are shown, and nothing else.
    pub fn select_idle(self) {
        self.change_selection(|selection, columns, rows| {
            let idle = rows.iter().filter(|row| columns.machine(**row).is_none());
            let idle: Vec<Row> = idle.copied().collect();
            *selection = Selection::default();
            selection.set_all(columns, &idle, true);
        });
    }

    /// How many of the rows that are shown are selected, and how many are shown.
    #[must_use]
    pub fn selected_of_shown(self) -> (usize, usize) {
        self.selection.with(|selection| {
            self.with_view(|feed, view| {
                let rows = view.rows(feed);
                (selection.count_in(feed.columns(), rows), rows.len())
            })
        })
    }

    /// Selects nothing.
    pub fn clear_selection(self) {
        self.selection.set(Selection::default());
        self.name_selection();
    }

    /// No longer selects an address that was released.
    pub(super) fn deselect(self, address: Address) {
        self.selection.update(|selection| selection.remove(address));
        self.name_selection();
    }

    /// Selects what the address bar names, as after Back. More than it names
    /// stays selected: nothing can be said of it there.
    pub(super) fn select_named(self, addresses: &[Address]) {
        let stays = self.selection.with_untracked(|selection| {
            let names = selection.url_addresses();
            names == addresses || addresses.is_empty() && selection.len() > Selection::MAX_IN_URL
        });
        if !stays {
            let mut selection = Selection::from_url(addresses);
            self.feed.with_untracked(|feed| selection.sync(feed));
            self.selection.set(selection);
        }
    }

    /// What comes and goes in the list comes and goes in the selection.
    pub(super) fn follow_selection(self) {
        effect(move || {
            let mut selection = self.selection.get_untracked();
            if self.feed.with(|feed| selection.sync(feed)) {
                self.selection.set(selection);
                self.name_selection();
            }
        });
    }

    fn change_selection(self, change: impl FnOnce(&mut Selection, &Columns, &[Row])) {
        let mut selection = self.selection.get_untracked();
        self.with_view_untracked(|feed, view| {
            change(&mut selection, feed.columns(), view.rows(feed));
        });
        self.selection.set(selection);
        self.name_selection();
    }

    /// Writes the selection into the address bar, without an entry in the history.
    fn name_selection(self) {
        let selected = self.selection.with_untracked(Selection::url_addresses);
        let route = self.route.get_untracked();
        if route.selected != selected {
            let route = Route { selected, ..route };
            location::replace_fragment(&route.fragment());
            self.route.set(route);
        }
    }
}
