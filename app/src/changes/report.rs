//! Reports a change as the API answered it, with the offer to undo it.

use model::domain::{Operation, PublicIp};
use model::state::Undo;
use model::wire::{Effect, Outcome};

use super::{ChangeError, ChangeSlice};
use crate::open_work::{Told, WorkId};
use crate::task::spawn;
use crate::toasts::{Toast, ToastId};

/// How long a change can be undone, in milliseconds.
const OFFERED_FOR: u32 = 10_000;

/// Grace period after pointer and focus leave the toasts, in milliseconds.
const LINGER: u32 = 2_000;

/// What the button of a toast undoes. It is valid while the toast has its button.
#[derive(Clone)]
pub(super) struct Offer {
    pub(super) toast: ToastId,
    pub(super) undo: Undo,
    /// Completes a swap that stopped halfway, rather than undoing a change.
    pub(super) is_recovery: bool,
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
        let wants_machine = operation != Operation::Unassign;
        if wants_machine != now.machine.is_some() {
            return self
                .toasts
                .error(super::not_done(operation), self.describe_answer(now));
        }
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
        self.offer.replace(Some(Offer {
            toast,
            undo,
            is_recovery: false,
        }));
        spawn(async move {
            self.ports.clock.sleep(OFFERED_FOR).await;
            while self.ports.focus.is_in_toasts() {
                self.ports.clock.sleep(LINGER).await;
            }
            self.toasts.dismiss(toast);
        });
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
            self.offer.replace(Some(Offer {
                toast,
                undo,
                is_recovery: true,
            }));
        }
        if let Some(id) = problem.kept {
            self.open_work.forget_with(Told::Toast(toast), id);
        }
        toast
    }

    /// Why a change was not made.
    pub(super) fn problem(&self, operation: Operation, error: &ChangeError) -> Problem {
        Problem {
            is_late: matches!(error, ChangeError::Differs(_)),
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

    /// Says of an answer that it is not what was asked for.
    pub(crate) fn describe_answer(&self, now: &PublicIp) -> String {
        let now = self.describe(now);
        format!("The API accepted the request, but its response says that {now}.")
    }
}
