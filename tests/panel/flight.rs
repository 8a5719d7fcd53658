//! A request on its way, and whose it is.

use model::domain::{MachineId, Operation, PublicIp, Timestamp};
use model::state::{Attempts, ConfirmChange, Expected, LostClaim, PageRequest, RetryDecision};
use model::wire::{Failure, Request};

/// The body of a 200, or a failure and what follows from it.
pub(crate) type Delivered = Result<String, (Failure, RetryDecision)>;

/// A change of an address that a person asked for.
#[derive(Clone)]
pub(crate) struct Change {
    pub(crate) operation: Operation,
    /// As the panel showed it.
    pub(crate) before: PublicIp,
    /// The machine it is to have.
    pub(crate) machine: Option<MachineId>,
    /// As it was at the service.
    pub(crate) held: Option<PublicIp>,
    /// The moment of the press.
    pub(crate) began: usize,
}

impl Change {
    pub(crate) fn wish(&self) -> Expected {
        if self.operation == Operation::Release {
            Expected::Released
        } else {
            Expected::Machine(self.machine.clone())
        }
    }

    /// What is shown until the answer comes.
    pub(crate) fn expected(&self) -> PublicIp {
        PublicIp {
            machine: self.machine.clone(),
            ..self.before.clone()
        }
    }
}

/// What a request is for.
#[derive(Clone)]
pub(crate) enum Job {
    SignIn,
    Page(PageRequest),
    Refresh(PageRequest),
    Change(Change),
    ConfirmChange(Change, ConfirmChange, Failure),
    Claim(LostClaim),
    /// The moment at which this look for a claim began.
    Look(LostClaim, usize),
    /// Given up; the service may carry it out all the same.
    Nobody,
}

/// Where it is.
pub(crate) enum Stage {
    /// On its way to the service.
    Out,
    /// On its way back.
    Back(Result<String, Failure>),
    /// To be sent once this time has come, in ms since the epoch.
    Waits(i64),
}

pub(crate) struct Flight {
    pub(crate) job: Job,
    pub(crate) request: Request,
    pub(crate) attempts: Attempts,
    pub(crate) stage: Stage,
    /// The session.
    pub(crate) epoch: usize,
    /// Which lists it belongs to, if turning to others cancels it.
    pub(crate) lists: Option<usize>,
    /// The press of a claim.
    pub(crate) press: Option<usize>,
    /// When the service answered it.
    pub(crate) read: usize,
}

impl Flight {
    pub(crate) fn new(job: Job, request: Request, now: i64, epoch: usize) -> Self {
        Self {
            job,
            attempts: Attempts::new(request.method, Timestamp(now)),
            request,
            stage: Stage::Out,
            epoch,
            lists: None,
            press: None,
            read: 0,
        }
    }

    /// The same request, of which nobody awaits the answer.
    pub(crate) fn given_up(&self) -> Self {
        Self {
            press: self.press,
            ..Self::new(Job::Nobody, self.request.clone(), 0, self.epoch)
        }
    }
}
