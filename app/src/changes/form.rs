//! The forms of one address: open, submit. The outcome goes to the form, or to
//! a toast once it is closed.

use model::domain::{Address, MachineId, Operation, PublicIp};

use super::ChangeSlice;
use super::machine_field::MachineField;
use crate::dialog::{Dialog, Field, FieldError, row_buttons};
use crate::task::spawn;

impl ChangeSlice {
    /// Opens the form of an operation on an address of the list, or tells why it
    /// cannot be taken now.
    pub fn open(&self, operation: Operation, address: Address) {
        let Some(ip) = self.list.get(address) else {
            return;
        };
        match self.check(operation, &ip) {
            Ok(()) => self.dialog.open(Dialog::change(operation, ip)),
            Err(reason) => self.toasts.reason(reason.words()),
        }
    }

    /// Submits the form to assign or move an address. A move to a machine that
    /// has an address swaps the two.
    ///
    /// # Errors
    /// [`Field::Machine`], when the text cannot be an id.
    pub fn submit_machine(&'static self, machine: MachineField) -> Result<(), FieldError> {
        let Some((operation, ip)) = self.editable() else {
            return Ok(());
        };
        let id = machine.id().map_err(|problem| FieldError {
            field: Field::Machine,
            message: problem.words(),
        })?;
        match machine.swaps_with() {
            Some(other) => self.submit_swap(ip, other),
            None => self.submit(operation, ip, Some(id)),
        }
        Ok(())
    }

    /// Submits the form to unassign an address.
    pub fn submit_unassign(&'static self) {
        if let Some((operation, ip)) = self.editable() {
            self.submit(operation, ip, None);
        }
    }

    /// Submits the form to release an address. To release an assigned one the
    /// user types it.
    ///
    /// # Errors
    /// [`Field::Confirmation`], when another text was typed.
    pub fn submit_release(&'static self, typed: &str) -> Result<(), FieldError> {
        let Some((operation, ip)) = self.editable() else {
            return Ok(());
        };
        if ip.machine.is_some() && typed.trim() != ip.address.to_string() {
            return Err(FieldError {
                field: Field::Confirmation,
                message: "This is not the address. Type it exactly as it stands in the title.",
            });
        }
        self.submit(operation, ip, None);
        Ok(())
    }

    /// What the open form is about, if it can be submitted now.
    fn editable(&self) -> Option<(Operation, PublicIp)> {
        self.dialog.with(|dialog| {
            let Some(Dialog::Change {
                operation,
                ip,
                form,
                ..
            }) = dialog
            else {
                return None;
            };
            (!form.is_blocked()).then(|| (*operation, ip.clone()))
        })
    }

    /// Carries out what the open form asks for, and reports the outcome.
    fn submit(&'static self, operation: Operation, ip: PublicIp, machine: Option<MachineId>) {
        let address = ip.address;
        if self.operation_on(address).is_some() {
            return;
        }
        let form = self.dialog.submit();
        let next = if operation == Operation::Release {
            self.neighbour(address)
        } else {
            Some(address)
        };
        let change = self.change(operation, ip.clone(), machine);
        spawn(async move {
            let Some(outcome) = change.await else {
                return;
            };
            let now = match outcome {
                Ok(now) => now,
                Err(error) => return self.report_error(form, operation, &error),
            };
            let targets = next.map(|next| row_buttons(None, next));
            self.dialog.succeed(form, targets.unwrap_or_default());
            match now {
                Some(now) => self.report_change(operation, &ip, &now),
                None => self.toasts.success(format!("Released {address}")),
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
