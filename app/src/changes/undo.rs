//! Reports a change as the API answered it, with the offer to undo it.

use model::domain::{MachineId, Operation, PublicIp};
use model::state::{Undo, UndoAction};
use model::wire::{Effect, Failure, ListQuery};

use super::ChangeSlice;
use super::swap::SwapError;
use crate::dialog::row_buttons;
use crate::ports::FocusTarget;
use crate::task::spawn;
use crate::toasts::{Toast, ToastId, ToastKind};

/// How long a change can be undone, in milliseconds.
const OFFERED_FOR: u32 = 10_000;

/// Grace period after pointer and focus leave the toasts, in milliseconds.
const LINGER: u32 = 2_000;

/// What the button of a toast undoes. It is valid while the toast has its button.
#[derive(Clone)]
pub(super) struct Offer {
    toast: ToastId,
    undo: Undo,
    /// Completes a swap that stopped halfway, rather than undoing a change.
    is_recovery: bool,
}

/// Why something was not done.
pub(super) struct Problem {
    /// The details of its toast.
    pub(super) details: String,
    /// It stopped halfway, so its toast stays until it is dismissed.
    pub(super) is_halfway: bool,
    /// What completes it: the label of a button, and its undo.
    pub(super) recovery: Option<(String, Undo)>,
}

impl From<String> for Problem {
    /// Of something not begun, or taken back.
    fn from(details: String) -> Self {
        Self {
            details,
            is_halfway: false,
            recovery: None,
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
            let words = Failure::Cancelled.words_with_effect(operation, Effect::Nothing);
            return self.toasts.error(words.title, self.describe_answer(now));
        }
        let title = match &now.machine {
            Some(machine) => {
                let done = if operation == Operation::Move {
                    "Moved"
                } else {
                    "Assigned"
                };
                format!("{done} {address} to {}", self.machines.name_of(machine))
            }
            None => {
                let from = before.machine.as_ref();
                let from = from.map(|machine| self.machines.name_of(machine));
                let from = from.as_deref().unwrap_or("its machine");
                format!("Unassigned {address} from {from}")
            }
        };
        match Undo::change(before, now) {
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
    pub(super) fn report_problem(&self, title: &str, problem: Problem) {
        let mut toast = Toast::error(title, problem.details);
        if problem.is_halfway {
            toast = toast.sticky();
        }
        let Some((label, undo)) = problem.recovery else {
            self.toasts.add(toast);
            return;
        };
        let toast = self.toasts.add(toast.with_action(label));
        self.offer.replace(Some(Offer {
            toast,
            undo,
            is_recovery: true,
        }));
    }

    /// Whether a toast offers to undo a change.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        let toast = self.toasts.actionable();
        toast.is_some_and(|toast| toast.kind == ToastKind::Success)
    }

    /// Undoes the last change, while a toast offers it.
    pub fn undo(&'static self) {
        if self.can_undo() {
            self.accept_offer();
        }
    }

    /// Does what the button of a toast says: undoes a change, or completes a
    /// swap that stopped halfway.
    pub fn accept_offer(&'static self) {
        let Some(toast) = self.toasts.actionable() else {
            return;
        };
        if toast.action.is_none_or(|action| action.is_running) {
            return;
        }
        let offer = self.offer.borrow().clone();
        let Some(offer) = offer.filter(|offer| offer.toast == toast.id) else {
            return;
        };
        let Offer {
            toast: id,
            undo,
            is_recovery,
        } = offer;
        self.toasts.set_running(id, true);
        let action = undo.action(|left| self.as_known(left));
        spawn(async move {
            let is_late = action.is_err();
            let Some(outcome) = self.carry_out(action).await else {
                return;
            };
            if is_recovery && outcome.is_err() && !is_late {
                // It still stands halfway, so the way to complete it stays open.
                self.toasts.set_running(id, false);
            } else {
                // The button goes, and those of a row are hidden while it changes.
                let focus = &self.ports.focus;
                if focus.is_in_toasts() || focus.is_lost() {
                    let rows = undo.before().flat_map(|ip| row_buttons(None, ip.address));
                    focus.focus(rows.chain([FocusTarget::Id("list")]).collect());
                }
                self.toasts.dismiss(id);
            }
            match (outcome, is_recovery) {
                (Ok(now), false) => {
                    self.toasts
                        .success(format!("Undone: {now}{}", undo.suffix()));
                }
                (Ok(now), true) => self.toasts.success(now),
                (Err(problem), false) => self.report_problem("Not undone", problem),
                (Err(problem), true) => {
                    self.report_problem("The address was not assigned", problem);
                }
            }
        });
    }

    /// An address that a change left so, as it is known now. One that another
    /// list shows, or that is not loaded yet, may be as it was left.
    fn as_known(&self, left: &PublicIp) -> Option<PublicIp> {
        let of_region = ListQuery {
            region: Some(left.region.clone()),
            ..ListQuery::default()
        };
        self.list.with(|list| {
            let unseen = (!list.covers(&of_region)).then(|| left.clone());
            list.get(left.address).or(unseen)
        })
    }

    /// What the addresses are then, in words. `None` when the session has ended.
    async fn carry_out(
        &'static self,
        action: Result<UndoAction, String>,
    ) -> Option<Result<String, Problem>> {
        Some(match action {
            Ok(UndoAction::Change(operation, ip, machine)) => {
                self.change_back(operation, ip, machine).await?
            }
            Ok(UndoAction::Swap(one, other)) => match self.exchange(None, one, other).await? {
                Ok([one, other]) => Ok(format!(
                    "{} and {}",
                    self.describe(&one),
                    self.describe(&other)
                )),
                Err(SwapError::Halfway(problem)) => Err(problem),
                Err(SwapError::Unchanged(error)) => {
                    let details = error.map(|error| error.message(Operation::Move).1);
                    Err(details.unwrap_or_default().into())
                }
            },
            Err(too_late) => Err(too_late.into()),
        })
    }

    async fn change_back(
        &'static self,
        operation: Operation,
        ip: PublicIp,
        machine: Option<MachineId>,
    ) -> Option<Result<String, Problem>> {
        let wanted = machine.clone();
        Some(match self.change(operation, ip, machine).await? {
            Ok(now) => {
                let now = now?;
                if now.machine == wanted {
                    Ok(self.describe(&now))
                } else {
                    Err(self.describe_answer(&now).into())
                }
            }
            Err(error) => Err(error.message(operation).1.into()),
        })
    }

    /// What an address is assigned to, in words.
    pub(super) fn describe(&self, ip: &PublicIp) -> String {
        match &ip.machine {
            None => format!("{} is idle", ip.address),
            Some(machine) => {
                let name = self.machines.name_of(machine);
                format!("{} is assigned to {name}", ip.address)
            }
        }
    }

    /// Says of an answer that it is not what was asked for.
    pub(crate) fn describe_answer(&self, now: &PublicIp) -> String {
        let now = self.describe(now);
        format!("The request was accepted, but the answer says that {now}.")
    }
}
