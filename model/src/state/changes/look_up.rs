//! Finds addresses in the list, newest first: what became of work that a session left open.

use super::newest_pages::{NewestPages, ReadStep};
use crate::domain::{Address, PublicIp};
use crate::wire::{Page, Request};

/// A read of the list for some addresses.
#[derive(Clone, Debug)]
pub struct LookUp {
    wanted: Vec<Address>,
    pages: NewestPages,
    /// The list was read to its end, and nothing of it was unreadable.
    is_whole: bool,
}

/// What the list says of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// As it is listed.
    Listed(PublicIp),
    /// The whole list has no such address.
    NotListed,
    /// The list was not read far enough to say.
    Unknown,
}

impl LookUp {
    /// A read before its first request.
    #[must_use]
    pub fn new(wanted: Vec<Address>) -> Self {
        Self {
            wanted,
            pages: NewestPages::default(),
            is_whole: false,
        }
    }

    /// The page to read now.
    #[must_use]
    pub fn request(&self) -> Request {
        self.pages.request()
    }

    /// Takes in a page. Whether another one has to be read.
    #[must_use]
    pub fn receive(&mut self, page: Page) -> bool {
        let wanted = &self.wanted;
        let has_all = |items: &[PublicIp]| {
            let is_here = |address: &Address| items.iter().any(|ip| ip.address == *address);
            wanted.iter().all(is_here)
        };
        let step = self.pages.receive(page, has_all);
        self.is_whole = step == ReadStep::Done(None);
        step == ReadStep::NextPage
    }

    /// An empty list may be an answer of another account, or of none.
    fn has_others(&self) -> bool {
        let mut items = self.pages.items.iter();
        items.any(|ip| !self.wanted.contains(&ip.address))
    }

    /// What the list says of an address.
    #[must_use]
    pub fn found(&self, address: Address) -> Found {
        let mut items = self.pages.items.iter();
        match items.find(|ip| ip.address == address) {
            Some(ip) => Found::Listed(ip.clone()),
            None if self.is_whole && self.has_others() => Found::NotListed,
            None => Found::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Claimed, Region};
    use crate::wire::{Cursor, Next};

    fn ip(last: u8) -> PublicIp {
        PublicIp {
            address: Address::new(203, 0, 113, last),
            region: Region::Ny2,
            claimed: Claimed::parse(""),
            machine: None,
        }
    }

    fn page(lasts: &[u8], next: &str) -> Page {
        Page {
            items: lasts.iter().copied().map(ip).collect(),
            skipped: 0,
            next: Cursor::parse(next).map_or(Next::End, Next::Page),
        }
    }

    fn found(look_up: &LookUp, lasts: [u8; 2]) -> [Found; 2] {
        lasts.map(|last| look_up.found(ip(last).address))
    }

    #[test]
    fn it_reads_until_it_has_all_and_no_further() {
        let mut look_up = LookUp::new(vec![ip(1).address, ip(3).address]);
        assert!(!look_up.request().target.contains("after"));
        assert!(look_up.receive(page(&[1, 2], "b")));
        assert!(look_up.request().target.ends_with("&after=b"));
        assert!(!look_up.receive(page(&[3, 4], "c")));
        let all = [Found::Listed(ip(1)), Found::Listed(ip(3))];
        assert_eq!(found(&look_up, [1, 3]), all);
    }

    #[test]
    fn only_a_whole_list_says_that_an_address_is_not_there() {
        let wanted = vec![ip(1).address, ip(9).address];
        for (last, says) in [
            (page(&[2], ""), Found::NotListed),
            (
                Page {
                    skipped: 1,
                    ..page(&[2], "")
                },
                Found::Unknown,
            ),
            (
                Page {
                    next: Next::MissingCursor,
                    ..page(&[2], "")
                },
                Found::Unknown,
            ),
        ] {
            let mut look_up = LookUp::new(wanted.clone());
            assert!(look_up.receive(page(&[1], "b")));
            assert!(!look_up.receive(last));
            assert_eq!(found(&look_up, [1, 9]), [Found::Listed(ip(1)), says]);
        }
        let mut empty = LookUp::new(wanted.clone());
        assert!(!empty.receive(page(&[], "")));
        assert_eq!(found(&empty, [1, 9]), [Found::Unknown, Found::Unknown]);
        let mut long = LookUp::new(wanted);
        for _ in 1..5 {
            assert!(long.receive(page(&[1], "b")));
        }
        assert!(!long.receive(page(&[1], "b")));
        assert_eq!(long.found(ip(9).address), Found::Unknown);
    }
}
