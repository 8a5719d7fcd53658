//! What is shown of the loaded addresses: searched and sorted.

use model::domain::Region;
use model::state::{
    AddressList, Directory, Filter, Notes, Route, SortBy, Ticket, UsageCounts, UsageIndex, View,
    ViewContext, ViewOptions,
};

use super::Store;
use crate::browser::location;

/// The view that was made last, and of what.
#[derive(Default)]
pub(super) struct Found {
    look: ViewOptions,
    of: Option<(Ticket, Option<Ticket>)>,
    view: View,
    tally: UsageIndex,
}

impl Found {
    /// The view of this list, made anew only when an address, the look, or what
    /// the look asks of the machines has changed.
    fn follow(&mut self, feed: &AddressList, directory: &Directory, notes: &Notes) -> &View {
        let machines = self.look.depends_on_machines();
        let of = Some((feed.revision(), machines.then(|| directory.revision())));
        if self.of != of {
            self.of = of;
            if machines || self.look.filter != Filter::All {
                self.tally.update(feed, directory);
            }
            let known = ViewContext {
                directory,
                notes,
                usages: &self.tally,
            };
            self.view = View::new(feed, &self.look, known);
        }
        &self.view
    }
}

impl Store {
    /// What of the loaded addresses is shown, and how.
    #[must_use]
    pub fn look(self) -> ViewOptions {
        self.route
            .with(|route| route.view_options(|region| self.census.with(|it| it.has_seen(region))))
    }

    /// Reads the list and the rows that are shown of it, and follows both.
    pub fn with_view<R>(self, read: impl FnOnce(&AddressList, &View) -> R) -> R {
        self.with_list(|feed, view, _| read(feed, view))
    }

    /// As [`Self::with_view`], with the machines that the rows name.
    pub fn with_list<R>(self, read: impl FnOnce(&AddressList, &View, &Directory) -> R) -> R {
        let look = self.look();
        let mut found = self.found.borrow_mut();
        if found.look != look {
            found.look = look;
            found.of = None;
        }
        self.feed.with(|feed| {
            self.directory.with(|directory| {
                let view = self
                    .notes
                    .with(|notes| found.follow(feed, directory, notes));
                read(feed, view, directory)
            })
        })
    }

    /// Reads the list and its rows as they were last shown, without a search or
    /// a copy when nothing has changed: for what happens at each frame.
    pub fn with_list_untracked<R>(
        self,
        read: impl FnOnce(&AddressList, &View, &Directory) -> R,
    ) -> R {
        self.feed.with_untracked(|feed| {
            self.directory.with_untracked(|directory| {
                let mut found = self.found.borrow_mut();
                let view = self
                    .notes
                    .with_untracked(|notes| found.follow(feed, directory, notes));
                read(feed, view, directory)
            })
        })
    }

    /// As [`Self::with_list_untracked`], without the machines.
    pub fn with_view_untracked<R>(self, read: impl FnOnce(&AddressList, &View) -> R) -> R {
        self.with_list_untracked(|feed, view, _| read(feed, view))
    }

    /// How the loaded addresses of a region are used, or those of all regions.
    #[must_use]
    pub fn count(self, region: Option<&Region>) -> UsageCounts {
        self.feed.with(|feed| {
            self.directory.with(|directory| {
                let tally = &mut self.found.borrow_mut().tally;
                tally.update(feed, directory);
                tally.counts(feed, region)
            })
        })
    }

    /// Changes the notes. What is found by them is looked for anew.
    pub(super) fn write_notes<R>(self, change: impl FnOnce(&mut Notes) -> R) -> R {
        self.found.borrow_mut().of = None;
        self.notes.update(change)
    }

    /// Shows only the addresses that are used in this way, or all of them. As
    /// with a search the address bar takes it without an entry in the history.
    pub fn filter(self, filter: Filter) {
        self.replace_route(Route {
            filter,
            ..self.route.get_untracked()
        });
    }

    /// Searches for a text. It goes into the address bar without an entry in
    /// the history, which would be one a letter.
    pub fn search(self, text: &str) {
        self.replace_route(Route {
            search: text.to_owned(),
            ..self.route.get_untracked()
        });
    }

    fn replace_route(self, route: Route) {
        location::replace_fragment(&route.fragment());
        self.route.set(route);
    }

    /// Sorts by a column or, when the list stands by it, the other way round.
    pub fn sort_by(self, by: SortBy) {
        let route = self.route.get_untracked();
        self.go(&Route {
            sort: route.sort.toggled(by),
            ..route
        });
    }
}
