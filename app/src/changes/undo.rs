//! Undoes the last change, and completes a swap that stopped halfway.

use model::domain::{MachineId, Operation};
use model::state::{Confirmed, UndoAction};

use super::ChangeSlice;
use super::report::{OfferedAction, Problem};
use super::swap::SwapError;
use crate::dialog::row_buttons;
use crate::ports::FocusTarget;
use crate::task::spawn;
use crate::toasts::ToastKind;

impl ChangeSlice {
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

    /// Does what the button of a toast says: undoes a change, completes a
    /// swap that stopped halfway, or opens the form to assign an address.
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
        let id = offer.toast;
        let (undo, is_recovery) = match offer.action {
            OfferedAction::Undo(undo) => (undo, false),
            OfferedAction::Complete(undo) => (undo, true),
            OfferedAction::Assign(ip) => {
                // A claim in another region than the tab's is in no list.
                self.open_for(Operation::Assign, self.list.get(ip.address).unwrap_or(ip));
                if !toast.is_sticky {
                    self.toasts.dismiss(id);
                }
                return;
            }
        };
        self.toasts.set_running(id, true);
        let action = undo.action();
        spawn(async move {
            let Some(outcome) = self.carry_out(action).await else {
                return;
            };
            let is_late = matches!(&outcome, Err(problem) if problem.is_late);
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
                (Err(problem), _) => {
                    let title = if is_recovery {
                        "Couldn't assign the address"
                    } else {
                        "Couldn't undo"
                    };
                    self.report_problem(title, problem);
                }
            }
        });
    }

    /// What the addresses are then, in words. `None` when the session has ended.
    async fn carry_out(&'static self, action: UndoAction) -> Option<Result<String, Problem>> {
        Some(match action {
            UndoAction::Change(operation, left, machine) => {
                self.change_back(operation, left, machine).await?
            }
            UndoAction::Swap(one, other) => match self.exchange(None, one, other).await? {
                Ok([one, other]) => Ok(format!(
                    "{} and {}",
                    self.describe(&one),
                    self.describe(&other)
                )),
                Err(SwapError::Halfway(problem)) => Err(*problem),
                Err(SwapError::Unchanged(error, cut_off)) => {
                    Err(self.unchanged(error.as_ref(), cut_off.as_ref()))
                }
            },
        })
    }

    async fn change_back(
        &'static self,
        operation: Operation,
        left: Confirmed,
        machine: Option<MachineId>,
    ) -> Option<Result<String, Problem>> {
        let wanted = machine.clone();
        Some(match self.change(operation, left, machine).await? {
            Ok(now) => {
                let now = now?;
                if now.has_machine(wanted.as_ref()) {
                    Ok(self.describe(&now))
                } else {
                    let now = self.describe(&now);
                    Err(format!("The API accepted the request, but {now}.").into())
                }
            }
            Err(error) => Err(self.problem(operation, &error)),
        })
    }
}
