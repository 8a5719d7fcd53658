//! Refreshes: the list is loaded again beside the shown one and replaces it as a whole.

use std::cell::RefCell;

use model::domain::{Address, Operation, Timestamp, format_count};
use model::state::{AddressList, PageRequest, Refresh, RefreshStep, RemoteChanges, Tail};
use model::wire::{Failure, LARGEST_PAGE, Page};
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, Set, Update, With};

use super::ListSlice;

/// Age of a list at its auto-refresh, in milliseconds. Less than 30 seconds, so that the
/// `App::tick` at 30, of one every 5 seconds, does not come a moment early.
const MAX_AGE: i64 = 29_000;

/// Longest list with auto-refresh: every 120 addresses cost a request.
pub const MAX_AUTO_REFRESHED: usize = 600;

/// Whether an auto-refresh would disturb the user or a change.
type IsBusy = Box<dyn Fn() -> bool>;

/// Whether a change of this address is under way.
type IsChanging = Box<dyn Fn(Address) -> bool>;

/// The refresh under way, and the outcome of the last one.
pub(super) struct RefreshState {
    machine: RefCell<Option<Refresh>>,
    /// Addresses that its pages so far have shown to be changed elsewhere.
    found: RefCell<Vec<Address>>,
    is_busy: RefCell<Option<IsBusy>>,
    is_changing: RefCell<Option<IsChanging>>,
    /// The user asked for it and waits.
    is_requested: RwSignal<bool, LocalStorage>,
    has_failed: RwSignal<bool, LocalStorage>,
    updated_at: RwSignal<Option<Timestamp>, LocalStorage>,
    pub(super) remote_changes: RwSignal<Vec<Address>, LocalStorage>,
}

impl RefreshState {
    pub(super) fn new() -> Self {
        Self {
            machine: RefCell::default(),
            found: RefCell::default(),
            is_busy: RefCell::default(),
            is_changing: RefCell::default(),
            is_requested: RwSignal::new_local(false),
            has_failed: RwSignal::new_local(false),
            updated_at: RwSignal::new_local(None),
            remote_changes: RwSignal::new_local(Vec::new()),
        }
    }

    pub(super) fn reset(&self) {
        self.cancel();
        self.has_failed.set(false);
        self.updated_at.set(None);
        self.remote_changes.set(Vec::new());
    }

    pub(super) fn is_running(&self) -> bool {
        self.machine.borrow().is_some()
    }

    pub(super) fn cancel(&self) {
        self.machine.take();
        self.found.take();
        self.is_requested.set(false);
    }

    /// Ends the refresh. Returns whether the user waits for it.
    fn finish(&self, has_failed: bool) -> bool {
        let is_requested = self.is_requested.get();
        self.cancel();
        self.has_failed.set(has_failed);
        is_requested
    }
}

impl ListSlice {
    /// Whether a refresh is under way on request. An auto-refresh shows nowhere.
    #[must_use]
    pub fn is_refreshing(&self) -> bool {
        self.refresh.is_requested.get()
    }

    /// Whether the last refresh failed, and the list may be out of date.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.refresh.has_failed.get()
    }

    /// When addresses last came from the API.
    #[must_use]
    pub fn updated_at(&self) -> Option<Timestamp> {
        self.refresh.updated_at.get()
    }

    /// Addresses changed elsewhere, to be marked: those found by refreshes since the last one on request.
    #[must_use]
    pub fn remote_changes(&self) -> Vec<Address> {
        self.refresh.remote_changes.get()
    }

    /// Refreshes the list, or loads an empty one from its start.
    pub fn refresh(&'static self) {
        if self.is_refreshing() {
            return;
        }
        self.toasts.clear_errors();
        self.refresh.remote_changes.set(Vec::new());
        if self.list.with(AddressList::is_empty) {
            return self.load_from_start(self.query());
        }
        self.load_all.reset();
        self.refresh.is_requested.set(true);
        self.begin_refresh();
    }

    /// Switches auto-refresh on or off.
    pub fn toggle_auto_refresh(&'static self) {
        self.preferences.auto_refresh.toggle();
        self.refresh_if_old();
    }

    /// Has auto-refresh wait while `is_busy` returns `true`.
    pub(crate) fn set_busy(&self, is_busy: IsBusy) {
        self.refresh.is_busy.replace(Some(is_busy));
    }

    /// Has a refresh report nothing of the addresses for which `is_changing` returns `true`.
    pub(crate) fn set_changing(&self, is_changing: IsChanging) {
        self.refresh.is_changing.replace(Some(is_changing));
    }

    /// Refreshes a list of 30 seconds, if auto-refresh is on and disturbs nothing.
    pub(crate) fn refresh_if_old(&'static self) {
        let now = self.ports.clock.now();
        let is_old = |at: Timestamp| now.0 - at.0 >= MAX_AGE;
        if self.updated_at().is_some_and(is_old) {
            self.auto_refresh();
        }
    }

    /// Back on the network, requests a failed page again, or else refreshes.
    pub(crate) fn network_changed(&'static self) {
        if !self.network.is_online() || self.session.mode().is_none() {
            return;
        }
        let has_failed = self.with(|list| matches!(list.tail(), Tail::Failed(..)));
        if has_failed {
            self.retry();
        } else {
            self.auto_refresh();
        }
    }

    fn auto_refresh(&'static self) {
        let is_wanted = self.preferences.auto_refresh.get()
            && self.network.is_online()
            && self.ports.device.is_visible();
        let is_settled = self.with(|list| {
            list.len() <= MAX_AUTO_REFRESHED && matches!(list.tail(), Tail::Ready(_) | Tail::End(_))
        });
        let is_loading = self.refresh.is_running() || self.load_all.machine.borrow().is_some();
        if is_wanted && is_settled && !is_loading && !self.is_busy() {
            self.begin_refresh();
        }
    }

    fn is_busy(&self) -> bool {
        let is_busy = self.refresh.is_busy.borrow();
        is_busy.as_ref().is_some_and(|is_busy| is_busy())
    }

    fn is_changing(&self, address: Address) -> bool {
        let is_changing = self.refresh.is_changing.borrow();
        is_changing
            .as_ref()
            .is_some_and(|is_changing| is_changing(address))
    }

    pub(super) fn begin_refresh(&'static self) {
        let (refresh, page) = self.list.with(Refresh::start);
        self.refresh.machine.replace(Some(refresh));
        self.fetch(page, LARGEST_PAGE, Self::settle_refresh);
    }

    fn settle_refresh(&'static self, page: PageRequest, answer: Result<Page, Failure>) {
        let read = match &answer {
            Ok(page) => page.items.clone(),
            Err(_) => Vec::new(),
        };
        let step = match &mut *self.refresh.machine.borrow_mut() {
            Some(refresh) => refresh.settle(page.ticket, answer),
            None => return,
        };
        match step {
            RefreshStep::Stale => {}
            RefreshStep::Request(next) => {
                // The list is replaced at the end. Until then a change must not go out on what
                // this page has shown to be otherwise.
                let found = self.show_changes(&read, page.ticket);
                self.refresh.found.borrow_mut().extend(found);
                self.fetch(next, LARGEST_PAGE, Self::settle_refresh);
            }
            RefreshStep::Done(fresh) => {
                let found = self.refresh.found.take();
                let was_requested = self.refresh.finish(false);
                let mut changes =
                    self.with(|list| list.remote_changes(&fresh, |it| self.is_changing(it)));
                for address in found {
                    let is_told = changes.changed.contains(&address);
                    if !is_told && fresh.get(address).is_some() {
                        changes.changed.push(address);
                    }
                }
                self.list.update(|list| list.replace(*fresh));
                self.note_loaded();
                // A list that is no longer complete serves no query but its own.
                let query = self.query();
                if self.with(|list| *list.query() != query) {
                    self.switch_to(query);
                }
                if was_requested {
                    self.machines.load();
                } else {
                    self.recheck_machines(&changes.changed);
                }
                self.report_remote_changes(changes);
            }
            RefreshStep::Failed(failure) => {
                let was_requested = self.refresh.finish(true);
                // After an auto-refresh only the status line shows it.
                if was_requested {
                    self.toasts.failure(
                        "Couldn't refresh. Showing the previous list.",
                        &failure,
                        Operation::List,
                    );
                }
            }
        }
    }

    /// Updates counts and freshness after a page, and begins to load the background data.
    pub(super) fn note_loaded(&'static self) {
        let has_failed = self.with(|list| matches!(list.tail(), Tail::Failed(..)));
        if !has_failed {
            self.refresh.updated_at.set(Some(self.ports.clock.now()));
            self.account.begin();
            self.machines.begin();
        }
        self.update_region_counts();
    }

    fn recheck_machines(&'static self, addresses: &[Address]) {
        for address in addresses {
            if let Some(ip) = self.get(*address) {
                self.machines.recheck(&ip);
            }
        }
    }

    /// Marks addresses changed elsewhere.
    pub(super) fn mark_remote_changes(&self, addresses: impl IntoIterator<Item = Address>) {
        self.refresh.remote_changes.update(|marked| {
            for address in addresses {
                if !marked.contains(&address) {
                    marked.push(address);
                }
            }
        });
    }

    /// Marks and reports changes made elsewhere.
    fn report_remote_changes(&'static self, changes: RemoteChanges) {
        // The rows of the others are marked.
        let kinds = [
            (&changes.changed, 2, "new or moved"),
            (&changes.removed, 10, "gone"),
        ];
        let kinds = kinds.iter().filter(|(addresses, ..)| !addresses.is_empty());
        let words: Vec<_> = kinds
            .map(|(addresses, most, what)| format!("{} {what}", some_of(addresses, *most)))
            .collect();
        if words.is_empty() {
            return;
        }
        self.mark_remote_changes(changes.changed);
        let words = words.join(", ");
        self.toasts.reason(format!("Changed elsewhere: {words}"));
    }
}

/// Addresses by name: all of them, or else one fewer than `most` and the number of the others.
fn some_of(addresses: &[Address], most: usize) -> String {
    let named = if addresses.len() > most {
        most - 1
    } else {
        addresses.len()
    };
    let (shown, others) = addresses.split_at(named);
    let mut names: Vec<String> = shown.iter().map(Address::to_string).collect();
    if !others.is_empty() {
        names.push(format!("{} more", format_count(others.len())));
    }
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}
