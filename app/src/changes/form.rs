//! The forms of one address: open, submit. The outcome goes to the form, or to
//! a toast once it is closed.

use model::domain::{Address, MachineId, Operation, PublicIp};
use model::state::Confirmed;

use super::machine_field::MachineField;
use super::{ChangeError, ChangeSlice, no_longer_yours};
use crate::dialog::{Dialog, Field, FieldError, row_buttons};
use crate::task::spawn;

impl ChangeSlice {
    /// Opens the form of an operation on an address of the list, or tells why it
    /// cannot be taken now.
    pub fn open(&self, operation: Operation, address: Address) {
        if let Some(ip) = self.list.get(address) {
            self.open_for(operation, ip);
        }
    }

    pub(super) fn open_for(&self, operation: Operation, ip: PublicIp) {
        match self.check(operation, &ip) {
            Ok(()) => self.dialog.open(Dialog::change(operation, ip)),
            Err(reason) => self.toasts.reason(reason.words()),
        }
    }

    /// Submits the form to assign or move an address. A move to a machine that
    /// has an address swaps the two.
    ///
    /// # Errors
    /// [`Field::Machine`], when the text cannot be an id, or means several machines.
    pub fn submit_machine(&'static self, machine: MachineField) -> Result<(), FieldError> {
        let Some((operation, about)) = self.editable() else {
            return Ok(());
        };
        let id = machine.id()?;
        match machine.swaps_with() {
            Some(other) => self.submit_swap(about, other),
            None => self.submit(operation, about, Some(id)),
        }
        Ok(())
    }

    /// Submits the form to unassign an address.
    pub fn submit_unassign(&'static self) {
        if let Some((operation, about)) = self.editable() {
            self.submit(operation, about, None);
        }
    }

    /// Whether an address must be typed to release it: a machine loses it.
    #[must_use]
    pub fn must_be_typed(&self, ip: &PublicIp) -> bool {
        match ip.machine {
            Some(_) => !self.machines.is_orphan(ip),
            None => self.machines.disputed_by(ip).is_some(),
        }
    }

    /// Submits the form to release an address. One that a machine loses is typed.
    ///
    /// # Errors
    /// [`Field::Confirmation`], when another text was typed.
    pub fn submit_release(&'static self, typed: &str) -> Result<(), FieldError> {
        let Some((operation, about)) = self.editable() else {
            return Ok(());
        };
        let ip = about.ip();
        if self.must_be_typed(ip) && typed.trim() != ip.address.to_string() {
            return Err(FieldError {
                field: Field::Confirmation,
                message: "That's not the address. Type it exactly as shown in the title.",
            });
        }
        self.submit(operation, about, None);
        Ok(())
    }

    /// What the open form is about, if it can be submitted now.
    fn editable(&self) -> Option<(Operation, Confirmed)> {
        self.dialog.with(|dialog| {
            let Some(Dialog::Change {
                operation,
                about,
                form,
                ..
            }) = dialog
            else {
                return None;
            };
            (!form.is_blocked()).then(|| (*operation, about.clone()))
        })
    }

    /// Carries out what the open form asks for, and reports the outcome.
    fn submit(&'static self, operation: Operation, about: Confirmed, machine: Option<MachineId>) {
        let (address, before) = (about.address(), about.ip().clone());
        if self.operation_on(address).is_some() {
            return;
        }
        let form = self.dialog.submit();
        let neighbour = self.neighbour(address);
        let change = self.change(operation, about, machine);
        spawn(async move {
            let Some(outcome) = change.await else {
                return;
            };
            let next = match &outcome {
                Ok(Some(_)) => Some(address),
                Ok(None) | Err(ChangeError::Gone(_)) => neighbour,
                Err(error) => return self.report_error(form, operation, error),
            };
            let targets = next.map(|next| row_buttons(None, next));
            self.dialog.succeed(form, targets.unwrap_or_default());
            match outcome {
                Ok(Some(now)) => self.report_change(operation, &before, &now),
                Ok(None) => self.toasts.success(format!("Released {address}")),
                // Someone else released it: the goal is reached.
                Err(_) if operation == Operation::Release => {
                    self.toasts.gone(no_longer_yours(address));
                }
                Err(error) => self.report_error(None, operation, &error),
            }
        });
    }

    /// The row below an address, or above it when it is the last.
    fn neighbour(&self, address: Address) -> Option<Address> {
        self.list.with_view(|view| {
            let (rows, columns) = (view.rows(), view.columns());
            let row = columns.find(address)?;
            let at = rows.iter().position(|other| *other == row)?;
            let above = at.checked_sub(1).and_then(|above| rows.get(above));
            let next = rows.get(at + 1).or(above)?;
            Some(columns.address(*next))
        })
    }
}
