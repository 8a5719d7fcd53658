//! Confirms a change whose answer was lost, by reading the list again.

use crate::domain::{Address, Assignee, Claimed, MachineId, PublicIp};
use crate::wire::{Cursor, LARGEST_PAGE, ListQuery, Next, Order, Page, Request, list};

/// Pages read at most. An address further inside a long list stays unconfirmed.
const MAX_PAGES: u8 = 25;

/// The state that a change was to bring about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// The address has this machine, or none.
    Machine(Option<MachineId>),
    /// The address is gone.
    Released,
}

impl Expected {
    /// Whether the API's answer shows the change. Of an assignment any machine does: the answer
    /// counts, not what was asked for.
    #[must_use]
    pub fn is_shown_by(&self, answer: Option<&PublicIp>) -> bool {
        match (self, answer) {
            (Self::Machine(wanted), Some(now)) => wanted.is_some() == now.machine.is_some(),
            (Self::Machine(_), None) => false,
            (Self::Released, _) => true,
        }
    }
}

/// A search of the list for an address, in the order that reaches it sooner.
#[derive(Clone, Debug)]
pub struct ConfirmChange {
    ip: PublicIp,
    expected: Expected,
    order: Order,
    cursor: Option<Cursor>,
    pages: u8,
    /// An item was unreadable: it may have been this address.
    has_unreadable: bool,
    /// Another address that the panel knows was listed, so the answer is about this team and not
    /// empty by mistake.
    has_known: bool,
}

/// What the list says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// Read another page.
    NextPage,
    /// Carried out. The address as it is now.
    Done(PublicIp),
    /// Not carried out, as far as the list shows. The address as it is now.
    NotDone(PublicIp),
    /// The team no longer has the address.
    Gone,
    /// The list does not say.
    Unknown,
}

impl ConfirmChange {
    /// A search for an address, as it was before the change.
    #[must_use]
    pub fn new(ip: PublicIp, expected: Expected, order: Order) -> Self {
        Self {
            ip,
            expected,
            order,
            cursor: None,
            pages: 0,
            has_unreadable: false,
            has_known: false,
        }
    }

    /// The page to read next, of all regions: the service may store a region under another name
    /// than the one asked for (`docs/api.md`, Regions), and a list without the address would then
    /// prove nothing.
    #[must_use]
    pub fn request(&self) -> Request {
        let query = ListQuery {
            region: None,
            order: self.order,
        };
        list(&query, self.cursor.as_ref(), LARGEST_PAGE)
    }

    /// Takes in a page. `is_known` says whether the panel has an address in its list.
    ///
    /// That the address is not listed proves something only if another known one is, no item was
    /// unreadable, and the list was read to its place.
    #[must_use]
    pub fn receive(&mut self, page: Page, is_known: impl Fn(Address) -> bool) -> Confirmation {
        self.pages += 1;
        self.has_unreadable |= page.skipped > 0;
        let passed = page.items.last().is_some_and(|last| self.is_past(last));
        for ip in page.items {
            if ip.address == self.ip.address {
                return match &self.expected {
                    Expected::Machine(machine) if ip.has_machine(machine.as_ref()) => {
                        Confirmation::Done(ip)
                    }
                    // It may be the machine expected, or any other.
                    Expected::Machine(Some(_)) if ip.machine == Some(Assignee::Unreadable) => {
                        Confirmation::Unknown
                    }
                    Expected::Machine(_) | Expected::Released => Confirmation::NotDone(ip),
                };
            }
            self.has_known |= is_known(ip.address);
        }
        match page.next {
            Next::Page(cursor) if !passed && self.pages < MAX_PAGES => {
                self.cursor = Some(cursor);
                Confirmation::NextPage
            }
            Next::End | Next::Page(_)
                if self.has_known && !self.has_unreadable && (passed || page.next == Next::End) =>
            {
                Confirmation::Gone
            }
            Next::End | Next::Page(_) | Next::MissingCursor => Confirmation::Unknown,
        }
    }

    /// Whether an item stands behind the place of the address.
    fn is_past(&self, last: &PublicIp) -> bool {
        let (Claimed::At(last), Claimed::At(own)) = (&last.claimed, &self.ip.claimed) else {
            return false;
        };
        match self.order {
            Order::Desc => last < own,
            Order::Asc => last > own,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Address, Region, Timestamp};

    fn ip(last: u8, date: i64, machine: Option<&str>) -> PublicIp {
        PublicIp {
            address: Address::new(203, 0, 113, last),
            region: Region::Ny2,
            claimed: Claimed::At(Timestamp(date * 1_000)),
            machine: machine.and_then(Assignee::parse),
        }
    }

    fn page(items: Vec<PublicIp>, more: bool) -> Page {
        let next = if more {
            Next::Page(Cursor::parse("c").unwrap())
        } else {
            Next::End
        };
        Page {
            items,
            skipped: 0,
            next,
        }
    }

    fn expected(machine: Option<&str>) -> Expected {
        Expected::Machine(machine.map(|id| MachineId::parse(id).unwrap()))
    }

    /// The panel knows every address but the last one of the network.
    fn is_known(address: Address) -> bool {
        address != Address::new(203, 0, 113, 255)
    }

    fn looking(expected: Expected) -> ConfirmChange {
        ConfirmChange::new(ip(5, 50, Some("psold")), expected, Order::Desc)
    }

    #[test]
    fn the_machine_of_the_list_tells() {
        let shown = |machine| page(vec![ip(9, 90, None), ip(5, 50, machine)], true);
        let moved = looking(expected(Some("psnew"))).receive(shown(Some("psnew")), is_known);
        assert_eq!(moved, Confirmation::Done(ip(5, 50, Some("psnew"))));
        let stayed = looking(expected(Some("psnew"))).receive(shown(Some("psold")), is_known);
        assert_eq!(stayed, Confirmation::NotDone(ip(5, 50, Some("psold"))));
        let freed = looking(expected(None)).receive(shown(None), is_known);
        assert_eq!(freed, Confirmation::Done(ip(5, 50, None)));
        let kept = looking(Expected::Released).receive(shown(None), is_known);
        assert_eq!(kept, Confirmation::NotDone(ip(5, 50, None)));
    }

    #[test]
    fn an_answer_shows_an_assignment_by_a_machine_and_its_end_by_none() {
        let (idle, assigned) = (ip(5, 50, None), ip(5, 50, Some("psother")));
        for (expected, idle_shows, assigned_shows) in [
            (expected(Some("psnew")), false, true),
            (expected(None), true, false),
            (Expected::Released, true, true),
        ] {
            assert_eq!(expected.is_shown_by(Some(&idle)), idle_shows);
            assert_eq!(expected.is_shown_by(Some(&assigned)), assigned_shows);
        }
        assert!(Expected::Released.is_shown_by(None));
        assert!(!expected(None).is_shown_by(None));
    }

    #[test]
    fn a_machine_that_cannot_be_read_proves_no_assignment() {
        let shown = || page(vec![ip(5, 50, Some(" "))], true);
        let assigned = looking(expected(Some("psnew"))).receive(shown(), is_known);
        assert_eq!(assigned, Confirmation::Unknown);
        for expected in [expected(None), Expected::Released] {
            let read = looking(expected).receive(shown(), is_known);
            assert_eq!(read, Confirmation::NotDone(ip(5, 50, Some(" "))));
        }
    }

    #[test]
    fn it_reads_on_until_the_place_of_the_address_has_passed() {
        let mut read = looking(Expected::Released);
        assert_eq!(
            read.request().target,
            "/public-ips?limit=120&orderBy=dtCreated&order=desc"
        );
        assert_eq!(
            read.receive(page(vec![ip(9, 90, None)], true), is_known),
            Confirmation::NextPage
        );
        assert!(read.request().target.ends_with("&after=c"));
        // Others of the same second may follow.
        assert_eq!(
            read.receive(page(vec![ip(6, 50, None)], true), is_known),
            Confirmation::NextPage
        );
        assert_eq!(
            read.receive(page(vec![ip(4, 49, None)], true), is_known),
            Confirmation::Gone
        );
        let mut oldest = ConfirmChange::new(ip(5, 50, None), Expected::Released, Order::Asc);
        assert!(oldest.request().target.ends_with("order=asc"));
        for item in [ip(4, 49, None), ip(6, 50, None)] {
            assert_eq!(
                oldest.receive(page(vec![item], true), is_known),
                Confirmation::NextPage
            );
        }
        assert_eq!(
            oldest.receive(page(vec![ip(6, 51, None)], true), is_known),
            Confirmation::Gone
        );
    }

    #[test]
    fn the_end_of_the_list_proves_that_an_address_is_gone_if_all_was_read() {
        for expected in [Expected::Released, expected(None), expected(Some("psnew"))] {
            let end = page(vec![ip(9, 90, None)], false);
            assert_eq!(looking(expected).receive(end, is_known), Confirmation::Gone);
        }
        let mut skipped = page(vec![ip(9, 90, None)], true);
        skipped.skipped = 1;
        let mut read = looking(Expected::Released);
        assert_eq!(read.receive(skipped, is_known), Confirmation::NextPage);
        assert_eq!(
            read.receive(page(vec![], false), is_known),
            Confirmation::Unknown
        );
        let mut lost = page(vec![ip(9, 90, None), ip(4, 40, None)], true);
        lost.next = Next::MissingCursor;
        assert_eq!(
            looking(Expected::Released).receive(lost, is_known),
            Confirmation::Unknown
        );
    }

    #[test]
    fn without_another_known_address_nothing_is_called_gone() {
        // An empty answer, and one of addresses that are all new to the panel.
        for items in [vec![], vec![ip(255, 90, None)], vec![ip(255, 40, None)]] {
            for more in [false, true] {
                let answer =
                    looking(Expected::Released).receive(page(items.clone(), more), is_known);
                let reads_on = more
                    && !matches!(
                        items[..],
                        [PublicIp {
                            claimed: Claimed::At(Timestamp(40_000)),
                            ..
                        }]
                    );
                let expected = if reads_on {
                    Confirmation::NextPage
                } else {
                    Confirmation::Unknown
                };
                assert_eq!(answer, expected, "{items:?}");
            }
        }
        // Any page that was read may have it.
        let mut read = looking(Expected::Released);
        let first = page(vec![ip(9, 90, None)], true);
        assert_eq!(read.receive(first, is_known), Confirmation::NextPage);
        let last = page(vec![ip(255, 40, None)], true);
        assert_eq!(read.receive(last, is_known), Confirmation::Gone);
    }

    #[test]
    fn a_date_that_cannot_be_read_passes_nothing() {
        let mut odd = ip(4, 0, None);
        odd.claimed = Claimed::Unreadable("soon".to_owned());
        let mut read = looking(Expected::Released);
        assert_eq!(
            read.receive(page(vec![odd.clone()], true), is_known),
            Confirmation::NextPage
        );
        let mut of_odd = ConfirmChange::new(odd, Expected::Released, Order::Desc);
        assert_eq!(
            of_odd.receive(page(vec![ip(3, 1, None)], true), is_known),
            Confirmation::NextPage
        );
    }

    #[test]
    fn it_gives_up_after_25_pages() {
        let mut read = looking(Expected::Released);
        for _ in 1..25 {
            assert_eq!(
                read.receive(page(vec![ip(9, 90, None)], true), is_known),
                Confirmation::NextPage
            );
        }
        assert_eq!(
            read.receive(page(vec![ip(9, 90, None)], true), is_known),
            Confirmation::Unknown
        );
    }
}
