//! One change of one address, from the lock to what became of it. Forms, and
//! whatever else changes addresses, all go this way.

use std::future::Future;
use std::pin::Pin;

use model::domain::{MachineId, Operation, PublicIp, Reason};
use model::state::{ConfirmChange, Confirmation, Expected, RetryDecision};
use model::wire::{
    Effect, Failure, Order, Request, assign, decode_address, decode_page, decode_released, release,
    unassign,
};

use super::Store;

/// What became of a change: the address as it is then, none when it was
/// released. Nothing at all when the session has ended meanwhile.
pub type Performed = Option<Result<Option<PublicIp>, Refused>>;

/// A change that was not made, or of which nobody knows.
pub enum Refused {
    /// It was not even sent.
    NotAllowed(Reason),
    /// It was sent, and failed.
    Failed {
        /// Why.
        failure: Failure,
        /// Whether anything changed.
        effect: Effect,
    },
}

impl Refused {
    /// What was not done, and everything else there is to say, for a message.
    #[must_use]
    pub fn words(&self, operation: Operation) -> (&'static str, String) {
        match self {
            Self::NotAllowed(reason) => {
                let words = Failure::Cancelled.words_with_effect(operation, Effect::Nothing);
                (words.title, reason.words().to_owned())
            }
            Self::Failed { failure, effect } => {
                let words = failure.words_with_effect(operation, *effect);
                (words.title, words.sentence())
            }
        }
    }
}

impl Refused {
    /// What happened, without what follows from it.
    pub(super) fn what(&self) -> String {
        match self {
            Self::NotAllowed(reason) => reason.words().to_owned(),
            Self::Failed { failure, .. } => failure.words(Operation::Move).what,
        }
    }

    /// Whether anything changed.
    pub(super) fn effect(&self) -> Effect {
        match self {
            Self::NotAllowed(_) => Effect::Nothing,
            Self::Failed { effect, .. } => *effect,
        }
    }

    /// The same, once all that it left was taken back.
    pub(super) fn taken_back(mut self) -> Self {
        if let Self::Failed { effect, .. } = &mut self {
            *effect = Effect::Nothing;
        }
        self
    }
}

/// A change that failed, with the address as the list shows it, if that was read.
type Unmade = (Refused, Option<PublicIp>);

/// Reads the answer to a change.
type Decode = fn(&str) -> Result<Option<PublicIp>, Failure>;

impl Store {
    /// Carries out an operation on an address as it stands in the list: takes
    /// its lock, shows at once what can be taken back, sends, reads the list
    /// back where the answer was lost, shows and marks what is true then, and
    /// gives the lock back. It knows no form and says nothing.
    ///
    /// In a box, so that its code is there once and not in everything that awaits it.
    pub fn perform(
        self,
        operation: Operation,
        ip: PublicIp,
        machine: Option<MachineId>,
    ) -> Pin<Box<dyn Future<Output = Performed>>> {
        Box::pin(async move {
            let busy = self
                .locks
                .with_untracked(|locks| locks.operation_on(ip.address));
            if let Some(busy) = busy {
                return Some(Err(Refused::NotAllowed(Reason::Busy(busy))));
            }
            let taken = self
                .locks
                .update(|locks| locks.start(ip.address, operation));
            debug_assert!(taken, "nothing came between");
            let address = ip.address;
            let outcome = if operation == Operation::Release {
                self.give_up(ip).await?
            } else {
                self.change(ip, machine).await?
            };
            self.locks.update(|locks| locks.finish(address));
            Some(outcome)
        })
    }

    /// It stays in the list until it is certain that it is gone.
    async fn give_up(self, ip: PublicIp) -> Performed {
        let decode: Decode = |body| decode_released(body).map(|_| None);
        let request = release(ip.address);
        let outcome = self
            .carry_out(request, decode, &ip, Expected::Released)
            .await?;
        Some(match outcome {
            Ok(_) => {
                self.census.update(|census| census.remove(&ip.region));
                self.remove(ip.address);
                Ok(None)
            }
            Err((refused, _)) => Err(refused),
        })
    }

    /// Shows the change at once, and takes it back if it was not made. Whoever
    /// calls it has the lock of the address.
    pub(super) async fn change(self, ip: PublicIp, machine: Option<MachineId>) -> Performed {
        let expected = PublicIp {
            machine: machine.clone(),
            ..ip.clone()
        };
        self.put(expected.clone());
        let decode: Decode = |body| decode_address(body).map(Some);
        let request = match &machine {
            Some(machine) => assign(ip.address, machine),
            None => unassign(ip.address),
        };
        let wish = Expected::Machine(machine);
        let outcome = self.carry_out(request, decode, &ip, wish).await?;
        Some(match outcome {
            Ok(now) => {
                let now = now.unwrap_or(expected);
                self.show_changed(&now);
                Ok(Some(now))
            }
            Err((refused, now)) => {
                // What a refresh has brought meanwhile is newer than what was there before.
                let shown = self.feed.with_untracked(|feed| feed.get(ip.address));
                if let Some(now) = now {
                    self.put(now);
                } else if shown.as_ref() == Some(&expected) {
                    self.put(ip);
                }
                Err(refused)
            }
        })
    }

    /// Carries out a change of an address and finds out what became of it: the
    /// address as it is then, none when it is gone. `None` when the session has ended.
    async fn carry_out(
        self,
        request: Request,
        decode: Decode,
        before: &PublicIp,
        wish: Expected,
    ) -> Option<Result<Option<PublicIp>, Unmade>> {
        let answer = self.send_change(request, None).await?;
        let (failure, then) = match answer {
            Ok(body) => match decode(&body) {
                Ok(now) => return Some(Ok(now)),
                // It was answered with 200, so something was done; the list says what.
                Err(failure) => (failure, RetryDecision::ConfirmChange),
            },
            Err(failed) => failed,
        };
        match then {
            RetryDecision::Released => Some(Ok(None)),
            RetryDecision::ConfirmChange => self.read_back(failure, before, wish).await,
            RetryDecision::Fail | RetryDecision::Retry { .. } => {
                let effect = Effect::Nothing;
                Some(Err((Refused::Failed { failure, effect }, None)))
            }
        }
    }

    async fn read_back(
        self,
        failure: Failure,
        before: &PublicIp,
        wish: Expected,
    ) -> Option<Result<Option<PublicIp>, Unmade>> {
        let mut read = ConfirmChange::new(before.clone(), wish, self.nearer_end(before));
        loop {
            let answer = self.send(read.request(), None).await?;
            let found = match answer.and_then(|body| decode_page(&body)) {
                Ok(page) => read.receive(page),
                Err(_) => Confirmation::Unknown,
            };
            let (effect, now) = match found {
                Confirmation::NextPage => continue,
                Confirmation::Done(now) => return Some(Ok(now)),
                Confirmation::NotDone(now) => (Effect::NotSeen, Some(now)),
                Confirmation::Unknown => (Effect::Unknown, None),
            };
            return Some(Err((Refused::Failed { failure, effect }, now)));
        }
    }

    /// From which end of the list an address is reached sooner.
    fn nearer_end(self, ip: &PublicIp) -> Order {
        self.feed.with_untracked(|feed| {
            let (columns, order) = (feed.columns(), feed.query().order);
            let mut rows = feed.rows().iter();
            let at = rows.position(|row| columns.address(*row) == ip.address);
            let is_behind = at.is_some_and(|at| at > feed.len() / 2);
            if is_behind && feed.covers(feed.query()) {
                order.reversed()
            } else {
                order
            }
        })
    }
}
