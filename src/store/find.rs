//! What is shown of the loaded addresses: searched, sorted, and saved as a file.

use model::domain::grouped;
use model::state::{CSV_HEAD, Feed, Look, Route, SortBy, Ticket, View, csv_lines, csv_name};

use super::Store;
use crate::browser::{download, location};

/// So many rows are written as CSV at once.
const ROWS_A_PIECE: usize = 1_000;

const NOT_EXPORTED: &str = "Nothing was exported";
const NO_FILE: &str = "The browser could not make the file.";

/// The view that was made last, and of what.
#[derive(Default)]
pub(super) struct Found {
    look: Look,
    of: Option<Ticket>,
    view: View,
}

impl Found {
    /// The view of this list, made anew only when an address or the look has changed.
    fn follow(&mut self, feed: &Feed) -> &View {
        if self.of != Some(feed.changed()) {
            self.of = Some(feed.changed());
            self.view = View::of(feed, &self.look);
        }
        &self.view
    }
}

impl Store {
    /// What of the loaded addresses is shown, and how.
    #[must_use]
    pub fn look(self) -> Look {
        self.route
            .with(|route| route.look(|region| self.census.with(|it| it.has_seen(region))))
    }

    /// Reads the list and the rows that are shown of it, and follows both.
    pub fn with_view<R>(self, read: impl FnOnce(&Feed, &View) -> R) -> R {
        let look = self.look();
        let mut found = self.found.borrow_mut();
        if found.look != look {
            found.look = look;
            found.of = None;
        }
        self.feed.with(|feed| read(feed, found.follow(feed)))
    }

    /// Reads the list and its rows as they were last shown, without a search or
    /// a copy when nothing has changed: for what happens at each frame.
    pub fn with_view_untracked<R>(self, read: impl FnOnce(&Feed, &View) -> R) -> R {
        self.feed
            .with_untracked(|feed| read(feed, self.found.borrow_mut().follow(feed)))
    }

    /// Searches for a text. It goes into the address bar without an entry in
    /// the history, which would be one a letter.
    pub fn search(self, text: &str) {
        let route = Route {
            search: text.to_owned(),
            ..self.route.get_untracked()
        };
        location::replace_fragment(&route.fragment());
        self.route.set(route);
    }

    /// Sorts by a column or, when the list stands by it, the other way round.
    pub fn sort_by(self, by: SortBy) {
        let route = self.route.get_untracked();
        self.go(&Route {
            sort: route.sort.pressed(by),
            ..route
        });
    }

    /// Saves the shown rows as a file.
    pub fn export(self) {
        let look = self.look();
        let (saved, count) = self.with_view_untracked(|feed, view| {
            let rows = view.rows(feed);
            let pieces = rows.chunks(ROWS_A_PIECE);
            let pieces = pieces.map(|rows| csv_lines(feed.columns(), rows));
            let name = csv_name(feed, view, &look);
            let text = std::iter::once(CSV_HEAD.to_owned()).chain(pieces);
            (download::save(&name, "text/csv", text), rows.len())
        });
        if saved.is_some() {
            let noun = if count == 1 { " address" } else { " addresses" };
            self.tell(["Exported ", &grouped(count), noun].concat());
        } else {
            self.warn_plainly(NOT_EXPORTED, NO_FILE);
        }
    }
}
