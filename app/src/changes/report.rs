//! Reports a change as the API answered it, with the offer to undo it.

use model::domain::{Operation, PublicIp};
use model::state::Undo;
use model::wire::{Effect, FailureText, Outcome};

use super::{ChangeError, ChangeSlice};
use crate::open_work::{Told, WorkId};
use crate::task::spawn;
use crate::toasts::{Toast, ToastId};

/// How long a change can be undone, in milliseconds.
const OFFERED_FOR: u32 = 10_000;

/// Grace period after pointer and focus leave the toasts, in milliseconds.
const LINGER: u32 = 2_000;

/// What the button of a toast does. It is valid while the toast has its button.
#[derive(Clone)]
pub(super) struct Offer {
    pub(super) toast: ToastId,
    pub(super) action: OfferedAction,
}

/// What the button of a toast does.
#[derive(Clone)]
pub(super) enum OfferedAction {
    /// Undoes a change.
    Undo(Undo),
    /// Completes a swap that stopped halfway.
    Complete(Undo),
    /// Opens the form to assign an address that was claimed.
    Assign(PublicIp),
}

/// Why something was not done.
pub(super) struct Problem {
    /// The details of its toast.
    pub(super) details: String,
    /// What became of it; unknown if it stopped halfway.
    pub(super) outcome: Outcome,
    /// An address was changed elsewhere since it was offered.
    pub(super) is_late: bool,
    /// What completes it: the label of a button, and its undo.
    pub(super) recovery: Option<(String, Undo)>,
    /// The work as the tab keeps it until its toast is dismissed.
    pub(super) kept: Option<WorkId>,
}

impl From<String> for Problem {
    /// Of something not begun, or taken back.
    fn from(details: String) -> Self {
        Self {
            details,
            outcome: Outcome::Failed(Effect::Nothing),
            is_late: false,
            recovery: None,
            kept: None,
        }
    }
}

impl ChangeSlice {
    /// Reports what an address is after a change of its machine, and offers to
    /// undo that. What counts is the answer, not what was asked for.
    pub(super) fn report_change(
        &'static self,
        operation: Operation,
        before: &PublicIp,
        now: &PublicIp,
    ) {
        let address = now.address;
        let title = match &now.machine {
            Some(machine) => {
                let done = if operation == Operation::Move {
                    "Moved"
                } else {
                    "Assigned"
                };
                format!(
                    "{done} {address} to {}",
                    self.machines.name_of_assignee(machine)
                )
            }
            None => {
                let from = before.machine.as_ref();
                let from = from.map(|machine| self.machines.name_of_assignee(machine));
                let from = from.as_deref().unwrap_or("its machine");
                format!("Unassigned {address} from {from}")
            }
        };
        // A machine that no longer exists takes nothing back.
        let undo = Undo::change(before, now).filter(|_| !self.machines.is_orphan(before));
        match undo {
            Some(undo) => self.offer_undo(title, undo),
            None => self.toasts.success(title),
        }
    }

    /// Reports a success and offers to undo it, in place of the offer before.
    pub(crate) fn offer_undo(&'static self, title: String, undo: Undo) {
        let toast = self.toasts.add(Toast::success(title).with_action("Undo"));
        self.set_offer(toast, OfferedAction::Undo(undo));
        spawn(async move {
            self.ports.clock.sleep(OFFERED_FOR).await;
            while self.ports.focus.is_in_toasts() {
                self.ports.clock.sleep(LINGER).await;
            }
            self.toasts.dismiss(toast);
        });
    }

    /// Reports of an address that was claimed why it was not assigned, and offers the form for that.
    pub(crate) fn report_not_assigned(&self, ip: PublicIp, error: &ChangeError) {
        let toast = self.error_toast(Operation::Assign, error);
        let outcome = error.outcome();
        let not_done = if outcome.is_unknown() {
            "couldn't confirm that it was assigned"
        } else {
            "couldn't assign it"
        };
        let title = format!("Claimed {}, but {not_done}", ip.address);
        let details = if let ChangeError::Failed {
            failure,
            effect: Effect::Nothing,
            ..
        } = error
        {
            let words = failure.words_with_effect(Operation::Assign, Effect::Nothing);
            let changed = "The address is your team's, and idle.";
            Some(FailureText { changed, ..words }.sentence())
        } else {
            toast.details
        };
        let toast = Toast {
            title,
            details,
            // The return of the network settles nothing of it.
            is_offline: false,
            ..toast
        };
        let can_assign = outcome != Outcome::Gone;
        let id = self.toasts.add(if can_assign {
            toast.with_action("Assign…")
        } else {
            toast
        });
        if can_assign {
            self.set_offer(id, OfferedAction::Assign(ip));
        }
        if let Some(kept) = error.kept() {
            self.open_work.forget_with(Told::Toast(id), kept);
        }
    }

    fn set_offer(&self, toast: ToastId, action: OfferedAction) {
        self.offer.replace(Some(Offer { toast, action }));
    }

    /// Reports why something was not done and, if it stopped halfway, offers what completes it.
    pub(super) fn report_problem(&self, title: &str, problem: Problem) -> ToastId {
        let mut toast = Toast::error(title, problem.details).with_outcome(problem.outcome);
        let (label, undo) = problem.recovery.unzip();
        if let Some(label) = label {
            toast = toast.with_action(label);
        }
        let toast = self.toasts.add(toast);
        if let Some(undo) = undo {
            self.set_offer(toast, OfferedAction::Complete(undo));
        }
        if let Some(id) = problem.kept {
            self.open_work.forget_with(Told::Toast(toast), id);
        }
        toast
    }

    /// Why a change was not made.
    pub(super) fn problem(&self, operation: Operation, error: &ChangeError) -> Problem {
        Problem {
            is_late: matches!(error, ChangeError::Differs(..)),
            outcome: error.outcome(),
            kept: error.kept(),
            ..Problem::from(self.message(operation, error).1)
        }
    }

    /// What an address is assigned to, in words.
    pub(super) fn describe(&self, ip: &PublicIp) -> String {
        match &ip.machine {
            None => format!("{} is idle", ip.address),
            Some(machine) => {
                let name = self.machines.name_of_assignee(machine);
                format!("{} is assigned to {name}", ip.address)
            }
        }
    }
}
