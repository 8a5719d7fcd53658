//! Loading a list to its end from both ends at once.

mod step;

use crate::domain::{Address, PublicIp, Timestamp};
use crate::state::changes::retry::pause;
use crate::state::{AddressList, ListEnd, PageRequest, Tail, Ticket};
use crate::wire::{Failure, ListQuery, Order, Page};

use step::Backoff;
pub use step::{LoadAllStatus, LoadAllStep};

/// A list being loaded to its end. One cursor is sequential; two, in opposite
/// orders, need half the time. The near list is the one that is shown, and
/// goes on from where it is. The far one begins at the other end, is kept
/// here, and is not shown before the two have met; then the near one takes it in.
///
/// **Every address that the team held from the first request to the last is in
/// the joined list, and none is there twice.** Why:
///
/// 1. A page holds what follows its cursor in an order by date. So an address
///    that was held all the time and whose date lies strictly before the last
///    date of a list, in the order of that list, has come with it: the pages
///    that came leave no gap where it could have stood. Addresses of one date
///    may stand in any order, in each list in another, and a cursor may cut
///    through them; so nothing is said about the last date itself.
/// 2. The lists have met once their last dates have crossed: of newest first
///    and oldest first, that of the first is strictly the older one. Then any
///    date at all is strictly newer than the last of the one, or strictly older
///    than the last of the other, and an address that has it has come by 1.
///    Dates are held in whole seconds; if those are crossed, the exact ones are.
/// 3. Dates are trusted only as far as they prove themselves: each list has
///    shown two different ones and all of its own in its order, so a service
///    that does not heed the order is found out; and one address at least came
///    with both, so they are lists of the same addresses.
/// 4. A list that says that it has come to its end holds everything by itself.
///    If it is the near one, the far one is not needed; if it is the far one,
///    it is taken in.
/// 5. If an item or a date cannot be read, or stands out of order, the far list
///    is given up and the near one goes on alone to its end: right all the same, only
///    slower. A list that cannot go on ([`ListEnd::Incomplete`]) asks for nothing more; what
///    it has counts, and the other one goes on until they meet or to its end. If
///    neither can go on, the joined list says that it may be incomplete.
/// 6. The near list takes in only addresses that it does not hold.
///
/// What is claimed and released here meanwhile is told to both lists
/// ([`Self::put`], [`Self::remove`]), and each keeps it against pages that were
/// asked for before.
#[derive(Clone, Debug)]
pub struct LoadAll {
    far: Option<AddressList>,
    /// Whether an address came with both lists.
    shared: bool,
    /// How often in a row a page of the near and of the far list has failed.
    failures: (u8, u8),
    wait: Option<Backoff>,
    status: LoadAllStatus,
}

impl LoadAll {
    /// Begins, with nothing asked for yet.
    #[must_use]
    pub fn new(near: &AddressList) -> Self {
        let query = near.query();
        Self {
            far: Some(AddressList::new(ListQuery {
                region: query.region.clone(),
                order: query.order.reversed(),
            })),
            shared: false,
            failures: (0, 0),
            wait: None,
            status: LoadAllStatus::Running,
        }
    }

    /// How it goes.
    #[must_use]
    pub fn status(&self) -> &LoadAllStatus {
        &self.status
    }

    /// How many addresses are loaded in all.
    #[must_use]
    pub fn loaded(&self, near: &AddressList) -> usize {
        near.len() + self.far.as_ref().map_or(0, AddressList::len)
    }

    /// Stops asking. What is under way is still taken in.
    pub fn cancel(&mut self) {
        self.status = LoadAllStatus::Cancelled;
    }

    /// Stops because of a failure, even if asking again might help.
    pub fn fail(&mut self, failure: Failure) {
        if self.status == LoadAllStatus::Running {
            self.status = LoadAllStatus::Failed(failure);
        }
    }

    /// Goes on after [`Self::cancel`] or a failure.
    pub fn resume(&mut self) {
        self.failures = (0, 0);
        self.status = LoadAllStatus::Running;
    }

    /// As [`AddressList::put`], for the list that is not shown.
    pub fn upsert(&mut self, ip: PublicIp) {
        if let Some(far) = &mut self.far {
            far.upsert(ip);
        }
    }

    /// As [`AddressList::remove`], for the list that is not shown.
    pub fn remove(&mut self, address: Address) {
        if let Some(far) = &mut self.far {
            far.remove(address);
        }
    }

    /// Takes the answer to a request of either list. `false` when it is not the
    /// newest of one, and so was dropped.
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
                self.shared |= meets(&answer, near);
                let _ = far.settle(ticket, answer);
                &mut self.failures.1
            }
            far if near.is_waiting_for(ticket) => {
                self.shared |= far.as_ref().is_some_and(|far| meets(&answer, far));
                let _ = near.settle(ticket, answer);
                &mut self.failures.0
            }
            _ => return false,
        };
        match failure {
            None => *failures = 0,
            Some(failure) => {
                *failures += 1;
                let wait = pause(&failure, *failures);
                self.pause(failure, wait, now);
            }
        }
        true
    }

    /// What to do next. To be asked for after every answer, and after every
    /// [`LoadAllStep::Ask`] until it says something else.
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
        ask(near)
            .or_else(|| ask(far?))
            .map_or(LoadAllStep::Idle, LoadAllStep::Request)
    }

    /// One pause for both lists: what made a page of one fail is likely to make
    /// one of the other fail, and a service that has had too many requests
    /// counts them together.
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

    /// Whether the near list is at its end, once the far one was taken in if that is due.
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
        crossed && self.shared
    }
}

/// Whether an address of a page is in a list.
fn meets(answer: &Result<Page, Failure>, other: &AddressList) -> bool {
    answer
        .as_ref()
        .is_ok_and(|page| page.items.iter().any(|ip| other.contains(ip.address)))
}

/// Asks for the next page, or again for the one that failed.
fn ask(list: &mut AddressList) -> Option<PageRequest> {
    list.next_page().or_else(|| list.retry())
}

#[cfg(test)]
mod tests;
