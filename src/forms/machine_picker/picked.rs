//! Text in the machine field, and the machine it means.

use leptos::prelude::{Get, LocalStorage, RwSignal, Set, With};
use model::domain::{Machine, MachineId, MachineIdProblem, PublicIp, Region};
use model::state::{Eligibility, FormState, MachineChoice, MachinePicker};

use crate::store::Store;

/// A handle: clones share the field.
#[derive(Clone)]
pub(in crate::forms) struct Picked {
    store: Store,
    ip: Option<PublicIp>,
    typed: RwSignal<Typed, LocalStorage>,
}

#[derive(Clone, Default)]
struct Typed {
    text: String,
    /// Set when a machine was chosen from the list; `text` is its name.
    chosen: Option<MachineId>,
}

impl Picked {
    pub(super) fn new(store: Store, ip: Option<PublicIp>) -> Self {
        Self {
            store,
            ip,
            typed: RwSignal::new_local(Typed::default()),
        }
    }

    pub(super) fn type_text(&self, text: &str) {
        self.typed.set(Typed {
            text: text.to_owned(),
            chosen: None,
        });
    }

    pub(super) fn choose(&self, machine: &Machine) {
        self.typed.set(Typed {
            text: machine.label().to_owned(),
            chosen: Some(machine.id.clone()),
        });
    }

    /// Machines that match the text; all of them after a choice.
    pub(super) fn choices(&self) -> (Vec<MachineChoice>, usize) {
        let Typed { text, chosen } = self.typed.get();
        let text = if chosen.is_some() { "" } else { &text };
        self.ask(|picker| picker.choices(text))
    }

    pub(in crate::forms) fn is_empty(&self) -> bool {
        self.typed.with(|typed| typed.text.trim().is_empty())
    }

    pub(in crate::forms) fn id(&self) -> Result<MachineId, MachineIdProblem> {
        let Typed { text, chosen } = self.typed.get();
        chosen.map_or_else(|| self.ask(|picker| picker.resolve(&text)), Ok)
    }

    /// Address to swap with, if the machine has one. A running swap keeps the address it began with, whatever the
    /// list says.
    pub(in crate::forms) fn swaps(&self) -> Option<PublicIp> {
        let id = self.id().ok()?;
        if self.store.draft.with(FormState::is_saving) {
            return self.store.swapping.with(|swap| {
                let [_, other] = swap.as_ref()?.ips();
                (other.machine.as_ref() == Some(&id)).then(|| other.clone())
            });
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

    /// Region of the machine, if known.
    pub(in crate::forms) fn region(&self) -> Option<Region> {
        let id = self.id().ok()?;
        self.ask(|picker| Some(picker.directory.get(id.as_str())?.region.clone()))
    }

    pub(super) fn warnings(&self) -> Vec<String> {
        match self.id() {
            Ok(id) if self.swaps().is_none() => self.ask(|picker| picker.warnings(&id)),
            Ok(_) | Err(_) => Vec::new(),
        }
    }

    fn ask<R>(&self, ask: impl FnOnce(&MachinePicker<'_>) -> R) -> R {
        let ip = self.ip.as_ref();
        self.store.directory.with(|directory| {
            self.store.feed.with(|feed| {
                ask(&MachinePicker {
                    directory,
                    list: feed,
                    ip,
                })
            })
        })
    }
}
