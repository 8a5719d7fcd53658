//! One operation on all addresses that are selected. What was done leaves the
//! selection; what failed, was skipped or never begun stays in it.

use dom::effect;
use model::domain::{Operation, PublicIp, Reason, capability};
use model::state::{Bulk, FormState};
use model::wire::Effect;

use super::Store;
use super::perform::Refused;
use crate::browser::focus::{self, FocusTarget};
use crate::browser::task;

/// So many addresses are acted on at once at most: each is listed, and a person is to read them.
const MOST: usize = 1_000;

const TOO_MANY: &str = "At most 1,000 addresses can be acted on at once. Select fewer.";
const NONE_ASSIGNED: &str = "None of the selected addresses is assigned to a machine.";
const NONE_FREE: &str = "Something is under way on each of the selected addresses.";
const CHANGED: &str = "It was changed meanwhile, so nothing was sent.";
const STAY: &str = "What failed stays selected. \"Show failed\" says why.";
const STAY_UNBEGUN: &str = "What was not begun stays selected.";

impl Store {
    /// Asks whether to release or unassign what is selected; while an
    /// operation on many addresses is under way, shows how far that is.
    pub fn ask_bulk(self, operation: Operation) {
        if self.bulk_is_running() {
            return self.show_bulk();
        }
        if self.refuses_changes() {
            return;
        }
        if self.selection.with_untracked(|it| it.len() > MOST) {
            return self.tell_why(TOO_MANY);
        }
        let bulk = Bulk::new(operation, self.selected_for(operation));
        if bulk.counts().total == 0 {
            let any_idle = bulk.items().iter().any(|(ip, _)| ip.machine.is_none());
            return self.tell_why(if any_idle { NONE_ASSIGNED } else { NONE_FREE });
        }
        self.draft.set(FormState::new());
        self.bulk.set(Some(bulk));
        self.show_bulk();
    }

    /// Opens the dialog again, which says more than the message that led there.
    pub fn show_bulk(self) {
        self.forget_failures();
        self.bulk_is_open.set(true);
    }

    /// Closes the dialog. What is under way goes on.
    pub fn close_bulk(self) {
        self.bulk_is_open.set(false);
        let is_done_with = self.bulk.with_untracked(|bulk| {
            let has_failed = |bulk: &Bulk| bulk.counts().failed > 0;
            bulk.as_ref()
                .is_some_and(|bulk| bulk.is_confirming() || bulk.is_finished() && !has_failed(bulk))
        });
        if is_done_with {
            self.bulk.set(None);
        }
        let places = ["bulk-show", "bulk-release", "list"];
        let places = places.map(|id| FocusTarget::Id(id.to_owned()));
        focus::restore_focus(None, places.into());
    }

    /// Begins, once it was confirmed.
    pub fn start_bulk(self) {
        self.step_bulk(Bulk::start);
        focus_on(&["bulk-pause", "bulk-close"]);
    }

    /// Begins no more for the moment, or goes on.
    pub fn pause_bulk(self) {
        self.step_bulk(|bulk| {
            if bulk.is_paused() {
                bulk.resume();
            } else {
                bulk.pause();
            }
        });
    }

    /// Begins no more at all.
    pub fn cancel_bulk(self) {
        self.step_bulk(Bulk::cancel);
    }

    /// Does again what has failed.
    pub fn retry_bulk(self) {
        self.step_bulk(Bulk::retry_failed);
        focus_on(&["bulk-pause", "bulk-close"]);
    }

    /// Goes on when a pause that the API has asked for is over.
    pub(super) fn follow_pause(self) {
        effect(move || {
            if self.pause.with(Option::is_none) {
                self.send_bulk();
            }
        });
    }

    fn bulk_is_running(self) -> bool {
        let bulk = &self.0.bulk;
        bulk.with_untracked(|bulk| bulk.as_ref().is_some_and(Bulk::is_running))
    }

    /// What is selected, each with whether the operation applies to it.
    fn selected_for(self, operation: Operation) -> Vec<(PublicIp, Result<(), Reason>)> {
        self.feed.with_untracked(|feed| {
            self.selection.with_untracked(|selection| {
                let selected = selection.addresses().filter_map(|it| feed.get(it));
                let judged = selected.map(|ip| {
                    let busy = self
                        .locks
                        .with_untracked(|locks| locks.operation_on(ip.address));
                    let assigned = ip.machine.is_some();
                    let allowed = capability::check(operation, assigned, busy.map(Reason::Busy));
                    (ip, allowed)
                });
                judged.collect()
            })
        })
    }

    /// Sends as many requests as may be under way, unless the API has asked to wait.
    fn send_bulk(self) {
        if !self.bulk_is_running() || self.pause.with_untracked(Option::is_some) {
            return;
        }
        while let Some((operation, ip)) = self.bulk.update(|bulk| {
            let bulk = bulk.as_mut()?;
            Some((bulk.operation(), bulk.start_next()?))
        }) {
            task::spawn(async move {
                let address = ip.address;
                let now = self.feed.with_untracked(|feed| feed.get(address));
                // Somebody has seen and confirmed what it was then.
                let is_other = now.is_some_and(|now| now.machine != ip.machine);
                if is_other {
                    return self.step_bulk(|bulk| bulk.settle(address, Err(CHANGED.to_owned())));
                }
                match self.perform(operation, ip, None).await {
                    None => {}
                    Some(Ok(_)) => {
                        self.deselect(address);
                        self.step_bulk(|bulk| bulk.settle(address, Ok(())));
                    }
                    Some(Err(Refused::Failed {
                        failure,
                        effect: Effect::Nothing,
                    })) if failure.retry_after().is_some() => {
                        let seconds = failure.retry_after().unwrap_or_default();
                        self.wait_for_api(seconds);
                        self.step_bulk(|bulk| bulk.requeue(address));
                    }
                    Some(Err(refused)) => {
                        let why = refused.words(operation).1;
                        self.step_bulk(|bulk| bulk.settle(address, Err(why)));
                    }
                }
            });
        }
    }

    /// Takes a step, and does what follows from it.
    fn step_bulk(self, step: impl FnOnce(&mut Bulk)) {
        self.bulk.update(|bulk| {
            if let Some(bulk) = bulk {
                step(bulk);
            }
        });
        self.send_bulk();
        self.end_bulk();
    }

    /// Says what became of all, unless the dialog is there to say it.
    fn end_bulk(self) {
        self.keep_focus();
        let Some(bulk) = self.bulk.get_untracked().filter(Bulk::is_finished) else {
            return;
        };
        if self.bulk_is_open.get_untracked() {
            return;
        }
        let tally = bulk.counts();
        if tally.failed > 0 {
            self.warn_plainly(&bulk.outcome(), STAY);
        } else if tally.not_started > 0 {
            self.warn_plainly(&bulk.outcome(), STAY_UNBEGUN);
            self.bulk.set(None);
        } else {
            self.tell(bulk.outcome());
            self.bulk.set(None);
        }
    }

    /// The buttons that pause and cancel leave once nothing waits any more; one
    /// that has the focus hands it on.
    fn keep_focus(self) {
        let waits = self.bulk.with_untracked(|bulk| {
            let bulk = bulk.as_ref();
            bulk.is_some_and(|bulk| bulk.is_running() && bulk.counts().waiting > 0)
        });
        let focused = focus::current().map(|element| element.id());
        if !waits && matches!(focused.as_deref(), Some("bulk-pause" | "bulk-cancel")) {
            focus_on(&["bulk-close"]);
        }
    }
}

fn focus_on(ids: &[&str]) {
    let places = ids.iter().map(|id| FocusTarget::Id((*id).to_owned()));
    focus::restore_focus(None, places.collect());
}
