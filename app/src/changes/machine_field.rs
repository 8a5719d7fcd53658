//! The field for a machine: its text, and the machine meant by it.

use model::domain::{Address, Machine, MachineId, MachineIdProblem, PublicIp, Region};
use model::state::{Confirmed, Difference, Eligibility, MachineChoice, MachinePicker};
use reactive_graph::graph::untrack;
use reactive_graph::traits::{Get, Set, Update, With};

use super::ChangeSlice;
use crate::dialog::{Dialog, DialogId};

/// The field for a machine of the open form. A clone is the same field.
#[derive(Clone, Copy)]
pub struct MachineField {
    changes: &'static ChangeSlice,
}

/// What is in the field.
#[derive(Clone, Default)]
pub(super) struct Entered {
    /// The address that goes to the machine; none while it is not claimed yet.
    ip: Option<PublicIp>,
    text: String,
    /// The machine whose name the text is, once one was chosen.
    chosen: Option<MachineId>,
    /// The address to swap with, as the form shows it.
    partner: Option<Confirmed>,
    /// What the form of a claim asks about the text, until that is changed.
    question: Option<String>,
}

impl ChangeSlice {
    /// An empty field, for an address or, with none, for one not claimed yet.
    #[must_use]
    pub fn machine_field(&'static self, ip: Option<PublicIp>) -> MachineField {
        self.entered.set(Entered {
            ip,
            ..Entered::default()
        });
        MachineField { changes: self }
    }

    /// Follows the address to swap with: the machine of the field may get another
    /// one elsewhere, or lose it.
    pub(super) fn follow_partner(
        &'static self,
        form: Option<DialogId>,
        address: Address,
        told: Option<&Difference>,
    ) {
        let field = MachineField { changes: self };
        if field.ip().is_none_or(|ip| ip.address != address) {
            return;
        }
        let live = field.live_partner();
        let shown = self.entered.with(|entered| entered.partner.clone());
        if live == shown.as_ref().map(|shown| shown.ip().clone()) {
            return;
        }
        let lost = shown.and_then(|shown| self.known_difference(&shown));
        let changed_elsewhere = |ip: &PublicIp| self.list.remote_changes().contains(&ip.address);
        let gained = live
            .clone()
            .filter(changed_elsewhere)
            .map(Difference::Changed);
        untrack(|| {
            let partner = live.map(Confirmed::as_shown);
            self.entered.update(|entered| entered.partner = partner);
            match lost
                .or(gained)
                .filter(|difference| told != Some(difference))
            {
                Some(difference) => self.dialog.mark(form, &difference, false),
                None => self.dialog.hold(form, false),
            };
        });
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
        self.changes.entered.update(|entered| {
            text.clone_into(&mut entered.text);
            entered.chosen = chosen;
            entered.question = None;
        });
        // An effect that passes a text on would follow what it changes here, without end.
        let partner = untrack(|| self.live_partner()).map(Confirmed::as_shown);
        self.changes
            .entered
            .update(|entered| entered.partner = partner);
    }

    /// What the form of a claim asks: whether to claim without a machine, since the text means none.
    #[must_use]
    pub fn question(self) -> Option<String> {
        self.changes
            .entered
            .with(|entered| entered.question.clone())
    }

    /// Asks that, if the machines are known and the text means none of them: the address would
    /// be billed and the assignment refused. Where they could not be read, any ID is let through.
    pub(crate) fn asks_about(self, id: &MachineId) -> bool {
        let question = self.changes.machines.with(|directory| {
            let is_unread = directory.has_failed() && directory.machines().is_empty();
            if is_unread || directory.get(id.as_str()).is_some() {
                return None;
            }
            let place = if directory.is_complete() {
                "a machine of this team"
            } else {
                "among the machines loaded so far"
            };
            let id = id.as_str();
            Some(format!("“{id}” is not {place}. Claim without assigning?"))
        });
        let asks = question.is_some();
        self.changes
            .entered
            .update(|entered| entered.question = question);
        asks
    }

    /// Whether nothing is typed.
    #[must_use]
    pub fn is_empty(self) -> bool {
        let entered = &self.changes.entered;
        entered.with(|entered| entered.text.trim().is_empty())
    }

    /// The machines that the text finds, all of them after a choice, and how many more there are.
    #[must_use]
    pub fn choices(self) -> (Vec<MachineChoice>, usize) {
        let entered = self.changes.entered.get();
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
        let entered = self.changes.entered.get();
        match entered.chosen {
            Some(id) => Ok(id),
            None => self.ask(|picker| picker.resolve(&entered.text)),
        }
    }

    /// The address to swap with, when the machine has one. It stays the one that
    /// the form shows until the form has told otherwise.
    #[must_use]
    pub fn swaps_with(self) -> Option<Confirmed> {
        self.changes.entered.with(|entered| entered.partner.clone())
    }

    /// The address to swap with, as the list has it now.
    fn live_partner(self) -> Option<PublicIp> {
        let id = self.id().ok()?;
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

    /// The address that goes to the machine, as the form shows it now.
    fn ip(self) -> Option<PublicIp> {
        let ip = self.changes.entered.with(|entered| entered.ip.clone())?;
        self.changes.dialog.with(|dialog| match dialog {
            Some(Dialog::Change { about, .. }) if about.address() == ip.address => {
                Some(about.ip().clone())
            }
            _ => Some(ip),
        })
    }

    fn ask<R>(self, ask: impl FnOnce(&MachinePicker<'_>) -> R) -> R {
        let ip = self.ip();
        self.changes.machines.with(|directory| {
            self.changes.list.with(|list| {
                ask(&MachinePicker {
                    directory,
                    list,
                    ip: ip.as_ref(),
                })
            })
        })
    }
}
