//! Assign, move, unassign and release, as `src/store/actions.rs` and `send.rs` do them.

use model::domain::{MachineId, Operation, PublicIp};
use model::state::{ConfirmChange, Confirmation, Expected, RetryDecision};
use model::wire::{
    Effect, Failure, Order, Page, assign, decode_address, decode_released, release, unassign,
};

use crate::flight::{Change, Delivered, Job};
use crate::state::Panel;

impl Panel {
    pub(crate) fn press(&mut self, operation: Operation, ip: PublicIp, machine: Option<MachineId>) {
        if !self.locks.start(ip.address, operation) {
            return;
        }
        let request = match (operation, &machine) {
            (Operation::Release, _) => release(ip.address),
            (_, Some(machine)) => assign(ip.address, machine),
            (_, None) => unassign(ip.address),
        };
        self.truth.moment += 1;
        let change = Change {
            operation,
            held: self.truth.get(ip.address).cloned(),
            before: ip,
            machine,
            began: self.truth.moment,
        };
        if operation != Operation::Release {
            self.feed.upsert(change.expected());
        }
        self.fly(Job::Change(change), request);
    }

    pub(crate) fn carried_out(&mut self, change: Change, answer: Delivered, read: usize) {
        let decode = |body: &str| match change.operation {
            Operation::Release => decode_released(body).map(|_| None),
            _ => decode_address(body).map(Some),
        };
        let (failure, then) = match answer {
            Ok(body) => match decode(&body) {
                Ok(now) => return self.succeeded(&change, now, read),
                Err(failure) => (failure, RetryDecision::ConfirmChange),
            },
            Err(failed) => failed,
        };
        match then {
            RetryDecision::Released => {
                self.told.gone_already += 1;
                self.succeeded(&change, None, read);
            }
            RetryDecision::ConfirmChange => {
                // The end of the list that is nearer is a matter of speed alone.
                let order = [Order::Desc, Order::Asc][self.rng.below(2)];
                let read = ConfirmChange::new(change.before.clone(), change.wish(), order);
                let request = read.request();
                self.fly(Job::ConfirmChange(change, read, failure), request);
            }
            RetryDecision::Fail | RetryDecision::Retry { .. } => {
                self.failed(&change, Effect::Nothing, None, read);
            }
        }
    }

    pub(crate) fn read_back(
        &mut self,
        change: Change,
        mut read: ConfirmChange,
        failure: Failure,
        page: Result<Page, Failure>,
        at: usize,
    ) {
        match page.map_or(Confirmation::Unknown, |page| read.receive(page)) {
            Confirmation::NextPage => {
                let request = read.request();
                self.fly(Job::ConfirmChange(change, read, failure), request);
            }
            Confirmation::Done(now) => {
                self.told.done_by_read_back += 1;
                self.succeeded(&change, now, at);
            }
            Confirmation::NotDone(now) => self.failed(&change, Effect::NotSeen, Some(now), at),
            Confirmation::Unknown => self.failed(&change, Effect::Unknown, None, at),
        }
    }

    /// Told as done, by an answer of this moment.
    fn succeeded(&mut self, change: &Change, now: Option<PublicIp>, read: usize) {
        self.told.done += 1;
        let address = change.before.address;
        self.locks.finish(address);
        let held = self.truth.get(address).cloned();
        // That an address is gone may have been read from several pages.
        let since = if now.is_none() { change.began } else { read };
        if self.truth.is_ours_since(address, since) {
            match change.wish() {
                Expected::Released => assert_eq!(held, None, "released"),
                Expected::Machine(machine) => assert_eq!(held.unwrap().machine, machine, "changed"),
            }
        }
        if change.operation == Operation::Release {
            self.feed.remove(address);
        } else {
            self.feed.upsert(now.unwrap_or_else(|| change.expected()));
        }
    }

    /// Told as not done, or not known, by an answer of this moment.
    fn failed(&mut self, change: &Change, effect: Effect, now: Option<PublicIp>, read: usize) {
        let address = change.before.address;
        self.locks.finish(address);
        let held = self.truth.get(address).cloned();
        match effect {
            Effect::Nothing => {
                self.told.nothing += 1;
                if self.truth.is_ours_since(address, change.began) {
                    assert_eq!(held, change.held, "nothing was changed");
                }
            }
            Effect::NotSeen => {
                self.told.not_seen += 1;
                if self.truth.is_ours_since(address, read) {
                    assert_eq!(held, now, "not changed, says the list");
                }
            }
            Effect::Unknown => {
                self.told.unknown += 1;
                self.truth.doubt(address);
            }
        }
        if change.operation != Operation::Release {
            let expected = change.expected();
            if let Some(now) = now {
                self.feed.upsert(now);
            } else if self.feed.get(address) == Some(expected) {
                self.feed.upsert(change.before.clone());
            }
        }
    }
}
