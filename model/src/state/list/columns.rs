//! The loaded addresses, one column for each of their parts.
//!
//! An address takes 20 bytes here, without its place in the order, its index entry and its machine
//! ID; a `PublicIp` takes several times that and up to three strings. What is searched or sorted
//! together lies together.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::address_list::PageNumber;
use super::machine_ids::MachineIds;
use super::row_index::RowIndex;
use crate::domain::{Address, Assignee, Claimed, MachineId, PublicIp, Region, Timestamp};

/// A loaded address: valid as long as it is in the list, whatever moves around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row(pub(crate) u32);

impl Row {
    /// Its place in the columns.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// From here on a number in the column of dates is the position of an unreadable date's text.
const UNREADABLE: u32 = Timestamp::SECONDS_END;

/// The columns. A region is a number in a small dictionary; all machine IDs are one text.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    addresses: Vec<u32>,
    regions: Vec<u16>,
    claimed: Vec<u32>,
    /// The page that brought it, by its number.
    pages: Vec<u16>,
    pub(crate) machines: MachineIds,
    unreadable: Vec<String>,
    dictionary: Vec<(Region, usize)>,
    index: RowIndex,
    /// Removed rows, to be reused.
    free: Vec<Row>,
    idle: usize,
}

impl Columns {
    /// The number of addresses.
    #[must_use]
    pub fn len(&self) -> usize {
        self.addresses.len() - self.free.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of idle addresses.
    #[must_use]
    pub fn idle(&self) -> usize {
        self.idle
    }

    /// The regions seen, each once, with the number of addresses now in it.
    #[must_use]
    pub fn regions(&self) -> &[(Region, usize)] {
        &self.dictionary
    }

    /// The row of an address, if loaded.
    #[must_use]
    pub fn find(&self, address: Address) -> Option<Row> {
        self.index.find(address.to_bits(), &self.addresses).map(Row)
    }

    /// The address as a number.
    #[must_use]
    pub fn number(&self, row: Row) -> u32 {
        self.addresses.get(row.index()).copied().unwrap_or_default()
    }

    /// The address.
    #[must_use]
    pub fn address(&self, row: Row) -> Address {
        Address::from_bits(self.number(row))
    }

    /// The position of its region in [`Self::regions`].
    #[must_use]
    pub fn region_index(&self, row: Row) -> usize {
        self.regions
            .get(row.index())
            .copied()
            .unwrap_or_default()
            .into()
    }

    /// Its region.
    #[must_use]
    pub fn region(&self, row: Row) -> &Region {
        self.dictionary
            .get(self.region_index(row))
            .map_or(&Region::Ny2, |(region, _)| region)
    }

    /// The date of the claim in seconds since 1970; `None` if unreadable.
    #[must_use]
    pub fn claimed(&self, row: Row) -> Option<u32> {
        self.claimed
            .get(row.index())
            .copied()
            .filter(|seconds| *seconds < UNREADABLE)
    }

    /// The date of the claim, or the service's own text for it.
    #[must_use]
    pub fn claimed_date(&self, row: Row) -> Claimed {
        match self.claimed(row) {
            Some(seconds) => Claimed::At(Timestamp::from_seconds(seconds)),
            None => Claimed::Unreadable(self.unreadable(row).to_owned()),
        }
    }

    /// The service's own text for an unreadable date.
    #[must_use]
    pub fn unreadable(&self, row: Row) -> &str {
        self.claimed
            .get(row.index())
            .and_then(|place| self.unreadable.get(place.checked_sub(UNREADABLE)? as usize))
            .map_or("", String::as_str)
    }

    /// The machine it is assigned to; `None` if idle.
    #[must_use]
    pub fn assignee(&self, row: Row) -> Option<Assignee<&str>> {
        self.machines.get(row.index())
    }

    /// The ID of its machine; `None` if idle or unreadable.
    #[must_use]
    pub fn machine_id(&self, row: Row) -> Option<&str> {
        self.assignee(row)?.into_id()
    }

    /// Whether it is assigned to no machine.
    #[must_use]
    pub fn is_idle(&self, row: Row) -> bool {
        self.assignee(row).is_none()
    }

    /// A number for what a person sees of an address: its machine, its region and the date of its
    /// claim. Another one once any of them has changed.
    #[must_use]
    pub fn fingerprint(&self, row: Row) -> u64 {
        let mut hasher = FxHasher::default();
        self.is_idle(row).hash(&mut hasher);
        self.machine_id(row).hash(&mut hasher);
        self.region(row).hash(&mut hasher);
        self.claimed(row).hash(&mut hasher);
        self.unreadable(row).hash(&mut hasher);
        hasher.finish()
    }

    /// A number that changes whenever the row's machine may have changed.
    pub(crate) fn machine_mark(&self, row: Row) -> u64 {
        self.machines.mark(row.index())
    }

    /// The number of the page that brought it.
    pub(crate) fn page(&self, row: Row) -> PageNumber {
        PageNumber(self.pages.get(row.index()).copied().unwrap_or_default())
    }

    /// The whole address.
    #[must_use]
    pub fn ip(&self, row: Row) -> PublicIp {
        PublicIp {
            address: self.address(row),
            region: self.region(row).clone(),
            claimed: self.claimed_date(row),
            machine: self.assignee(row).map(|assignee| {
                let id = assignee.into_id().map(MachineId::parse);
                id.and_then(Result::ok)
                    .map_or(Assignee::Unreadable, Assignee::Machine)
            }),
        }
    }

    /// Reserves room for exactly this many more addresses.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.addresses.reserve_exact(more);
        self.regions.reserve_exact(more);
        self.claimed.reserve_exact(more);
        self.pages.reserve_exact(more);
        self.machines.reserve(more);
    }

    /// Adds an address without a row.
    pub(crate) fn insert(&mut self, ip: &PublicIp, page: PageNumber) -> Row {
        let claimed = self.date_number(&ip.claimed);
        let machine = ip.machine.as_ref().map(Assignee::borrowed);
        self.add(ip.address.to_bits(), &ip.region, claimed, machine, page)
    }

    /// Copies an address without a row here from another list.
    pub(crate) fn copy(&mut self, other: &Self, row: Row, page: PageNumber) -> Row {
        let claimed = other.claimed(row);
        let claimed = claimed.unwrap_or_else(|| self.date_number(&other.claimed_date(row)));
        let machine = other.assignee(row);
        self.add(other.number(row), other.region(row), claimed, machine, page)
    }

    fn add(
        &mut self,
        address: u32,
        region: &Region,
        claimed: u32,
        machine: Option<Assignee<&str>>,
        page: PageNumber,
    ) -> Row {
        let row = self.free.pop().unwrap_or_else(|| {
            let at = u32::try_from(self.addresses.len()).unwrap_or(u32::MAX);
            self.addresses.push(0);
            self.regions.push(0);
            self.claimed.push(0);
            self.pages.push(0);
            self.machines.push_idle();
            Row(at)
        });
        let region = self.region_number(region);
        write(&mut self.addresses, row, address);
        write(&mut self.regions, row, region);
        write(&mut self.claimed, row, claimed);
        write(&mut self.pages, row, page.0);
        self.index.insert(row.0, &self.addresses);
        self.idle += 1;
        self.set_machine(row, machine);
        row
    }

    /// Changes the machine, the one part of an address that can change. Region and date of the
    /// claim stay, whatever an answer leaves out.
    pub(crate) fn set_machine(&mut self, row: Row, machine: Option<Assignee<&str>>) {
        self.idle += usize::from(!self.is_idle(row));
        self.idle -= usize::from(machine.is_some());
        self.machines.set(row.index(), machine);
    }

    pub(crate) fn remove(&mut self, row: Row) {
        self.set_machine(row, None);
        self.idle -= 1;
        let region = self.region_index(row);
        if let Some((_, count)) = self.dictionary.get_mut(region) {
            *count -= 1;
        }
        self.index.remove(self.number(row), &self.addresses);
        self.free.push(row);
    }

    fn region_number(&mut self, region: &Region) -> u16 {
        let known = self.dictionary.iter().position(|(seen, _)| seen == region);
        let at = known.unwrap_or_else(|| {
            self.dictionary.push((region.clone(), 0));
            self.dictionary.len() - 1
        });
        if let Some((_, count)) = self.dictionary.get_mut(at) {
            *count += 1;
        }
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    fn date_number(&mut self, claimed: &Claimed) -> u32 {
        let text = match claimed {
            Claimed::At(at) => match at.to_seconds() {
                Some(seconds) => return seconds,
                None => at.iso(),
            },
            Claimed::Unreadable(text) => text.clone(),
        };
        self.unreadable.push(text);
        u32::try_from(self.unreadable.len() - 1)
            .map_or(u32::MAX, |place| UNREADABLE.saturating_add(place))
    }
}

fn write<T>(column: &mut [T], row: Row, value: T) {
    if let Some(cell) = column.get_mut(row.index()) {
        *cell = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(number: u32, machine: &str) -> PublicIp {
        PublicIp {
            address: Address::from_bits(number),
            region: Region::parse(["ny2", "ca1", "tyo9"][number as usize % 3]),
            claimed: Claimed::parse("2026-11-24T14:15:22.7Z"),
            machine: Assignee::parse(machine),
        }
    }

    #[test]
    fn an_address_comes_back_as_it_went_in() {
        let mut columns = Columns::default();
        let strange = PublicIp {
            claimed: Claimed::parse("last Tuesday"),
            ..ip(7, "ps\u{e9}\n7")
        };
        let far = PublicIp {
            claimed: Claimed::parse("2112-01-01T00:00:00Z"),
            ..ip(8, "")
        };
        for ip in [
            ip(1, "ps1"),
            ip(2, ""),
            ip(3, &"x".repeat(256)),
            ip(4, &"x".repeat(257)),
            strange,
            far,
        ] {
            let row = columns.insert(&ip, PageNumber::NONE);
            assert_eq!(columns.ip(row), ip);
            assert_eq!(columns.find(ip.address), Some(row));
        }
        assert_eq!((columns.len(), columns.idle()), (6, 2));
        assert_eq!(columns.regions()[1], (Region::parse("tyo9"), 2));
    }

    #[test]
    fn a_row_is_used_again_and_no_id_is_kept_for_ever() {
        let mut columns = Columns::default();
        let rows: Vec<Row> = (0..100)
            .map(|n| columns.insert(&ip(n, "psm9u09bwu5i"), PageNumber::NONE))
            .collect();
        for round in 0..1_000 {
            let row = rows[round % 100];
            let other = [
                Some(Assignee::Machine("psother")),
                None,
                Some(Assignee::Unreadable),
            ];
            columns.set_machine(row, other[round % 3]);
            columns.set_machine(row, Some(Assignee::Machine("psm9u09bwu5i")));
        }
        for row in &rows[..50] {
            columns.remove(*row);
        }
        assert_eq!((columns.len(), columns.idle()), (50, 0));
        for n in 200..250 {
            columns.insert(&ip(n, "psnew"), PageNumber::NONE);
        }
        assert_eq!(columns.addresses.len(), 100);
        assert!(
            columns.machines.length() < 3 * 4_096,
            "{}",
            columns.machines.length()
        );
        for row in &rows[50..] {
            assert_eq!(columns.machine_id(*row), Some("psm9u09bwu5i"));
        }
        let there: usize = columns.regions().iter().map(|(_, count)| count).sum();
        assert_eq!(there, 100);
    }

    #[test]
    fn it_is_empty_before_the_first_and_after_the_last_and_room_is_made_beforehand() {
        let mut columns = Columns::default();
        assert!(columns.is_empty());
        columns.reserve(100);
        assert!(columns.addresses.capacity() >= 100 && columns.is_empty());
        let row = columns.insert(&ip(1, ""), PageNumber::NONE);
        assert!(!columns.is_empty());
        columns.remove(row);
        assert!(columns.is_empty());
    }
}
