//! The field for a machine: its text, and the machine meant by it.

use model::domain::{Machine, MachineId, MachineIdProblem, PublicIp, Region};
use model::state::{Eligibility, MachineChoice, MachinePicker};
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, Update, With};

use super::ChangeSlice;
use crate::dialog::Dialog;

/// A field for a machine. A clone is the same field.
#[derive(Clone, Copy)]
pub struct MachineField {
    changes: &'static ChangeSlice,
    entered: RwSignal<Entered, LocalStorage>,
}

#[derive(Clone)]
struct Entered {
    /// The address that goes to the machine; none while it is not claimed yet.
    ip: Option<PublicIp>,
    text: String,
    /// The machine whose name the text is, once one was chosen.
    chosen: Option<MachineId>,
}

impl ChangeSlice {
    /// An empty field, for an address or, with none, for one not claimed yet.
    #[must_use]
    pub fn machine_field(&'static self, ip: Option<PublicIp>) -> MachineField {
        MachineField {
            changes: self,
            entered: RwSignal::new_local(Entered {
                ip,
                text: String::new(),
                chosen: None,
            }),
        }
    }
}

impl MachineField {
    /// Takes a typed text.
    pub fn type_text(self, text: &str) {
        self.enter(text, None);
    }

    /// Takes a machine chosen from the list.
    pub fn choose(self, machine: &Machine) {
        self.enter(machine.label(), Some(machine.id.clone()));
    }

    fn enter(self, text: &str, chosen: Option<MachineId>) {
        self.entered.update(|entered| {
            text.clone_into(&mut entered.text);
            entered.chosen = chosen;
        });
    }

    /// Whether nothing is typed.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.entered.with(|entered| entered.text.trim().is_empty())
    }

    /// The machines that the text finds, all of them after a choice, and how many more there are.
    #[must_use]
    pub fn choices(self) -> (Vec<MachineChoice>, usize) {
        let entered = self.entered.get();
        let text = match entered.chosen {
            Some(_) => "",
            None => &entered.text,
        };
        self.ask(|picker| picker.choices(text))
    }

    /// The id to be sent.
    ///
    /// # Errors
    /// [`MachineIdProblem`], when the text cannot be one.
    pub fn id(self) -> Result<MachineId, MachineIdProblem> {
        let entered = self.entered.get();
        match entered.chosen {
            Some(id) => Ok(id),
            None => self.ask(|picker| picker.resolve(&entered.text)),
        }
    }

    /// The address to swap with, when the machine has one. A swap that is under
    /// way goes on with the address it began with, whatever the list says.
    #[must_use]
    pub fn swaps_with(self) -> Option<PublicIp> {
        let id = self.id().ok()?;
        let of_swap = self.changes.dialog.with(|dialog| match dialog {
            Some(Dialog::Change { form, swap, .. }) if form.state.is_saving() => Some(swap.clone()),
            _ => None,
        });
        if let Some(swap) = of_swap {
            let [_, other] = swap?.ips().clone();
            return (other.machine.as_ref() == Some(&id)).then_some(other);
        }
        self.ask(|picker| {
            let machine = picker.directory.get(id.as_str())?;
            match picker.eligibility(machine) {
                Eligibility::Swap(ip) => Some(ip),
                Eligibility::Available
                | Eligibility::OtherRegion(_)
                | Eligibility::HasAddress(_)
                | Eligibility::Current
                | Eligibility::Deleted => None,
            }
        })
    }

    /// The region of the machine; none while the machine is unknown.
    #[must_use]
    pub fn region(self) -> Option<Region> {
        let id = self.id().ok()?;
        self.ask(|picker| Some(picker.directory.get(id.as_str())?.region.clone()))
    }

    /// What should be known before the address goes to the machine.
    #[must_use]
    pub fn warnings(self) -> Vec<String> {
        match self.id() {
            Ok(id) if self.swaps_with().is_none() => self.ask(|picker| picker.warnings(&id)),
            Ok(_) | Err(_) => Vec::new(),
        }
    }

    fn ask<R>(self, ask: impl FnOnce(&MachinePicker<'_>) -> R) -> R {
        self.entered.with(|entered| {
            self.changes.machines.with(|directory| {
                self.changes.list.with(|list| {
                    ask(&MachinePicker {
                        directory,
                        list,
                        ip: entered.ip.as_ref(),
                    })
                })
            })
        })
    }
}
