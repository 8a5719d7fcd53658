//! Loading the list to its end, from both ends at once.

use std::cell::{Cell, RefCell};

use model::domain::{Operation, format_count};
use model::state::{LoadAll, LoadAllStatus, LoadAllStep, PageRequest};
use model::wire::{LARGEST_PAGE, list};
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, Set, Update, With};

use super::ListSlice;
use crate::task::spawn;

/// Progress of loading all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadAllProgress {
    /// Addresses loaded from both ends. The list shows those of one end until the two meet.
    pub loaded: usize,
    /// Its present phase.
    pub phase: LoadAllPhase,
}

/// Phase of loading all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadAllPhase {
    /// Pages are under way.
    Loading,
    /// Backing off.
    Waiting {
        /// Seconds left.
        seconds: u32,
        /// The API answered 429. Otherwise a page failed.
        too_many: bool,
    },
    /// Stopped by a failure; [`ListSlice::load_all`] resumes.
    Failed,
}

/// State of loading all, kept after a cancellation or failure to resume from.
pub(super) struct LoadAllState {
    pub(super) machine: RefCell<Option<LoadAll>>,
    progress: RwSignal<Option<LoadAllProgress>, LocalStorage>,
    /// One timer at a time: answers may arrive during a wait.
    is_timer_set: Cell<bool>,
}

impl LoadAllState {
    pub(super) fn new() -> Self {
        Self {
            machine: RefCell::default(),
            progress: RwSignal::new_local(None),
            is_timer_set: Cell::new(false),
        }
    }

    /// Drops the pages of the other end.
    pub(super) fn reset(&self) {
        self.machine.take();
        self.progress.set(None);
    }
}

impl ListSlice {
    /// Loads the list to its end. Resumes after [`Self::cancel_load_all`] or a failure.
    pub fn load_all(&'static self) {
        self.refresh.cancel();
        self.toasts.clear_errors();
        match &mut *self.load_all.machine.borrow_mut() {
            Some(all) => all.resume(),
            none => *none = Some(self.list.with(LoadAll::new)),
        }
        self.continue_load_all();
    }

    /// Stops requesting pages. The loaded ones stay.
    pub fn cancel_load_all(&'static self) {
        if let Some(all) = &mut *self.load_all.machine.borrow_mut() {
            all.cancel();
        }
        self.continue_load_all();
    }

    /// Progress of loading all, while it runs or has failed.
    #[must_use]
    pub fn load_all_progress(&self) -> Option<LoadAllProgress> {
        self.load_all.progress.get()
    }

    /// Whether loading all runs, which alone requests pages then. Tracks nothing.
    pub(crate) fn is_loading_all(&self) -> bool {
        let all = self.load_all.machine.borrow();
        all.as_ref()
            .is_some_and(|all| *all.status() == LoadAllStatus::Running)
    }

    /// Requests the pages due next, if loading all runs.
    pub(super) fn continue_load_all(&'static self) {
        let was_running = self.is_loading_all();
        let phase = loop {
            match self.next_step() {
                None => return,
                Some(LoadAllStep::Request(page)) => self.fetch_once(page),
                Some(LoadAllStep::Wait { seconds, too_many }) => {
                    self.continue_in_a_second();
                    break LoadAllPhase::Waiting { seconds, too_many };
                }
                Some(LoadAllStep::Idle) => break LoadAllPhase::Loading,
                Some(LoadAllStep::Done) => {
                    self.load_all.reset();
                    if was_running {
                        self.report_all_loaded();
                    }
                    return;
                }
            }
        };
        self.show_progress(phase);
    }

    fn next_step(&self) -> Option<LoadAllStep> {
        let mut all = self.load_all.machine.borrow_mut();
        let (all, now) = (all.as_mut()?, self.ports.clock.now());
        self.list.try_maybe_update(|list| {
            let step = all.next_step(list, now);
            let is_change = matches!(step, LoadAllStep::Request(_) | LoadAllStep::Done);
            (is_change, step)
        })
    }

    /// Requests a page once: [`LoadAll`] decides on retries.
    fn fetch_once(&'static self, page: PageRequest) {
        let cancel = self.cancel.borrow().clone();
        spawn(async move {
            let request = list(&page.query, page.after.as_ref(), LARGEST_PAGE);
            if let Some(answer) = self.requests.send_once(request, &cancel).await {
                self.settle(page, self.decode(answer));
            }
        });
    }

    fn continue_in_a_second(&'static self) {
        if !self.load_all.is_timer_set.replace(true) {
            let sleep = self.ports.clock.sleep(1_000);
            spawn(async move {
                sleep.await;
                self.load_all.is_timer_set.set(false);
                self.continue_load_all();
            });
        }
    }

    /// Shows the progress, with this phase if loading all runs.
    fn show_progress(&self, running: LoadAllPhase) {
        let status = match &*self.load_all.machine.borrow() {
            Some(all) => (
                all.status().clone(),
                self.list.with(|list| all.loaded(list)),
            ),
            None => return,
        };
        let (status, loaded) = status;
        let was_failed = self
            .load_all_progress()
            .is_some_and(|progress| progress.phase == LoadAllPhase::Failed);
        let phase = match &status {
            LoadAllStatus::Running => Some(running),
            LoadAllStatus::Cancelled => None,
            LoadAllStatus::Failed(_) => Some(LoadAllPhase::Failed),
        };
        let progress = phase.map(|phase| LoadAllProgress { loaded, phase });
        self.load_all.progress.set(progress);
        // A toast, once: the end of the list, where a failed page shows its error, is seldom in view.
        if let LoadAllStatus::Failed(failure) = &status
            && !was_failed
        {
            self.toasts
                .failure("Couldn't load all addresses", failure, Operation::List);
        }
    }

    fn report_all_loaded(&'static self) {
        let (count, is_whole) = self
            .list
            .with(|list| (format_count(list.len()), list.covers(list.query())));
        let all = if is_whole { "All " } else { "" };
        self.toasts
            .success(format!("{all}{count} addresses loaded"));
    }
}
