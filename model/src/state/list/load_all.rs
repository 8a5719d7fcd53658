//! Loads a list to its end from both ends at once.

mod step;

use crate::domain::{Address, PublicIp, Timestamp};
use crate::state::changes::retry::load_all_delay;
use crate::state::{AddressList, ListEnd, PageRequest, Tail, Ticket};
use crate::wire::{Failure, ListQuery, Order, Page};

use step::Backoff;
pub use step::{LoadAllStatus, LoadAllStep};

/// A list being loaded to its end. A cursor is sequential; two, in opposite orders, take half the
/// time. The near list is the one shown, and continues from its cursor. The far list begins at the
/// other end and is kept here, unseen, until the two meet; then the near list takes it in.
///
/// **Every address that the team held from the first request to the last is in the merged list, and
/// none is there twice.** The proof:
///
/// 1. A page holds the items after its cursor in an order by date. So an address held all the time,
///    whose date lies strictly before the last date of a list in that list's order, has arrived
///    with it: the pages leave no gap for it. Addresses of one date may stand in any order, another
///    one in each list, and a cursor may cut through them; so nothing is claimed about the last
///    date itself.
/// 2. The lists have met once their last dates have crossed: newest first has come strictly further
///    back than oldest first has come forward. Then any date is strictly newer than the last of the
///    one, or strictly older than the last of the other, and its addresses have arrived by 1. Dates
///    are held in whole seconds; if those are crossed, the exact ones are.
/// 3. Dates are trusted only as far as they prove themselves. Each list has shown two different
///    dates, and all of its own in its order, so a service that ignores the order is found out; and
///    at least one address arrived in both, so they are lists of the same addresses.
/// 4. A list that says it has ended holds everything by itself. If it is the near one, the far one
///    is not needed; if it is the far one, it is taken in.
/// 5. If an item or a date is unreadable, or out of order, the far list is dropped and the near one
///    continues alone to its end: as correct, only slower. A list that cannot continue
///    ([`ListEnd::Incomplete`]) requests nothing more; its addresses count, and the other one
///    continues until they meet or to its end. If neither can continue, the merged list says that
///    it may be incomplete.
/// 6. The near list takes in only addresses that it does not hold.
///
/// Claims and releases made here meanwhile go to both lists ([`Self::upsert`], [`Self::remove`]),
/// and each keeps them against pages requested before.
#[derive(Clone, Debug)]
pub struct LoadAll {
    far: Option<AddressList>,
    /// An address arrived in both lists.
    is_shared: bool,
    /// Consecutive failures of the near and of the far list.
    failures: (u8, u8),
    wait: Option<Backoff>,
    status: LoadAllStatus,
}

impl LoadAll {
    /// A load before its first request.
    #[must_use]
    pub fn new(near: &AddressList) -> Self {
        let query = near.query();
        Self {
            far: Some(AddressList::new(ListQuery {
                region: query.region.clone(),
                order: query.order.reversed(),
            })),
            is_shared: false,
            failures: (0, 0),
            wait: None,
            status: LoadAllStatus::Running,
        }
    }

    /// Whether it runs, and why not.
    #[must_use]
    pub fn status(&self) -> &LoadAllStatus {
        &self.status
    }

    /// The number of addresses loaded in both lists.
    #[must_use]
    pub fn loaded(&self, near: &AddressList) -> usize {
        near.len() + self.far.as_ref().map_or(0, AddressList::len)
    }

    /// Stops requesting. Answers in flight are still taken in.
    pub fn cancel(&mut self) {
        self.status = LoadAllStatus::Cancelled;
    }

    /// Stops because of a failure, even one that a retry might cure.
    pub fn fail(&mut self, failure: Failure) {
        if self.status == LoadAllStatus::Running {
            self.status = LoadAllStatus::Failed(failure);
        }
    }

    /// Continues after [`Self::cancel`] or a failure.
    pub fn resume(&mut self) {
        self.failures = (0, 0);
        self.status = LoadAllStatus::Running;
    }

    /// As [`AddressList::upsert`], for the far list.
    pub fn upsert(&mut self, ip: PublicIp) {
        if let Some(far) = &mut self.far {
            far.upsert(ip);
        }
    }

    /// As [`AddressList::revert`], for the far list.
    pub fn revert(&mut self, shown: &PublicIp, before: &PublicIp) {
        if let Some(far) = &mut self.far {
            far.revert(shown, before);
        }
    }

    /// As [`AddressList::remove`], for the far list.
    pub fn remove(&mut self, address: Address) {
        if let Some(far) = &mut self.far {
            far.remove(address);
        }
    }

    /// Takes in the answer to a request of either list; `false` for an outdated one, which is
    /// dropped.
    #[must_use]
    pub fn settle(
        &mut self,
        near: &mut AddressList,
        ticket: Ticket,
        answer: Result<Page, Failure>,
        now: Timestamp,
    ) -> bool {
        let failure = answer.as_ref().err().cloned();
        let failures = match &mut self.far {
            Some(far) if far.is_waiting_for(ticket) => {
                self.is_shared |= shares_address(&answer, near);
                let _ = far.settle(ticket, answer);
                &mut self.failures.1
            }
            far if near.is_waiting_for(ticket) => {
                self.is_shared |= far.as_ref().is_some_and(|far| shares_address(&answer, far));
                let _ = near.settle(ticket, answer);
                &mut self.failures.0
            }
            _ => return false,
        };
        match failure {
            None => *failures = 0,
            Some(failure) => {
                *failures += 1;
                let wait = load_all_delay(&failure, *failures);
                self.pause(failure, wait, now);
            }
        }
        true
    }

    /// The next step. Call it after every answer, and after every [`LoadAllStep::Request`] until
    /// another step comes.
    #[must_use]
    pub fn next_step(&mut self, near: &mut AddressList, now: Timestamp) -> LoadAllStep {
        if near.has_unreliable_dates()
            || self
                .far
                .as_ref()
                .is_some_and(AddressList::has_unreliable_dates)
        {
            self.far = None;
        }
        if self.is_done(near) {
            return LoadAllStep::Done;
        }
        if self.status != LoadAllStatus::Running {
            return LoadAllStep::Idle;
        }
        if let Some(step) = self.wait.and_then(|wait| wait.step(now)) {
            return step;
        }
        let far = self.far.as_mut();
        next_request(near)
            .or_else(|| next_request(far?))
            .map_or(LoadAllStep::Idle, LoadAllStep::Request)
    }

    /// Both lists wait together: a cause that failed a page of one is likely to fail the other, and
    /// a rate limit counts both.
    fn pause(&mut self, failure: Failure, wait: Option<u32>, now: Timestamp) {
        if self.status != LoadAllStatus::Running {
            return;
        }
        let Some(seconds) = wait else {
            self.status = LoadAllStatus::Failed(failure);
            return;
        };
        let wait = Backoff::new(now, seconds, failure.status() == Some(429));
        if self.wait.is_none_or(|other| other.until < wait.until) {
            self.wait = Some(wait);
        }
    }

    /// Whether the near list is at its end, after merging the far one when due.
    fn is_done(&mut self, near: &mut AddressList) -> bool {
        let ending = match (near.tail(), self.far.as_ref().map(AddressList::tail)) {
            (Tail::End(ListEnd::Complete), _) | (Tail::End(_), None) => return true,
            (_, Some(Tail::End(ListEnd::Complete))) => ListEnd::Complete,
            _ if self.have_met(near) => ListEnd::Complete,
            (Tail::End(ending), Some(Tail::End(_))) => *ending,
            _ => return false,
        };
        if let Some(far) = &self.far {
            near.merge(far, ending);
        }
        true
    }

    fn have_met(&self, near: &AddressList) -> bool {
        let far = self.far.as_ref().and_then(AddressList::loaded_up_to);
        let crossed = near
            .loaded_up_to()
            .zip(far)
            .is_some_and(|(near_last, far_last)| match near.query().order {
                Order::Desc => near_last < far_last,
                Order::Asc => near_last > far_last,
            });
        crossed && self.is_shared
    }
}

/// Whether a page shares an address with a list.
fn shares_address(answer: &Result<Page, Failure>, other: &AddressList) -> bool {
    answer
        .as_ref()
        .is_ok_and(|page| page.items.iter().any(|ip| other.contains(ip.address)))
}

/// Requests the next page, or the failed one again.
fn next_request(list: &mut AddressList) -> Option<PageRequest> {
    list.next_page().or_else(|| list.retry())
}

#[cfg(test)]
mod tests;
