//! Work under way, as a tab keeps it for its next session: what was asked for, how far it is, and
//! whose it is. No key.

use crate::domain::{Address, MachineId, Operation};
use crate::state::{Bulk, ItemStatus, SentClaim, Swap};
use crate::wire::{address_to_store, percent_decode, percent_encode, stored_address};

/// Work that a session may leave open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenWork {
    /// A claim that was sent.
    Claim(SentClaim),
    /// A swap that has begun.
    Swap(OpenSwap),
    /// An operation on many addresses.
    Bulk(OpenBulk),
    /// A change of one address that was sent, and is not known to be made.
    Change(OpenChange),
}

/// A change of one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenChange {
    /// The operation.
    pub operation: Operation,
    /// The address.
    pub address: Address,
}

/// A swap: its addresses, and the machine of each before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSwap {
    /// The addresses.
    pub addresses: [Address; 2],
    /// Their machines.
    pub machines: [MachineId; 2],
}

/// An operation on many addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenBulk {
    /// The operation: a release or an unassignment.
    pub operation: Operation,
    /// The addresses, each with how far it is.
    pub items: Vec<(Address, OpenItem)>,
}

/// How far an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenItem {
    /// Nothing was sent.
    Left,
    /// Sent, and not known to be carried out.
    Sent,
    /// Carried out.
    Done,
    /// Failed.
    Failed,
}

impl OpenItem {
    const ALL: [(Self, char); 4] = [
        (Self::Left, '-'),
        (Self::Sent, '?'),
        (Self::Done, '+'),
        (Self::Failed, '!'),
    ];
}

/// Open work, with the team whose it is; no team as long as the API has not said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedWork {
    /// The id of the team.
    pub team: Option<String>,
    /// The work.
    pub work: OpenWork,
}

/// Stands for an unknown team: no encoded id is so.
const NO_TEAM: &str = "?";

impl OwnedWork {
    /// Whether it may be of a team: not if it is of another one, nor if that is not known.
    #[must_use]
    pub fn may_be_of(&self, team: Option<&str>) -> bool {
        self.team.is_none() || self.team.as_deref() == team
    }

    /// A line of text: the team, the kind and the rest.
    #[must_use]
    pub fn to_text(&self) -> String {
        let team = self.team.as_deref().map(percent_encode);
        let team = team.as_deref().unwrap_or(NO_TEAM);
        let (kind, rest) = match &self.work {
            OpenWork::Claim(sent) => ("claim", sent.to_text()),
            OpenWork::Swap(swap) => ("swap", swap.to_text()),
            OpenWork::Bulk(bulk) => (bulk.operation.verb(), bulk.to_text()),
            OpenWork::Change(change) => ("change", change.to_text()),
        };
        format!("{team} {kind} {rest}")
    }

    /// Reads what [`Self::to_text`] wrote; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, ' ');
        let team = match parts.next()? {
            NO_TEAM => None,
            team => Some(percent_decode(team)?),
        };
        let (kind, rest) = (parts.next()?, parts.next()?);
        let work = match kind {
            "claim" => OpenWork::Claim(SentClaim::parse(rest)?),
            "swap" => OpenWork::Swap(OpenSwap::parse(rest)?),
            "change" => OpenWork::Change(OpenChange::parse(rest)?),
            _ => OpenWork::Bulk(OpenBulk::parse(kind, rest)?),
        };
        Some(Self { team, work })
    }
}

impl OpenSwap {
    /// What a swap leaves open.
    #[must_use]
    pub fn new(swap: &Swap) -> Self {
        Self {
            addresses: swap.ips().each_ref().map(|ip| ip.address),
            machines: swap.machines().clone(),
        }
    }

    fn to_text(&self) -> String {
        let [one, other] = self.addresses.map(address_to_store);
        let [first, second] = self
            .machines
            .each_ref()
            .map(|id| percent_encode(id.as_str()));
        format!("{one} {first} {other} {second}")
    }

    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let mut next = || {
            let address = stored_address(parts.next()?)?;
            let machine = MachineId::parse(&percent_decode(parts.next()?)?).ok()?;
            Some((address, machine))
        };
        let ((one, first), (other, second)) = (next()?, next()?);
        Some(Self {
            addresses: [one, other],
            machines: [first, second],
        })
    }
}

impl OpenChange {
    fn to_text(self) -> String {
        format!(
            "{} {}",
            self.operation.verb(),
            address_to_store(self.address)
        )
    }

    fn parse(text: &str) -> Option<Self> {
        let operations = [
            Operation::Assign,
            Operation::Move,
            Operation::Unassign,
            Operation::Release,
        ];
        let (verb, address) = text.split_once(' ')?;
        Some(Self {
            operation: operations.into_iter().find(|it| it.verb() == verb)?,
            address: stored_address(address)?,
        })
    }
}

impl OpenBulk {
    /// What an operation leaves open: as long as it runs or something of it is not known.
    #[must_use]
    pub fn new(bulk: &Bulk) -> Option<Self> {
        let item = |status: &ItemStatus| match status {
            ItemStatus::Skipped(_) => None,
            ItemStatus::Waiting | ItemStatus::NotStarted => Some(OpenItem::Left),
            ItemStatus::Running => Some(OpenItem::Sent),
            ItemStatus::Done => Some(OpenItem::Done),
            ItemStatus::Failed(outcome, _) if outcome.is_unknown() => Some(OpenItem::Sent),
            ItemStatus::Failed(..) => Some(OpenItem::Failed),
        };
        let items = bulk.items().iter();
        (bulk.is_running() || bulk.has_unknown()).then(|| Self {
            operation: bulk.operation(),
            items: items
                .filter_map(|it| Some((it.confirmed.address(), item(&it.status)?)))
                .collect(),
        })
    }

    /// The addresses that are so far.
    pub fn addresses(&self, item: OpenItem) -> impl Iterator<Item = Address> {
        let items = self.items.iter();
        items.filter_map(move |(address, it)| (*it == item).then_some(*address))
    }

    fn to_text(&self) -> String {
        let mut text = String::new();
        for (address, item) in &self.items {
            let mark = OpenItem::ALL.into_iter().find(|(it, _)| it == item);
            text.push_str(&address_to_store(*address));
            text.extend(mark.map(|(_, mark)| mark));
        }
        text
    }

    fn parse(verb: &str, text: &str) -> Option<Self> {
        let operations = [Operation::Release, Operation::Unassign];
        let item = |text: &str| {
            let mark = text.chars().next_back()?;
            let (item, _) = OpenItem::ALL.into_iter().find(|(_, it)| *it == mark)?;
            let address = text.get(..text.len() - mark.len_utf8())?;
            Some((stored_address(address)?, item))
        };
        let marks = OpenItem::ALL.map(|(_, mark)| mark);
        Some(Self {
            operation: operations.into_iter().find(|it| it.verb() == verb)?,
            items: text
                .split_inclusive(marks)
                .map(item)
                .collect::<Option<_>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Assignee, Claimed, PublicIp, Region};

    fn ip(last: u8, machine: Option<&str>) -> PublicIp {
        PublicIp {
            address: Address::new(203, 0, 113, last),
            region: Region::Ny2,
            claimed: Claimed::parse(""),
            machine: machine.map(|id| Assignee::Machine(MachineId::parse(id).unwrap())),
        }
    }

    fn swap() -> OpenWork {
        let swap = Swap::new(ip(2, Some("ps one")), ip(8, Some("ps?two")));
        OpenWork::Swap(OpenSwap::new(&swap.unwrap()))
    }

    fn bulk() -> OpenBulk {
        let items = (1..=4).zip(OpenItem::ALL);
        OpenBulk {
            operation: Operation::Release,
            items: items
                .map(|(last, (item, _))| (ip(last, None).address, item))
                .collect(),
        }
    }

    #[test]
    fn it_reads_back_as_it_was_and_holds_no_more() {
        let bulk = OpenWork::Bulk(bulk());
        for (work, team, text) in [
            (
                swap(),
                Some("t ?"),
                "t%20%3F swap 203.0.113.2 ps%20one 203.0.113.8 ps%3Ftwo",
            ),
            (
                bulk,
                None,
                "? Release 203.0.113.1-203.0.113.2?203.0.113.3+203.0.113.4!",
            ),
        ] {
            let team = team.map(str::to_owned);
            let owned = OwnedWork { team, work };
            assert_eq!(owned.to_text(), text);
            assert_eq!(OwnedWork::parse(text), Some(owned));
        }
        for (operation, verb) in [(Operation::Release, "Release"), (Operation::Move, "Move")] {
            let owned = OwnedWork {
                team: None,
                work: OpenWork::Change(OpenChange {
                    operation,
                    address: ip(2, None).address,
                }),
            };
            let text = format!("? change {verb} 203.0.113.2");
            assert_eq!(owned.to_text(), text);
            assert_eq!(OwnedWork::parse(&text), Some(owned));
        }
        let claim = "t claim 1  - all  ny2";
        assert_eq!(OwnedWork::parse(claim).unwrap().to_text(), claim);
    }

    #[test]
    fn anything_else_is_none() {
        for text in [
            "",
            "t",
            "t claim",
            "t claim 1 ny2",
            "%zz claim 1  - all  ny2",
            "t swap 203.0.113.2 ps1 203.0.113.8",
            "t swap 203.0.113.2 ps1 .. ps2",
            "t Claim 203.0.113.2+",
            "t Release 203.0.113.2",
            "t Release ..+",
            "t Release +",
            "t change Claim 203.0.113.2",
            "t change Release ..",
            "t change Release",
        ] {
            assert_eq!(OwnedWork::parse(text), None, "{text}");
        }
    }

    #[test]
    fn it_is_of_its_team_or_of_any_as_long_as_that_is_not_known() {
        let of = |team: Option<&str>| OwnedWork {
            team: team.map(str::to_owned),
            work: swap(),
        };
        for (team, session, may_be) in [
            (None, None, true),
            (None, Some("t"), true),
            (Some("t"), Some("t"), true),
            (Some("t"), Some("u"), false),
            (Some("t"), None, false),
        ] {
            assert_eq!(of(team).may_be_of(session), may_be, "{team:?} {session:?}");
        }
    }
}
