//! A claim as it is stored before it is sent, to survive a reload.

use crate::domain::{Address, Claimed, PublicIp, Region, Timestamp};
use crate::state::AddressList;
use crate::wire::Order;

/// Tolerated difference between the clocks of the service and of this machine, in milliseconds.
pub(super) const CLOCK_SKEW: i64 = 5 * 60 * 1_000;

/// A claim that was sent, with what tells its address from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentClaim {
    /// The region claimed in.
    pub region: Region,
    /// When it was sent, by the clock of this machine.
    at: Timestamp,
    /// The claimed address is not older than this.
    since: Timestamp,
    /// Addresses since then that were known before the claim.
    pub(super) known: Vec<KnownClaim>,
}

/// An address that was known before a claim was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct KnownClaim {
    address: Address,
    /// When it was claimed, if readable: a released address may be claimed again.
    claimed: Option<Timestamp>,
}

impl KnownClaim {
    pub(super) fn new(ip: &PublicIp) -> Self {
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
    /// A claim about to be sent, beside the list shown and the edits made here.
    #[must_use]
    pub fn new(region: Region, at: Timestamp, shown: &AddressList) -> Self {
        let (columns, rows) = (shown.columns(), shown.rows());
        let date = |row| columns.claimed(row).map(Timestamp::from_seconds);
        // The newest address bears a date of the service's own clock, and the claim is newer
        // whatever that clock says. Without one, the two clocks may differ.
        let newest = match shown.query().order {
            Order::Desc => rows.first().and_then(|row| date(*row)),
            Order::Asc => None,
        };
        let since = newest.unwrap_or(Timestamp(at.0 - CLOCK_SKEW));
        let recent = rows
            .iter()
            .filter(|row| date(**row).is_none_or(|at| at >= since));
        let mut known: Vec<_> = recent
            .map(|row| KnownClaim {
                address: columns.address(*row),
                claimed: date(*row),
            })
            .collect();
        // An address claimed here a moment ago may be in a region that is not shown.
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

    /// Whether an address can be the claimed one.
    pub(super) fn may_be(&self, ip: &PublicIp) -> bool {
        ip.region == self.region
            && !self.predates(ip)
            && !self.known.iter().any(|known| known.is(ip))
    }

    /// Whether an address is certainly older than the claim.
    pub(super) fn predates(&self, ip: &PublicIp) -> bool {
        is_older(ip, self.since)
    }

    /// Two times in milliseconds, the known addresses with theirs, and the region. No key.
    #[must_use]
    pub fn to_text(&self) -> String {
        let known: Vec<_> = self.known.iter().map(|known| known.to_text()).collect();
        let (at, since, known) = (self.at.0, self.since.0, known.join(","));
        format!("{at} {since} {known} {}", self.region.code())
    }

    /// Reads what [`Self::to_text`] wrote; `None` for anything else.
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

/// An unreadable date counts as new: an address too many is shown rather than none.
fn is_older(ip: &PublicIp, since: Timestamp) -> bool {
    matches!(ip.claimed, Claimed::At(at) if at < since)
}
