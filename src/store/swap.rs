//! Two addresses exchange their machines, and what is true is told whatever happens.

use model::domain::{MachineId, Operation, PublicIp, Reason};
use model::state::{InFlight, StepOutcome, Swap, SwapResult, SwapStep, Undo};
use model::wire::Effect;

use super::Store;
use super::actions::controls;
use super::perform::Refused;
use super::undo::Why;
use crate::browser::task;

const NOT_SWAPPED: &str = "The addresses were not swapped";
const HALFWAY: &str = "The swap stopped halfway, and could not be taken back";
const UNKNOWN: &str = "It is not known what is assigned to ";
const ALL_BACK: &str = ", all is as it was.";
const ALL_DONE: &str = ", the swap is complete.";
const BY_HAND: &str = "Refresh the list to see both as they are, and assign each in its row.";

/// A swap that did not come about.
pub(super) struct Unswapped {
    /// Why, unless the answers said something else than was asked for.
    refused: Option<Refused>,
    /// What is true now and what to do about it, unless all is as it was.
    left: Option<Why>,
}

impl Unswapped {
    /// Everything there is to say, with the way on from there.
    pub(super) fn why(self) -> Why {
        match (self.refused, self.left) {
            (Some(refused), Some(left)) => Why {
                words: [&refused.what(), " ", &left.words].concat(),
                ..left
            },
            (Some(refused), None) => Why::plain(refused.words(Operation::Move).1),
            (None, left) => left.unwrap_or_else(|| Why::plain(String::new())),
        }
    }
}

impl Store {
    /// Swaps the machines of two addresses for the form that is open.
    pub fn swap(self, one: PublicIp, other: PublicIp) {
        let is_busy = |locks: &InFlight| {
            let on = |ip: &PublicIp| locks.operation_on(ip.address).is_some();
            on(&one) || on(&other)
        };
        if self.locks.with_untracked(is_busy) {
            return;
        }
        // The form shows this swap from now on, whatever the list says while it goes on.
        self.swapping.set(Swap::new(one.clone(), other.clone()));
        let form = self.save();
        task::spawn(async move {
            let before = [one.clone(), other.clone()];
            let Some(outcome) = self.exchange(one, other).await else {
                return;
            };
            let [first, second] = &before;
            let places = controls(None, first.address);
            match outcome {
                Ok([one, other]) => {
                    self.succeed(form, places);
                    let (a, b) = (one.address.to_string(), other.address.to_string());
                    let told = ["Swapped ", &a, " and ", &b].concat();
                    let undo = Undo::change(first, &one).zip(Undo::change(second, &other));
                    match undo {
                        Some((one, other)) => self.tell_undoable(told, one.and(other)),
                        None => self.tell(told),
                    }
                }
                Err(unswapped) => match (unswapped.refused, unswapped.left) {
                    (Some(refused), None) => self.fail(form, Operation::Move, refused),
                    (refused, left) => {
                        let title = if left.is_some() { HALFWAY } else { NOT_SWAPPED };
                        self.succeed(form, places);
                        self.warn_why(title, Unswapped { refused, left }.why());
                    }
                },
            }
        });
    }

    /// Carries a swap out step by step, with the locks of both addresses, and
    /// back again when a step fails. `None` when the session has ended.
    pub(super) async fn exchange(
        self,
        one: PublicIp,
        other: PublicIp,
    ) -> Option<Result<[PublicIp; 2], Unswapped>> {
        let addresses = [one.address, other.address];
        let busy = self.locks.with_untracked(|locks| {
            let mut busy = addresses
                .iter()
                .filter_map(|address| locks.operation_on(*address));
            busy.next()
        });
        let (Some(mut swap), None) = (Swap::new(one, other), busy) else {
            let reason = busy.map_or(Reason::Idle, Reason::Busy);
            return Some(Err(Unswapped {
                refused: Some(Refused::NotAllowed(reason)),
                left: None,
            }));
        };
        self.locks.update(|locks| {
            for address in addresses {
                let taken = locks.start(address, Operation::Move);
                debug_assert!(taken, "nothing came between");
            }
        });
        let mut refused = None;
        while let Some(SwapStep { ip, machine, .. }) = swap.next_step() {
            self.swapping.set(Some(swap.clone()));
            let address = ip.address;
            let known = match self.change(ip, machine).await? {
                Ok(now) => now.map_or(StepOutcome::Unknown, |now| {
                    StepOutcome::Machine(now.machine)
                }),
                Err(why) => {
                    let effect = why.effect();
                    refused = refused.or(Some(why));
                    let listed = self.feed.with_untracked(|feed| feed.get(address));
                    match effect {
                        Effect::Nothing => StepOutcome::Unchanged,
                        Effect::NotSeen => listed
                            .map_or(StepOutcome::Unknown, |ip| StepOutcome::Machine(ip.machine)),
                        Effect::Unknown => StepOutcome::Unknown,
                    }
                }
            };
            swap.settle(known);
        }
        self.swapping.set(Some(swap.clone()));
        self.locks
            .update(|locks| addresses.map(|address| locks.finish(address)));
        let [one, other] = swap.ips().clone();
        let [first, second] = swap.current().clone();
        Some(match swap.result() {
            Some(SwapResult::Swapped) => {
                let now = |ip, machine: Option<Option<MachineId>>| PublicIp {
                    machine: machine.flatten(),
                    ..ip
                };
                Ok([now(one, first), now(other, second)])
            }
            Some(SwapResult::Unchanged) => Err(Unswapped {
                refused: refused.map(Refused::taken_back),
                left: None,
            }),
            Some(SwapResult::Partial) | None => {
                let truth = [self.truth(one, first), self.truth(other, second)].join(" ");
                let left = Some(self.way_on(&truth, &swap));
                Err(Unswapped { refused, left })
            }
        })
    }

    /// What is true, and what ends the swap then.
    fn way_on(self, truth: &str, swap: &Swap) -> Why {
        let rest = swap.completion().and_then(|(end, idle, machine)| {
            let (address, name) = (idle.address.to_string(), self.name_of(&machine));
            let act = ["Assign ", &address, " to ", &name].concat();
            let wanted = PublicIp {
                machine: Some(machine),
                ..idle.clone()
            };
            Some((end, act, Undo::change(&wanted, &idle)?, wanted))
        });
        let Some((end, act, undo, wanted)) = rest else {
            return Why {
                words: [truth, " ", BY_HAND].concat(),
                halfway: true,
                way_on: None,
            };
        };
        let so = if end == SwapResult::Swapped {
            ALL_DONE
        } else {
            ALL_BACK
        };
        Why {
            words: [truth, " Once ", &self.state_of(&wanted), so].concat(),
            halfway: true,
            way_on: Some((act, undo)),
        }
    }

    fn truth(self, ip: PublicIp, now: Option<Option<MachineId>>) -> String {
        match now {
            Some(machine) => [&*self.state_of(&PublicIp { machine, ..ip }), "."].concat(),
            None => [UNKNOWN, &ip.address.to_string(), "."].concat(),
        }
    }
}
