//! Loading addresses.

use model::domain::Operation;
use model::state::{
    AddressList, InFlight, PageRequest, Refresh, RefreshStep, Selection, Tail, is_transient,
};
use model::wire::{Failure, LARGEST_PAGE, ListQuery, PAGE_SIZE, Page, decode_page, list};

use super::Store;
use crate::browser::transport::{Cancel, is_online};
use crate::browser::{clock, network, storage, task};

/// How many machines are suggested at most; a longer list helps nobody.
const SUGGESTIONS: usize = 500;

/// How old a list may be before it is loaded again by itself, in milliseconds.
const OLD: i64 = 29_000;

/// A longer list is loaded again only when somebody asks for it: it takes a request for every 120 addresses.
pub const LONGEST_REFRESHED: usize = 600;

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
        // What was asked for another list is no longer wanted.
        self.lists.replace(Cancel::new()).abort();
        self.cancel_refresh();
        self.drop_load_all();
        self.forget_failures();
        self.news.set(Vec::new());
        self.feed.update(|feed| feed.switch_to(query));
        self.load_more();
    }

    /// Loads the next page, if there is one and none is under way.
    pub fn load_more(self) {
        if !self.is_loading_all() {
            self.load(AddressList::next_page);
        }
    }

    /// Loads the page that failed.
    pub fn retry(self) {
        self.load(AddressList::retry);
    }

    /// Loads the list again and shows it as a whole once it is there. A list
    /// of which nothing could be loaded is simply asked for again.
    pub fn refresh(self) {
        if self.refreshing.get_untracked() {
            return;
        }
        self.forget_failures();
        self.news.set(Vec::new());
        if self.feed.with_untracked(|feed| feed.is_empty()) {
            return self.show(self.query());
        }
        self.drop_load_all();
        self.refreshing.set(true);
        self.begin_refresh();
    }

    /// Switches on and off that the list is loaded again by itself.
    pub fn switch_refreshes(self) {
        let on = !self.refreshes.get_untracked();
        self.refreshes.set(on);
        storage::save_refreshes(on);
        self.refresh_if_old();
    }

    /// Loads the list again if it is old.
    pub(super) fn refresh_if_old(self) {
        let age = self
            .updated
            .with_untracked(|at| at.map(|at| clock::now().0 - at.0));
        if age.is_some_and(|age| age >= OLD) {
            self.refresh_quietly();
        }
    }

    /// Loads the list again if that is switched on and disturbs nobody: the
    /// page is looked at, no form is open, nothing is selected or under way.
    fn refresh_quietly(self) {
        let is_wanted =
            self.refreshes.get_untracked() && self.online.get_untracked() && network::is_watched();
        let is_quiet = self.form.with_untracked(Option::is_none)
            && self.selection.with_untracked(Selection::is_empty)
            && !self.locks.with_untracked(InFlight::is_busy)
            && self.refresh.borrow().is_none()
            && self.load_all.borrow().is_none();
        let fits = self.feed.with_untracked(|feed| {
            let is_settled = matches!(feed.tail(), Tail::Ready(_) | Tail::End(_));
            is_settled && feed.len() <= LONGEST_REFRESHED
        });
        if is_wanted && is_quiet && fits {
            self.begin_refresh();
        }
    }

    /// Back on the network the list is loaded once; what failed is asked for again.
    pub(super) fn network_changed(self) {
        let online = is_online();
        self.online.set(online);
        if online && self.session.with_untracked(|it| it.mode().is_some()) {
            if self
                .feed
                .with_untracked(|feed| matches!(feed.tail(), Tail::Failed(..)))
            {
                self.retry();
            } else {
                self.refresh_quietly();
            }
        }
    }

    fn begin_refresh(self) {
        let (refresh, wanted) = self.feed.with_untracked(Refresh::start);
        self.refresh.replace(Some(refresh));
        self.ask(wanted, LARGEST_PAGE, Self::settle_refresh);
    }

    pub(super) fn cancel_refresh(self) {
        self.refresh.replace(None);
        self.refreshing.set(false);
    }

    fn load(self, next: fn(&mut AddressList) -> Option<PageRequest>) {
        if let Some(wanted) = self.feed.update(next) {
            self.ask(wanted, PAGE_SIZE, Self::settle);
        }
    }

    fn ask(
        self,
        wanted: PageRequest,
        size: u8,
        settle: fn(Self, PageRequest, Result<Page, Failure>),
    ) {
        let cancel = self.lists.borrow().clone();
        task::spawn(async move {
            let request = list(&wanted.query, wanted.after.as_ref(), size);
            if let Some(answer) = self.send(request, Some(&cancel)).await {
                settle(self, wanted, answer.and_then(|body| decode_page(&body)));
            }
        });
    }

    /// Asks for a page of all. When it is asked for again [`model::state::LoadAll`] says.
    pub(super) fn ask_of_all(self, wanted: PageRequest) {
        let cancel = self.lists.borrow().clone();
        task::spawn(async move {
            let request = list(&wanted.query, wanted.after.as_ref(), LARGEST_PAGE);
            if let Some(answer) = self.send_once(request, &cancel).await {
                self.settle(wanted, answer.and_then(|body| decode_page(&body)));
            }
        });
    }

    fn settle(self, wanted: PageRequest, answer: Result<Page, Failure>) {
        let failure = answer.as_ref().err().filter(|it| is_transient(it)).cloned();
        let taken = self
            .feed
            .update(|feed| match &mut *self.load_all.borrow_mut() {
                Some(all) => {
                    let taken = all.settle(feed, wanted.ticket, answer, clock::now());
                    if let Some(failure) = failure.filter(|_| taken)
                        && !self.budget.borrow_mut().spend(clock::now())
                    {
                        all.fail(failure);
                    }
                    taken
                }
                None => feed.settle(wanted.ticket, answer),
            });
        if taken {
            self.go_on_with_all();
            self.take_stock();
            // The list has grown, so a refresh under way has further to go.
            if self.refresh.borrow().is_some() {
                self.begin_refresh();
            }
        }
    }

    fn settle_refresh(self, wanted: PageRequest, answer: Result<Page, Failure>) {
        let step = self
            .refresh
            .borrow_mut()
            .as_mut()
            .map_or(RefreshStep::Stale, |refresh| {
                refresh.settle(wanted.ticket, answer)
            });
        match step {
            RefreshStep::Stale => {}
            RefreshStep::Request(wanted) => self.ask(wanted, LARGEST_PAGE, Self::settle_refresh),
            RefreshStep::Done(fresh) => {
                let is_awaited = self.refreshing.get_untracked();
                self.cancel_refresh();
                self.is_stale.set(false);
                let news = self.feed.with_untracked(|feed| feed.remote_changes(&fresh));
                self.feed.update(|feed| feed.replace(*fresh));
                self.take_stock();
                if is_awaited {
                    self.read_machines();
                } else {
                    self.doubt_orphans(&news);
                }
                self.tell_news(news);
            }
            RefreshStep::Failed(failure) => {
                let is_awaited = self.refreshing.get_untracked();
                self.cancel_refresh();
                // Nobody asked for it, so it interrupts nobody: the status line says it.
                self.is_stale.set(true);
                if is_awaited {
                    self.warn(NOT_REFRESHED, &failure, Operation::List);
                }
            }
        }
    }

    /// Notes the regions that came, and the counts once a list is complete.
    fn take_stock(self) {
        self.feed.with_untracked(|feed| {
            let failed = matches!(feed.tail(), Tail::Failed(..));
            if !failed {
                self.updated.set(Some(clock::now()));
                self.begin_knowing();
            }
            let mut census = self.census.get_untracked();
            census.update_from(feed);
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
