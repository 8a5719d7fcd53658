//! What an act left, told as the API answered it, with the offer to take it back.

use std::time::Duration;

use leptos::prelude::set_timeout;
use model::domain::{Machine, MachineId, Operation, PublicIp};
use model::state::{Back, Undo};
use model::wire::{Effect, Failure, ListQuery};

use super::Store;
use super::actions::controls;
use crate::browser::focus::{self, Place};
use crate::browser::task;

/// How long something can be taken back.
const OFFERED_FOR: Duration = Duration::from_secs(10);

/// How long the offer stays on once nobody is at it any more.
const LINGERS: Duration = Duration::from_secs(2);

const TOASTS: &str = ".toasts";

const UNDONE: &str = "Undone: ";
const NOT_UNDONE: &str = "Not undone";
pub(super) const ANSWERED: &str = "The request was accepted, but the answer says that ";

/// The offer of a message to take back what it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The number of the message.
    pub id: u32,
    /// Whether somebody has taken it, so that it is under way.
    pub is_taken: bool,
    undo: Undo,
}

impl Store {
    /// Tells what an address is after a change of its machine, and offers to
    /// take that back. What counts is the answer, not what was asked for.
    pub(super) fn tell_changed(self, operation: Operation, before: &PublicIp, now: &PublicIp) {
        let address = now.address.to_string();
        let wants_machine = operation != Operation::Unassign;
        if wants_machine != now.machine.is_some() {
            let words = Failure::Cancelled.words_of(operation, Effect::Nothing);
            let why = [ANSWERED, &self.state_of(now), "."].concat();
            return self.warn_plainly(words.title, &why);
        }
        let told = match (&now.machine, operation) {
            (Some(machine), Operation::Move) => {
                ["Moved ", &address, " to ", &self.name_of(machine)].concat()
            }
            (Some(machine), _) => ["Assigned ", &address, " to ", &self.name_of(machine)].concat(),
            (None, _) => {
                let from = before.machine.as_ref().map(|from| self.name_of(from));
                let from = from.as_deref().unwrap_or("its machine");
                ["Unassigned ", &address, " from ", from].concat()
            }
        };
        match Undo::of(before, now) {
            Some(undo) => self.tell_undoable(told, undo),
            None => self.tell(told),
        }
    }

    /// Says that something worked, and offers to take it back, in place of
    /// what was offered before.
    pub(super) fn tell_undoable(self, title: String, undo: Undo) {
        self.offer.set(None);
        let id = self.add(title, None, false);
        self.offer.set(Some(Offer {
            id,
            is_taken: false,
            undo,
        }));
        self.withdraw_after(OFFERED_FOR, id);
    }

    /// Takes an offer away, unless somebody is at it.
    fn withdraw_after(self, time: Duration, id: u32) {
        let withdraw = move || {
            if focus::is_at(TOASTS) {
                self.withdraw_after(LINGERS, id);
            } else {
                self.dismiss(id);
            }
        };
        set_timeout(withdraw, time);
    }

    /// Takes back what is offered.
    pub fn take_back(self) {
        let Some(Offer { id, undo, .. }) = self.offer.get_untracked().filter(|it| !it.is_taken)
        else {
            return;
        };
        self.offer.update(|offer| {
            if let Some(offer) = offer {
                offer.is_taken = true;
            }
        });
        let back = self.feed.with_untracked(|feed| {
            undo.back(|left: &PublicIp| {
                let whole = feed.covers(&ListQuery {
                    region: Some(left.region.clone()),
                    ..ListQuery::default()
                });
                // An address that another list shows, or that is not loaded yet, may be as it was left.
                let unseen = (!whole).then(|| left.clone());
                feed.get(left.address).or(unseen)
            })
        });
        task::begin(async move {
            let outcome = match back {
                Ok(Back::One(operation, ip, machine)) => {
                    self.change_back(operation, ip, machine).await
                }
                Ok(Back::Swap(one, other)) => self.exchange(one, other).await.map(|it| {
                    it.map(|now| {
                        let [one, other] = now.each_ref().map(|ip| self.state_of(ip));
                        [UNDONE, &one, " and ", &other, " again"].concat()
                    })
                    .map_err(|unswapped| unswapped.words())
                }),
                Err(why) => Some(Err(why)),
            };
            let Some(outcome) = outcome else { return };
            // The offer goes, and the buttons of a row are hidden while it changes.
            if focus::is_at(TOASTS) || focus::is_nowhere() {
                let rows = undo.before().flat_map(|ip| controls(None, ip.address));
                let places = rows.chain([Place::Id("list".to_owned())]);
                focus::give_back(None, places.collect());
            }
            self.dismiss(id);
            match outcome {
                Ok(told) => self.tell(told),
                Err(why) => self.warn_plainly(NOT_UNDONE, &why),
            }
        });
    }

    /// What became of that, in words. `None` when the session has ended.
    async fn change_back(
        self,
        operation: Operation,
        ip: PublicIp,
        machine: Option<MachineId>,
    ) -> Option<Result<String, String>> {
        let asked = machine.clone();
        Some(match self.perform(operation, ip, machine).await? {
            Ok(Some(now)) if now.machine == asked => {
                Ok([UNDONE, &self.state_of(&now), " again"].concat())
            }
            Ok(Some(now)) => Err([ANSWERED, &self.state_of(&now), "."].concat()),
            Ok(None) => return None,
            Err(refused) => Err(refused.words(operation).1),
        })
    }

    /// What an address is assigned to, in words.
    pub(super) fn state_of(self, ip: &PublicIp) -> String {
        let address = ip.address.to_string();
        match &ip.machine {
            None => [&address, " is idle"].concat(),
            Some(machine) => [&address, " is assigned to ", &self.name_of(machine)].concat(),
        }
    }

    /// A machine by its name and its id, or by its id alone.
    pub fn called(self, machine: &MachineId) -> String {
        let (name, id) = (self.name_of(machine), machine.as_str());
        if name == id {
            name
        } else {
            [&name, " (", id, ")"].concat()
        }
    }

    /// What a machine is called: its name where that is known, else its id.
    pub fn name_of(self, machine: &MachineId) -> String {
        let id = machine.as_str();
        self.directory.with_untracked(|directory| {
            let known = directory.get(id).map(Machine::label);
            known.unwrap_or(id).to_owned()
        })
    }
}
