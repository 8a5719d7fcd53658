//! Loading addresses.

use model::domain::Operation;
use model::state::{Feed, Refresh, Refreshed, Tail, Wanted};
use model::wire::{Failure, LARGEST_PAGE, ListQuery, PAGE_SIZE, Page, decode_page, list};

use super::Store;
use crate::browser::{clock, task};

/// How many machines are suggested at most; a longer list helps nobody.
const SUGGESTIONS: usize = 500;

const NOT_REFRESHED: &str = "The list was not refreshed and is as it was";

impl Store {
    /// Turns to another list. Nothing is asked for when what is loaded holds
    /// all of it: which of that is shown, and in which order, the view says.
    pub(super) fn turn_to(self, query: ListQuery) {
        if !self.feed.with_untracked(|feed| feed.covers(&query)) {
            self.show(query);
        }
    }

    /// Shows a list from its beginning.
    fn show(self, query: ListQuery) {
        self.cancel_refresh();
        self.drop_load_all();
        self.forget_failures();
        self.feed.update(|feed| feed.turn_to(query));
        self.load_more();
    }

    /// Loads the next page, if there is one and none is under way.
    pub fn load_more(self) {
        if !self.is_loading_all() {
            self.load(Feed::want_more);
        }
    }

    /// Loads the page that failed.
    pub fn retry(self) {
        self.load(Feed::retry);
    }

    /// Loads the list again and shows it as a whole once it is there. A list
    /// of which nothing could be loaded is simply asked for again.
    pub fn refresh(self) {
        if self.refreshing.get_untracked() {
            return;
        }
        self.forget_failures();
        if self.feed.with_untracked(|feed| feed.is_empty()) {
            return self.show(self.query());
        }
        self.drop_load_all();
        self.refreshing.set(true);
        self.begin_refresh();
    }

    fn begin_refresh(self) {
        let (refresh, wanted) = self.feed.with_untracked(Refresh::of);
        self.refresh.replace(Some(refresh));
        self.ask(wanted, LARGEST_PAGE, Self::settle_refresh);
    }

    pub(super) fn cancel_refresh(self) {
        self.refresh.replace(None);
        self.refreshing.set(false);
    }

    fn load(self, next: fn(&mut Feed) -> Option<Wanted>) {
        if let Some(wanted) = self.feed.update(next) {
            self.ask(wanted, PAGE_SIZE, Self::settle);
        }
    }

    pub(super) fn ask(
        self,
        wanted: Wanted,
        size: u8,
        settle: fn(Self, Wanted, Result<Page, Failure>),
    ) {
        task::begin(async move {
            let request = list(&wanted.query, wanted.after.as_ref(), size);
            if let Some(answer) = self.send(request).await {
                settle(self, wanted, answer.and_then(|body| decode_page(&body)));
            }
        });
    }

    pub(super) fn settle(self, wanted: Wanted, answer: Result<Page, Failure>) {
        let taken = self
            .feed
            .update(|feed| match &mut *self.load_all.borrow_mut() {
                Some(all) => all.settle(feed, wanted.ticket, answer, clock::now()),
                None => feed.settle(wanted.ticket, answer),
            });
        if taken {
            self.go_on_with_all();
            self.take_stock();
            // The list has grown, so a refresh under way has further to go.
            if self.refreshing.get_untracked() {
                self.begin_refresh();
            }
        }
    }

    fn settle_refresh(self, wanted: Wanted, answer: Result<Page, Failure>) {
        let step = self
            .refresh
            .borrow_mut()
            .as_mut()
            .map_or(Refreshed::Stale, |refresh| {
                refresh.settle(wanted.ticket, answer)
            });
        match step {
            Refreshed::Stale => {}
            Refreshed::More(wanted) => self.ask(wanted, LARGEST_PAGE, Self::settle_refresh),
            Refreshed::Done(fresh) => {
                self.cancel_refresh();
                self.feed.update(|feed| feed.replace(*fresh));
                self.take_stock();
            }
            Refreshed::Failed(failure) => {
                self.cancel_refresh();
                self.warn(NOT_REFRESHED, &failure, Operation::List);
            }
        }
    }

    /// Notes the regions that came, and the counts once a list is complete.
    fn take_stock(self) {
        self.feed.with_untracked(|feed| {
            let failed = matches!(feed.tail(), Tail::Failed(..));
            if !failed {
                self.updated.set(Some(clock::now()));
            }
            let mut census = self.census.get_untracked();
            census.learn(feed);
            // Written only when it differs, since the tabs and the route follow it.
            if self.census.with_untracked(|known| *known != census) {
                self.census.set(census);
            }
        });
    }

    /// The machines that addresses are assigned to, each once, as suggestions
    /// for a form.
    pub fn known_machines(self) -> Vec<String> {
        self.feed.with_untracked(|feed| {
            let columns = feed.columns();
            let mut names: Vec<String> = Vec::new();
            let assigned = feed.rows().iter().filter_map(|row| columns.machine(*row));
            for name in assigned.take(SUGGESTIONS) {
                if !names.iter().any(|other| other == name) {
                    names.push(name.to_owned());
                }
            }
            names
        })
    }
}
