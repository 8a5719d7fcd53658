//! Loading a list to its end.

use std::time::Duration;

use leptos::prelude::set_timeout;
use model::domain::{Address, Operation, PublicIp, format_count};
use model::state::{LoadAll, LoadAllStatus, LoadAllStep};

use super::Store;
use crate::browser::clock;

/// How often it is looked whether a wait is over, and its words are written anew.
const SECOND: Duration = Duration::from_secs(1);

const NOT_ALL_LOADED: &str = "Not all addresses were loaded";

/// How the loading of everything goes, while it goes on or has failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadingAll {
    /// How many addresses are loaded, of both ends of the list.
    pub loaded: usize,
    /// What it does.
    pub now: LoadingNow,
}

/// What the loading of everything does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadingNow {
    /// It waits for answers.
    Loading,
    /// It lets so many seconds pass.
    Waiting {
        /// From now on.
        seconds: u32,
        /// Whether the API has had too many requests; otherwise a page failed.
        too_many: bool,
    },
    /// It has failed, and goes on when somebody says so.
    Failed,
}

impl Store {
    /// Loads the list to its end, from both ends at once; after
    /// [`Self::cancel_load_all`] or a failure it goes on from what is there.
    pub fn load_all(self) {
        self.cancel_refresh();
        self.forget_failures();
        match &mut *self.load_all.borrow_mut() {
            Some(all) => all.resume(),
            none => *none = Some(self.feed.with_untracked(LoadAll::new)),
        }
        self.go_on_with_all();
    }

    /// Stops asking for everything. What is loaded stays.
    pub fn cancel_load_all(self) {
        if let Some(all) = &mut *self.load_all.borrow_mut() {
            all.cancel();
        }
        self.go_on_with_all();
    }

    /// Whether everything is being loaded, so that nothing else asks for a page.
    pub(super) fn is_loading_all(self) -> bool {
        let all = self.load_all.borrow();
        all.as_ref()
            .is_some_and(|all| *all.status() == LoadAllStatus::Running)
    }

    /// Forgets what was loaded of the other end.
    pub(super) fn drop_load_all(self) {
        self.load_all.replace(None);
        self.loading_all.set(None);
    }

    /// Shows an address as the API last described it.
    pub(super) fn put(self, ip: PublicIp) {
        self.doubt_orphan(&ip);
        if let Some(all) = &mut *self.load_all.borrow_mut() {
            all.upsert(ip.clone());
        }
        self.feed.update(|feed| feed.upsert(ip));
    }

    /// Takes a released address out.
    pub(super) fn remove(self, address: Address) {
        if let Some(all) = &mut *self.load_all.borrow_mut() {
            all.remove(address);
        }
        self.feed.update(|feed| feed.remove(address));
        self.deselect(address);
    }

    /// Asks for what is to be asked for next, if everything is being loaded.
    pub(super) fn go_on_with_all(self) {
        let was_running = self.is_loading_all();
        let mut waits = None;
        loop {
            match self.next_step() {
                None => return,
                Some(LoadAllStep::Request(wanted)) => self.ask_of_all(wanted),
                Some(LoadAllStep::Wait { seconds, too_many }) => {
                    waits = Some(LoadingNow::Waiting { seconds, too_many });
                    break;
                }
                Some(LoadAllStep::Idle) => break,
                Some(LoadAllStep::Done) => {
                    self.drop_load_all();
                    if was_running {
                        self.tell_all_loaded();
                    }
                    return;
                }
            }
        }
        if waits.is_some() {
            self.look_again_soon();
        }
        self.show_progress(waits.unwrap_or(LoadingNow::Loading));
    }

    fn next_step(self) -> Option<LoadAllStep> {
        let mut all = self.load_all.borrow_mut();
        let all = all.as_mut()?;
        Some(self.feed.update(|feed| all.next_step(feed, clock::now())))
    }

    fn show_progress(self, now: LoadingNow) {
        let mut failed = None;
        let progress = self.load_all.borrow().as_ref().and_then(|all| {
            let now = match all.status() {
                LoadAllStatus::Running => now,
                LoadAllStatus::Cancelled => return None,
                LoadAllStatus::Failed(failure) => {
                    failed = Some(failure.clone());
                    LoadingNow::Failed
                }
            };
            let loaded = self.feed.with_untracked(|feed| all.loaded(feed));
            Some(LoadingAll { loaded, now })
        });
        let is_failed = |all: &LoadingAll| all.now == LoadingNow::Failed;
        let was_failed = self
            .loading_all
            .with_untracked(|all| all.as_ref().is_some_and(is_failed));
        self.loading_all.set(progress);
        // Once, wherever the list stands: its end, where a page that fails is told, is seldom in view.
        if let Some(failure) = failed.filter(|_| !was_failed) {
            self.warn(NOT_ALL_LOADED, &failure, Operation::List);
        }
    }

    /// One timer at a time: an answer may come while it waits.
    fn look_again_soon(self) {
        if !self.waits.get() {
            self.waits.set(true);
            set_timeout(
                move || {
                    self.waits.set(false);
                    self.go_on_with_all();
                },
                SECOND,
            );
        }
    }

    fn tell_all_loaded(self) {
        let told = self.feed.with_untracked(|feed| {
            let count = format_count(feed.len());
            let all = if feed.covers(feed.query()) {
                "All "
            } else {
                ""
            };
            [all, &count, " addresses loaded"].concat()
        });
        self.tell(told);
    }
}
