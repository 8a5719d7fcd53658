//! Loading the list page by page.

use model::state::{AddressList, PageRequest, is_transient};
use model::wire::{Failure, ListQuery, PAGE_SIZE, Page, decode_page, list};
use reactive_graph::traits::{Set, Update, With};

use super::ListSlice;
use crate::task::spawn;

/// Takes the answer to the request for a page.
pub(super) type Settle = fn(&'static ListSlice, PageRequest, Result<Page, Failure>);

impl ListSlice {
    /// Loads the next page, unless one is under way, failed, or there is none.
    pub fn load_more(&'static self) {
        if !self.is_loading_all() {
            self.load(AddressList::next_page);
        }
    }

    /// Requests the failed page again.
    pub fn retry(&'static self) {
        self.load(AddressList::retry);
    }

    /// Switches to another list. Requests nothing when the loaded one has all its
    /// addresses: the view picks and sorts them.
    pub(super) fn switch_to(&'static self, query: ListQuery) {
        if !self.list.with(|list| list.covers(&query)) {
            self.load_from_start(query);
        }
    }

    /// Loads a list from its first page.
    pub(super) fn load_from_start(&'static self, query: ListQuery) {
        let cancel = self.session.token().child();
        self.cancel.replace(cancel).cancel();
        self.refresh.cancel();
        self.load_all.reset();
        self.toasts.clear_errors();
        self.refresh.remote_changes.set(Vec::new());
        self.list.update(|list| list.switch_to(query));
        self.load_more();
    }

    /// Requests a page, with retries.
    pub(super) fn fetch(&'static self, page: PageRequest, size: u8, settle: Settle) {
        let cancel = self.cancel.borrow().clone();
        spawn(async move {
            let request = list(&page.query, page.after.as_ref(), size);
            if let Some(answer) = self.requests.send(request, Some(&cancel)).await {
                settle(self, page, self.decode(answer));
            }
        });
    }

    /// The page of an answer. What it says of addresses about to be changed holds these back.
    pub(super) fn decode(&self, answer: Result<String, Failure>) -> Result<Page, Failure> {
        let page = decode_page(&answer?)?;
        self.note_read(&page.items);
        Ok(page)
    }

    /// Takes a page of the list or, during loading all, of its other end.
    pub(super) fn settle(&'static self, page: PageRequest, answer: Result<Page, Failure>) {
        let failure = answer.as_ref().err().filter(|it| is_transient(it)).cloned();
        let is_taken = match &mut *self.load_all.machine.borrow_mut() {
            Some(all) => {
                let now = self.ports.clock.now();
                let is_taken = self.update_if(|list| all.settle(list, page.ticket, answer, now));
                if let Some(failure) = failure.filter(|_| is_taken)
                    && !self.requests.take_retry()
                {
                    all.fail(failure);
                }
                is_taken
            }
            None => self.update_if(|list| list.settle(page.ticket, answer)),
        };
        if is_taken {
            self.continue_load_all();
            self.note_loaded();
            // The list has grown, so a refresh under way has further to go.
            if self.refresh.is_running() {
                self.begin_refresh();
            }
        }
    }

    fn load(&'static self, next: fn(&mut AddressList) -> Option<PageRequest>) {
        let page = self.list.try_maybe_update(|list| {
            let page = next(list);
            (page.is_some(), page)
        });
        if let Some(page) = page.flatten() {
            self.fetch(page, PAGE_SIZE, Self::settle);
        }
    }

    /// Changes the list, and notifies if `change` returns `true`, as this does then.
    pub(super) fn update_if(&self, change: impl FnOnce(&mut AddressList) -> bool) -> bool {
        let is_changed = self.list.try_maybe_update(|list| {
            let is_changed = change(list);
            (is_changed, is_changed)
        });
        is_changed.unwrap_or_default()
    }
}
