//! What became of a claim whose answer was lost.
//!
//! A claim is never sent twice, so the list has to tell. An address that was
//! not known before, and is not older than the claim, may be the one. The list
//! is looked at four times, since the service may be slow to show it.

use crate::domain::{Address, Claimed, PublicIp, Region, Timestamp};
use crate::state::{AddressList, Ticket};
use crate::wire::{Cursor, Failure, LARGEST_PAGE, ListQuery, Next, Order, Page, Request, list};

/// When the list is looked at, in milliseconds after the answer was lost.
const ATTEMPTS_AT: [u32; 4] = [0, 2_000, 5_000, 10_000];

/// How far the clocks of the service and of this machine may differ, in milliseconds.
const SKEW: i64 = 5 * 60 * 1_000;

/// How many pages a look reads at most.
const MOST_PAGES: u8 = 5;

/// A claim that was sent, as it is kept to survive a reload, with what tells its address from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentClaim {
    /// Where the address was claimed.
    pub region: Region,
    /// When, by the clock of this machine.
    at: Timestamp,
    /// Nothing claimed before is the one.
    since: Timestamp,
    /// What was claimed since then and is known is not the one either.
    known: Vec<KnownClaim>,
}

/// An address that was known before a claim was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct KnownClaim {
    address: Address,
    /// When it was claimed, if that could be read: the API may give out an
    /// address again that was released meanwhile.
    claimed: Option<Timestamp>,
}

impl KnownClaim {
    fn new(ip: &PublicIp) -> Self {
        let claimed = match ip.claimed {
            Claimed::At(claimed) => Some(claimed),
            Claimed::Unreadable(_) => None,
        };
        Self {
            address: ip.address,
            claimed,
        }
    }

    fn is(self, ip: &PublicIp) -> bool {
        let known = self.claimed.map(Claimed::At);
        self.address == ip.address && !known.is_some_and(|known| known.is_before(&ip.claimed))
    }

    fn to_text(self) -> String {
        match self.claimed {
            Some(Timestamp(claimed)) => format!("{}@{claimed}", self.address),
            None => self.address.to_string(),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let (address, claimed) = match text.split_once('@') {
            Some((address, claimed)) => (address, Some(Timestamp(claimed.parse().ok()?))),
            None => (text, None),
        };
        Some(Self {
            address: address.parse().ok()?,
            claimed,
        })
    }
}

impl SentClaim {
    /// A claim that is about to be sent, beside the list that is shown and what was done here before.
    #[must_use]
    pub fn new(region: Region, at: Timestamp, shown: &AddressList) -> Self {
        let (columns, rows) = (shown.columns(), shown.rows());
        let date = |row| columns.claimed(row).map(Timestamp::from_seconds);
        // The newest address bears a date of the service's own clock, and a claim is newer than
        // it whatever that clock says. Without one, the two clocks are granted a difference.
        let newest = match shown.query().order {
            Order::Desc => rows.first().and_then(|row| date(*row)),
            Order::Asc => None,
        };
        let since = newest.unwrap_or(Timestamp(at.0 - SKEW));
        let recent = rows
            .iter()
            .filter(|row| date(**row).is_none_or(|at| at >= since));
        let mut known: Vec<_> = recent
            .map(|row| KnownClaim {
                address: columns.address(*row),
                claimed: date(*row),
            })
            .collect();
        // What was claimed here a moment ago may be of a region that is not shown.
        for ip in shown.edited_here().filter(|ip| !is_older(ip, since)) {
            if !known.iter().any(|known| known.is(ip)) {
                known.push(KnownClaim::new(ip));
            }
        }
        Self {
            region,
            at,
            since,
            known,
        }
    }

    /// As text: two times in milliseconds, the addresses with theirs, and the region. No key.
    #[must_use]
    pub fn to_text(&self) -> String {
        let known: Vec<_> = self.known.iter().map(|known| known.to_text()).collect();
        let (at, since) = (self.at.0.to_string(), self.since.0.to_string());
        [&at, &since, &known.join(","), self.region.code()].join(" ")
    }

    /// Reads what [`Self::to_text`] wrote; none for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, ' ');
        let mut time = || Some(Timestamp(parts.next()?.parse().ok()?));
        let (at, since) = (time()?, time()?);
        let known = parts.next()?.split_terminator(',');
        Some(Self {
            known: known.map(KnownClaim::parse).collect::<Option<_>>()?,
            region: Region::parse(parts.next()?),
            at,
            since,
        })
    }
}

/// What the list shows of a claim whose answer was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// One address has come.
    Claimed(PublicIp),
    /// None has come, as far as the list shows.
    NotSeen,
    /// Several have come, at least one of them claimed by somebody else, or by an earlier claim.
    Several(Vec<PublicIp>),
    /// The list could not be read to the end of the last look.
    Unknown(Failure),
}

/// How it goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LostClaimStep {
    /// Another page has to be read now.
    NextPage,
    /// The next look is due so many milliseconds after this one ended.
    Wait(u32),
    /// That is what the list shows.
    Done(Verdict),
}

/// A claim that is being looked for in the list.
#[derive(Clone, Debug)]
pub struct LostClaim {
    sent: SentClaim,
    /// When this look began.
    began: Ticket,
    attempt: usize,
    cursor: Option<Cursor>,
    pages: u8,
    seen: Vec<PublicIp>,
}

impl LostClaim {
    /// Nothing has been looked at yet.
    #[must_use]
    pub fn new(sent: SentClaim) -> Self {
        Self {
            sent,
            began: Ticket::latest(),
            attempt: 0,
            cursor: None,
            pages: 0,
            seen: Vec::new(),
        }
    }

    /// The claim.
    #[must_use]
    pub fn claim(&self) -> &SentClaim {
        &self.sent
    }

    /// Which look it is, from 1, and of how many.
    #[must_use]
    pub fn attempt(&self) -> (usize, usize) {
        (self.attempt + 1, ATTEMPTS_AT.len())
    }

    /// The mark of what had happened when this look began: what was changed
    /// here later is newer than what it finds.
    #[must_use]
    pub fn began(&self) -> Ticket {
        self.began
    }

    /// The page to be read now, newest first, of all regions: the service may
    /// store a region under another name than it is asked for (`docs/api.md`, Regions).
    #[must_use]
    pub fn request(&self) -> Request {
        list(&ListQuery::default(), self.cursor.as_ref(), LARGEST_PAGE)
    }

    /// Takes the answer.
    #[must_use]
    pub fn receive(&mut self, answer: Result<Page, Failure>) -> LostClaimStep {
        match answer {
            Ok(page) => self.read(page),
            Err(failure) => self.next_attempt(Verdict::Unknown(failure)),
        }
    }

    /// Looks once more, at the wish of a person.
    pub fn retry(&mut self) {
        self.attempt = ATTEMPTS_AT.len() - 1;
        self.begin_attempt();
    }

    fn read(&mut self, page: Page) -> LostClaimStep {
        self.pages += 1;
        let older = page
            .items
            .last()
            .is_some_and(|last| is_older(last, self.sent.since));
        for ip in page.items {
            let is_known = self.sent.known.iter().any(|known| known.is(&ip));
            let is_new = !is_known && !is_older(&ip, self.sent.since);
            if is_new && ip.region == self.sent.region && !self.seen.contains(&ip) {
                self.seen.push(ip);
            }
        }
        match page.next {
            Next::Page(cursor) if !older && self.pages < MOST_PAGES => {
                self.cursor = Some(cursor);
                LostClaimStep::NextPage
            }
            Next::Page(_) | Next::End | Next::MissingCursor => {
                let mut seen = std::mem::take(&mut self.seen);
                match (seen.pop(), seen.is_empty()) {
                    (None, _) => self.next_attempt(Verdict::NotSeen),
                    (Some(one), true) => LostClaimStep::Done(Verdict::Claimed(one)),
                    (Some(last), false) => {
                        seen.push(last);
                        LostClaimStep::Done(Verdict::Several(seen))
                    }
                }
            }
        }
    }

    /// The verdict of the last look counts; before it there is another one.
    fn next_attempt(&mut self, verdict: Verdict) -> LostClaimStep {
        let due = ATTEMPTS_AT
            .get(self.attempt)
            .zip(ATTEMPTS_AT.get(self.attempt + 1));
        let Some((this, next)) = due else {
            return LostClaimStep::Done(verdict);
        };
        self.attempt += 1;
        self.begin_attempt();
        LostClaimStep::Wait(next - this)
    }

    fn begin_attempt(&mut self) {
        self.began = Ticket::latest();
        self.cursor = None;
        self.pages = 0;
        self.seen.clear();
    }
}

/// A date that cannot be read counts as new: better one address too many to look at.
fn is_older(ip: &PublicIp, since: Timestamp) -> bool {
    matches!(ip.claimed, Claimed::At(at) if at < since)
}

#[cfg(test)]
mod tests;
