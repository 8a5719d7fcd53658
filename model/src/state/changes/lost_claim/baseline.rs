//! The newest addresses right before a claim. What the list has beyond them is new.

use crate::domain::{Address, Claimed, PublicIp, Region, Timestamp};
use crate::state::changes::newest_pages::{NewestPages, ReadStep};
use crate::state::{AddressList, Ticket};
use crate::wire::{Failure, ListGap, Page, Request, address_to_store, stored_address};

/// Tolerated difference between the clocks of the service's own machines, in milliseconds.
const CLOCK_SLACK: i64 = 5_000;

/// The newest addresses and the date of the newest, by the clock of the service: that of this
/// machine may be years off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baseline {
    /// An address claimed later is not older than this; `None` if no address has a readable date.
    since: Option<Timestamp>,
    known: Vec<KnownClaim>,
    /// Some items were unreadable: one that is readable later only looks new.
    has_unreadable: bool,
}

/// An address that was there before a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct KnownClaim {
    address: Address,
    /// When it was claimed, if readable: a released address may be claimed again.
    claimed: Option<Timestamp>,
}

/// What a list has beyond a baseline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Claimed since.
    pub new: Vec<PublicIp>,
    /// Not there before, though their dates are older: not claimed since, as far as dates tell.
    pub doubtful: Vec<PublicIp>,
}

/// The read of a [`Baseline`], page by page.
#[derive(Clone, Debug)]
pub struct BaselineRead {
    began: Ticket,
    pages: NewestPages,
}

/// What follows a page of a [`BaselineRead`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BaselineStep {
    /// Read another page.
    NextPage,
    /// All that is as new as the newest was read.
    Done(Baseline),
    /// It cannot be told from this list what is new later.
    Failed(Failure),
}

impl Default for BaselineRead {
    fn default() -> Self {
        Self {
            began: Ticket::latest(),
            pages: NewestPages::default(),
        }
    }
}

impl BaselineRead {
    /// The newest ticket when it began: changes made here later are newer than its items.
    #[must_use]
    pub fn began(&self) -> Ticket {
        self.began
    }

    /// The page to read now.
    #[must_use]
    pub fn request(&self) -> Request {
        self.pages.request()
    }

    /// The items read so far.
    #[must_use]
    pub fn items(&self) -> &[PublicIp] {
        &self.pages.items
    }

    /// Takes in the answer to [`Self::request`]. `shown` knows addresses that this read may lack:
    /// the service may be slow to list what was claimed here a moment ago.
    #[must_use]
    pub fn receive(&mut self, answer: Result<Page, Failure>, shown: &AddressList) -> BaselineStep {
        let page = match answer {
            Ok(page) => page,
            Err(failure) => return BaselineStep::Failed(failure),
        };
        let has_older = |items: &[PublicIp]| {
            let since = since(newest(items, shown));
            items.iter().any(|ip| is_older(ip, since))
        };
        match self.pages.receive(page, has_older) {
            ReadStep::NextPage => BaselineStep::NextPage,
            ReadStep::Done(None) => BaselineStep::Done(self.baseline(shown, false)),
            // An item that stays unreadable is no reason to claim nothing ever again.
            ReadStep::Done(Some(ListGap::UnreadableItems)) => {
                BaselineStep::Done(self.baseline(shown, true))
            }
            ReadStep::Done(Some(gap)) => BaselineStep::Failed(Failure::IncompleteList(gap)),
        }
    }

    fn baseline(&self, shown: &AddressList, has_unreadable: bool) -> Baseline {
        let since = since(newest(self.items(), shown));
        let mut known: Vec<KnownClaim> = Vec::new();
        let columns = shown.columns();
        let is_recent = |seconds: u32| {
            let claimed = Timestamp::from_seconds(seconds);
            since.is_none_or(|since| claimed >= since)
        };
        let rows = shown.rows().iter();
        let rows = rows.filter(|row| columns.claimed(**row).is_some_and(is_recent));
        let rows = rows.map(|row| columns.ip(*row));
        let here = shown.edited_here().filter(|ip| !is_older(ip, since));
        let items = self.items().iter().chain(here).cloned();
        for ip in items.chain(rows) {
            if !known.iter().any(|known| known.is(&ip)) {
                known.push(KnownClaim::new(&ip));
            }
        }
        Baseline {
            since,
            known,
            has_unreadable,
        }
    }
}

/// The newest date of a list as read, or as shown here.
fn newest(items: &[PublicIp], shown: &AddressList) -> Option<Timestamp> {
    let columns = shown.columns();
    let rows = shown.rows().iter();
    let rows = rows.filter_map(|row| columns.claimed(*row).map(Timestamp::from_seconds));
    let here = shown.edited_here().filter_map(date);
    items.iter().filter_map(date).chain(rows).chain(here).max()
}

fn since(newest: Option<Timestamp>) -> Option<Timestamp> {
    newest.map(|Timestamp(newest)| Timestamp(newest - CLOCK_SLACK))
}

fn date(ip: &PublicIp) -> Option<Timestamp> {
    match ip.claimed {
        Claimed::At(at) => Some(at),
        Claimed::Unreadable(_) => None,
    }
}

fn is_older(ip: &PublicIp, since: Option<Timestamp>) -> bool {
    date(ip)
        .zip(since)
        .is_some_and(|(claimed, since)| claimed < since)
}

impl KnownClaim {
    fn new(ip: &PublicIp) -> Self {
        Self {
            address: ip.address,
            claimed: date(ip),
        }
    }

    fn is(self, ip: &PublicIp) -> bool {
        let known = self.claimed.map(Claimed::At);
        self.address == ip.address && !known.is_some_and(|known| known.is_before(&ip.claimed))
    }

    fn to_text(self) -> String {
        let address = address_to_store(self.address);
        match self.claimed {
            Some(Timestamp(claimed)) => format!("{address}@{claimed}"),
            None => address,
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let (address, claimed) = match text.split_once('@') {
            Some((address, claimed)) => (address, Some(Timestamp(claimed.parse().ok()?))),
            None => (text, None),
        };
        Some(Self {
            address: stored_address(address)?,
            claimed,
        })
    }
}

impl Baseline {
    /// What a list of all regions, newest first, has in a region beyond this. Where dates do not
    /// tell, the place does: what stands before a known item was not merely too old to be read.
    #[must_use]
    pub fn news(&self, items: &[PublicIp], region: &Region) -> News {
        let first_older = items.iter().position(|ip| self.is_older(ip));
        let last_known = items.iter().rposition(|ip| self.knows(ip));
        // Without dates and without a known item nothing tells.
        let is_lost = self.since.is_none() && last_known.is_none();
        let mut news = News::default();
        for (at, ip) in items.iter().enumerate() {
            if ip.region != *region || self.knows(ip) {
                continue;
            }
            let is_before_known = last_known.is_some_and(|known| at < known);
            let is_new = match (date(ip), self.since) {
                (Some(_), Some(_)) => !self.is_older(ip),
                (None, Some(_)) => first_older.is_none_or(|older| at < older),
                (_, None) => is_before_known || self.known.is_empty(),
            };
            let into = if is_new {
                &mut news.new
            } else if is_before_known || is_lost {
                &mut news.doubtful
            } else {
                continue;
            };
            if !into.iter().any(|it| it.address == ip.address) {
                into.push(ip.clone());
            }
        }
        news
    }

    /// Whether some items of it were unreadable.
    pub(super) fn has_unreadable(&self) -> bool {
        self.has_unreadable
    }

    /// Whether an item was certainly claimed before.
    pub(super) fn is_older(&self, ip: &PublicIp) -> bool {
        is_older(ip, self.since)
    }

    fn knows(&self, ip: &PublicIp) -> bool {
        self.known.iter().any(|known| known.is(ip))
    }

    /// A time in milliseconds, whether all was readable, and the addresses with their times.
    pub(super) fn to_text(&self) -> String {
        let since = self.since.map(|since| since.0.to_string());
        let since = since.as_deref().unwrap_or("-");
        let all = if self.has_unreadable { "part" } else { "all" };
        let known: Vec<_> = self.known.iter().map(|known| known.to_text()).collect();
        format!("{since} {all} {}", known.join(","))
    }

    /// Reads the parts of what [`Self::to_text`] wrote; `None` for anything else.
    pub(super) fn parse<'a>(mut parts: impl Iterator<Item = &'a str>) -> Option<Self> {
        let since = match parts.next()? {
            "-" => None,
            text => Some(Timestamp(text.parse().ok()?)),
        };
        let has_unreadable = match parts.next()? {
            "all" => false,
            "part" => true,
            _ => return None,
        };
        let known = parts.next()?.split_terminator(',');
        Some(Self {
            since,
            known: known.map(KnownClaim::parse).collect::<Option<_>>()?,
            has_unreadable,
        })
    }
}
