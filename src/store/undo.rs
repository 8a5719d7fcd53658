//! What an act left, told as the API answered it, with the offer to take it back.

use std::time::Duration;

use leptos::prelude::set_timeout;
use model::domain::{Machine, MachineId, Operation, PublicIp};
use model::state::{Undo, UndoAction};
use model::wire::{Effect, Failure, ListQuery};

use super::Store;
use super::actions::controls;
use super::swap::Unswapped;
use crate::browser::focus::{self, FocusTarget};
use crate::browser::task;

/// How long something can be taken back.
const OFFERED_FOR: Duration = Duration::from_secs(10);

/// How long the offer stays on once nobody is at it any more.
const LINGERS: Duration = Duration::from_secs(2);

const TOASTS: &str = ".toasts";

const UNDONE: &str = "Undone: ";
const NOT_UNDONE: &str = "Not undone";
const NOT_ASSIGNED: &str = "The address was not assigned";
pub(super) const ANSWERED: &str = "The request was accepted, but the answer says that ";

/// The offer of a message to take back what it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The number of the message.
    pub id: u32,
    /// Whether somebody has taken it, so that it is under way.
    pub is_taken: bool,
    /// What the button says in place of "Undo": to end a swap that stopped halfway.
    pub instead: Option<String>,
    undo: Undo,
}

/// Why something was not done.
pub(super) struct Why {
    /// Everything there is to say.
    pub words: String,
    /// Whether it stopped halfway, which is not to be overlooked.
    pub halfway: bool,
    /// What ends it where it stopped halfway: the words of a button, and an
    /// address as it was, with the machine that it is to have, and as it is.
    pub way_on: Option<(String, Undo)>,
}

impl Why {
    /// Of something that did not begin, or was taken back.
    pub(super) fn plain(words: String) -> Self {
        Self {
            words,
            halfway: false,
            way_on: None,
        }
    }
}

impl Store {
    /// Tells what an address is after a change of its machine, and offers to
    /// take that back. What counts is the answer, not what was asked for.
    pub(super) fn tell_changed(self, operation: Operation, before: &PublicIp, now: &PublicIp) {
        let address = now.address.to_string();
        let wants_machine = operation != Operation::Unassign;
        if wants_machine != now.machine.is_some() {
            let words = Failure::Cancelled.words_with_effect(operation, Effect::Nothing);
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
        match Undo::change(before, now) {
            Some(undo) => self.tell_undoable(told, undo),
            None => self.tell(told),
        }
    }

    /// Says that something worked, and offers to take it back, in place of
    /// what was offered before.
    pub(super) fn tell_undoable(self, title: String, undo: Undo) {
        self.offer.set(None);
        let id = self.add(title, None, false);
        self.set_offer(id, None, undo);
        self.withdraw_after(OFFERED_FOR, id);
    }

    /// Says why something was not done and, if it stopped halfway, says so until
    /// that is dismissed, and offers what ends it.
    pub(super) fn warn_why(self, title: &str, why: Why) {
        let id = self.add(title.to_owned(), Some(why.words), false);
        if why.halfway {
            self.make_last(id);
        }
        if let Some((act, undo)) = why.way_on {
            self.set_offer(id, Some(act), undo);
        }
    }

    fn set_offer(self, id: u32, instead: Option<String>, undo: Undo) {
        self.offer.set(Some(Offer {
            id,
            is_taken: false,
            instead,
            undo,
        }));
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

    /// Takes back what is offered, or ends what stopped halfway.
    pub fn take_back(self) {
        let offer = self.offer.get_untracked().filter(|it| !it.is_taken);
        let Some(Offer {
            id, undo, instead, ..
        }) = offer
        else {
            return;
        };
        let take = move |is_taken| {
            self.offer.update(|offer| {
                if let Some(offer) = offer.as_mut().filter(|offer| offer.id == id) {
                    offer.is_taken = is_taken;
                }
            });
        };
        take(true);
        let back = self.feed.with_untracked(|feed| {
            undo.action(|left: &PublicIp| {
                let whole = feed.covers(&ListQuery {
                    region: Some(left.region.clone()),
                    ..ListQuery::default()
                });
                // An address that another list shows, or that is not loaded yet, may be as it was left.
                let unseen = (!whole).then(|| left.clone());
                feed.get(left.address).or(unseen)
            })
        });
        task::spawn(async move {
            let is_late = back.is_err();
            let outcome = match back {
                Ok(UndoAction::Change(operation, ip, machine)) => {
                    self.change_back(operation, ip, machine).await
                }
                Ok(UndoAction::Swap(one, other)) => self.exchange(one, other).await.map(|it| {
                    let [one, other] = it.map_err(Unswapped::why)?;
                    Ok([&self.state_of(&one), " and ", &self.state_of(&other)].concat())
                }),
                Err(words) => Some(Err(Why::plain(words))),
            };
            let Some(outcome) = outcome else { return };
            if instead.is_some() && outcome.is_err() && !is_late {
                // It still stands halfway, so the way on stays open.
                take(false);
            } else {
                // The offer goes, and the buttons of a row are hidden while it changes.
                if focus::is_at(TOASTS) || focus::is_nowhere() {
                    let rows = undo.before().flat_map(|ip| controls(None, ip.address));
                    let places = rows.chain([FocusTarget::Id("list".to_owned())]);
                    focus::restore_focus(None, places.collect());
                }
                self.dismiss(id);
            }
            match (outcome, instead) {
                (Ok(now), None) => self.tell([UNDONE, &now, undo.suffix()].concat()),
                (Ok(now), Some(_)) => self.tell(now),
                (Err(why), None) => self.warn_why(NOT_UNDONE, why),
                (Err(why), Some(_)) => self.warn_why(NOT_ASSIGNED, why),
            }
        });
    }

    /// What the address is then, in words. `None` when the session has ended.
    async fn change_back(
        self,
        operation: Operation,
        ip: PublicIp,
        machine: Option<MachineId>,
    ) -> Option<Result<String, Why>> {
        let asked = machine.clone();
        Some(match self.perform(operation, ip, machine).await? {
            Ok(Some(now)) if now.machine == asked => Ok(self.state_of(&now)),
            Ok(Some(now)) => {
                let words = [ANSWERED, &self.state_of(&now), "."].concat();
                Err(Why::plain(words))
            }
            Ok(None) => return None,
            Err(refused) => Err(Why::plain(refused.words(operation).1)),
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
