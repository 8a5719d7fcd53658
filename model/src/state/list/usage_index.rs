//! The usage of each row, and the counts of each region.

use crate::domain::{Assignee, Region, Timestamp};
use crate::state::Directory;
use crate::state::view::LONG_IDLE_DAYS;
use crate::state::{AddressList, Columns, Row, Ticket};
use crate::state::{Filter, Usage};

/// The number of addresses of each usage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UsageCounts {
    /// Assigned to a machine that exists or is unknown.
    pub assigned: usize,
    /// Assigned to no machine.
    pub idle: usize,
    /// Those of them that were claimed more than 90 days ago.
    pub long_idle: usize,
    /// Assigned to a machine that no longer exists.
    pub orphaned: usize,
    /// Idle in the list, while a machine says that it has the address.
    pub disputed: usize,
    /// The idle address with the oldest claim.
    pub oldest_idle: Option<Row>,
}

/// The usages of a list. An update looks up only rows whose machine has changed: a page costs a
/// walk through a few numbers of each row, and no hash.
#[derive(Clone, Debug, Default)]
pub struct UsageIndex {
    source: Option<(Ticket, Option<Ticket>, u32)>,
    /// The claim from which on an idle address is young, in seconds since 1970.
    young_from: u32,
    /// By row.
    rows: Vec<RowUsage>,
    /// By region, in the order of the columns.
    counts: Vec<UsageCounts>,
}

/// The usage of a row.
#[derive(Clone, Copy, Debug)]
struct RowUsage {
    /// The mark of the machine it was found for, or of the idle address.
    mark: u64,
    usage: Usage,
    /// The machine's position in the directory, once that is settled; or [`NOWHERE`].
    machine: u32,
}

const NOWHERE: u32 = u32::MAX;

/// The mark of an idle address, beside its number. No machine has it: it is longer than any ID.
const IDLE: u64 = 0xffff << 32;

impl RowUsage {
    /// A row not looked up yet. No machine has this mark: it is longer than any ID.
    const NOTHING: Self = Self {
        mark: u64::MAX,
        usage: Usage::Idle,
        machine: NOWHERE,
    };

    fn new(columns: &Columns, row: Row, mark: u64, directory: &Directory) -> Self {
        let assignee = columns.assignee(row);
        let is_settled = directory.is_settled();
        let place = columns
            .machine_id(row)
            .filter(|_| is_settled)
            .and_then(|id| directory.position(id));
        let is_disputed = || is_settled && directory.holder(columns.address(row)).is_some();
        let machine = place.and_then(|place| u32::try_from(place).ok());
        Self {
            mark,
            usage: match assignee {
                None if is_disputed() => Usage::Disputed,
                None => Usage::Idle,
                Some(Assignee::Machine(_)) if directory.is_complete() && machine.is_none() => {
                    Usage::Orphaned
                }
                Some(Assignee::Machine(_) | Assignee::Unreadable) => Usage::Assigned,
            },
            machine: machine.unwrap_or(NOWHERE),
        }
    }
}

impl UsageCounts {
    /// The number of all addresses.
    #[must_use]
    pub fn total(&self) -> usize {
        self.assigned + self.idle + self.orphaned + self.disputed
    }

    /// The number of addresses that a filter shows.
    #[must_use]
    pub fn matching(&self, filter: Filter) -> usize {
        match filter {
            Filter::All => self.total(),
            Filter::Only(Usage::Assigned) => self.assigned,
            Filter::Only(Usage::Idle) => self.idle,
            Filter::LongIdle => self.long_idle,
            Filter::Only(Usage::Orphaned) => self.orphaned,
            Filter::Only(Usage::Disputed) => self.disputed,
        }
    }

    fn add(&mut self, other: &Self, columns: &Columns) {
        self.assigned += other.assigned;
        self.idle += other.idle;
        self.long_idle += other.long_idle;
        self.orphaned += other.orphaned;
        self.disputed += other.disputed;
        if let Some(row) = other.oldest_idle {
            self.note_idle(row, columns);
        }
    }

    /// Keeps the oldest idle address; an unreadable date never is.
    fn note_idle(&mut self, row: Row, columns: &Columns) {
        let is_older = match self.oldest_idle.and_then(|oldest| columns.claimed(oldest)) {
            None => columns.claimed(row).is_some(),
            Some(oldest) => columns.claimed(row).is_some_and(|claimed| claimed < oldest),
        };
        if is_older {
            self.oldest_idle = Some(row);
        }
    }
}

impl UsageIndex {
    /// Sets the time by which the next update counts ages, to the minute. Returns the claim from which
    /// on an idle address is young, in seconds since 1970.
    pub fn set_time(&mut self, now: Timestamp) -> u32 {
        let minute = now.to_seconds().unwrap_or_default() / 60 * 60;
        self.young_from = minute.saturating_sub(LONG_IDLE_DAYS * 24 * 60 * 60);
        self.young_from
    }

    /// Counts the list again if it or the known machines have changed.
    pub fn update(&mut self, list: &AddressList, directory: &Directory) {
        // No address is orphaned while machines are missing, and none is looked up while they arrive.
        let directory_revision = directory.is_settled().then(|| directory.revision());
        let now = Some((list.revision(), directory_revision, self.young_from));
        if self.source == now {
            return;
        }
        if self
            .source
            .is_none_or(|(_, before, _)| before != directory_revision)
        {
            self.rows.clear();
        }
        self.source = now;
        self.counts.clear();
        let columns = list.columns();
        self.counts
            .resize(columns.regions().len(), UsageCounts::default());
        for row in list.rows() {
            let usage = self.look_up(columns, *row, directory);
            let is_old = self.is_old(columns, *row);
            if let Some(count) = self.counts.get_mut(columns.region_index(*row)) {
                match usage {
                    Usage::Assigned => count.assigned += 1,
                    Usage::Orphaned => count.orphaned += 1,
                    Usage::Disputed => count.disputed += 1,
                    Usage::Idle => {
                        count.idle += 1;
                        count.long_idle += usize::from(is_old);
                        count.note_idle(*row, columns);
                    }
                }
            }
        }
    }

    /// The usage of an address.
    #[must_use]
    pub fn usage(&self, row: Row) -> Usage {
        self.rows
            .get(row.index())
            .map_or(Usage::Idle, |row| row.usage)
    }

    /// Whether an address is idle and was claimed more than 90 days ago.
    pub(crate) fn is_long_idle(&self, columns: &Columns, row: Row) -> bool {
        self.usage(row) == Usage::Idle && self.is_old(columns, row)
    }

    /// An unreadable date is no age.
    fn is_old(&self, columns: &Columns, row: Row) -> bool {
        let claimed = columns.claimed(row);
        claimed.is_some_and(|claimed| claimed < self.young_from)
    }

    /// The position of a row's machine in the directory; without a hash if the directory was
    /// settled at the last update.
    pub(crate) fn machine(
        &self,
        row: Row,
        columns: &Columns,
        directory: &Directory,
    ) -> Option<usize> {
        let directory_revision = self
            .source
            .and_then(|(_, directory_revision, _)| directory_revision);
        if directory_revision != Some(directory.revision()) {
            return directory.position(columns.machine_id(row)?);
        }
        let usage = self.rows.get(row.index())?;
        (usage.machine != NOWHERE).then_some(usage.machine as usize)
    }

    /// The counts of a region; `None` means all regions.
    #[must_use]
    pub fn counts(&self, list: &AddressList, region: Option<&Region>) -> UsageCounts {
        let columns = list.columns();
        let mut sum = UsageCounts::default();
        for ((other, _), count) in columns.regions().iter().zip(&self.counts) {
            if region.is_none_or(|region| region == other) {
                sum.add(count, columns);
            }
        }
        sum
    }

    fn look_up(&mut self, columns: &Columns, row: Row, directory: &Directory) -> Usage {
        let mark = if columns.is_idle(row) {
            IDLE | u64::from(columns.number(row))
        } else {
            columns.machine_mark(row)
        };
        if self.rows.len() <= row.index() {
            self.rows.resize(row.index() + 1, RowUsage::NOTHING);
        }
        let Some(usage) = self.rows.get_mut(row.index()) else {
            return Usage::Idle;
        };
        if usage.mark != mark {
            *usage = RowUsage::new(columns, row, mark, directory);
        }
        usage.usage
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Address, Claimed, Machine, PublicIp};
    use crate::state::test_support::TestRng;
    use crate::state::test_support::fixtures;

    fn by_hand(list: &AddressList, directory: &Directory, region: Option<&Region>) -> [usize; 3] {
        let columns = list.columns();
        let mut counts = [0; 3];
        for row in list.rows() {
            if region.is_none_or(|region| columns.region(*row) == region) {
                let place = match columns.assignee(*row) {
                    None => 1,
                    Some(Assignee::Machine(id)) if directory.is_orphan(id) => 2,
                    Some(_) => 0,
                };
                counts[place] += 1;
            }
        }
        counts
    }

    fn directory(ids: &[String]) -> Directory {
        fixtures::directory(ids.iter().map(|id| (id.as_str(), "")))
    }

    /// Random changes; after each, the counts are those of counting every row.
    #[test]
    fn it_counts_what_counting_every_row_counts() {
        let mut rng = TestRng(23);
        let ips = fixtures::ips(300, &mut rng);
        let ids: Vec<String> = ips
            .iter()
            .filter_map(|ip| Some(ip.machine_id()?.as_str().to_owned()))
            .collect();
        let some: Vec<String> = ids.iter().step_by(2).cloned().collect();
        let mut list = fixtures::list(ips.clone());
        let directories = [Directory::default(), directory(&ids), directory(&some)];
        let mut usages = UsageIndex::default();
        for step in 0..3_000 {
            let ip = &ips[rng.below(ips.len())];
            match rng.below(4) {
                0 => list.remove(ip.address),
                1 => list.upsert(PublicIp {
                    machine: None,
                    ..ip.clone()
                }),
                _ => list.upsert(PublicIp {
                    machine: Assignee::parse(rng.pick(&["gone", " ", &ids[0], &ids[1]])),
                    ..ip.clone()
                }),
            }
            let directory = &directories[step / 100 % 3];
            usages.update(&list, directory);
            for row in list.rows() {
                let columns = list.columns();
                let id = columns.machine_id(*row);
                let place = id.and_then(|id| directory.position(id));
                assert_eq!(usages.machine(*row, columns, directory), place, "{step}");
            }
            for region in [None, Some(&Region::Ny2), Some(&Region::parse("tyo9"))] {
                let count = usages.counts(&list, region);
                let counts = [count.assigned, count.idle, count.orphaned];
                assert_eq!(counts, by_hand(&list, directory, region), "{step}");
                assert_eq!(count.total(), counts.iter().sum::<usize>());
                let idle = list.rows().iter().filter(|row| {
                    usages.usage(**row) == Usage::Idle
                        && region.is_none_or(|it| list.columns().region(**row) == it)
                });
                let oldest = idle.filter_map(|row| list.columns().claimed(*row)).min();
                let found = count
                    .oldest_idle
                    .and_then(|row| list.columns().claimed(row));
                assert_eq!(found, oldest, "{step}");
            }
        }
    }

    #[test]
    fn machines_of_another_directory_are_looked_up() {
        let list = fixtures::list(fixtures::ips(20, &mut TestRng(7)));
        let row = *list
            .rows()
            .iter()
            .find(|row| list.columns().machine_id(**row).is_some())
            .unwrap();
        let id = list.columns().machine_id(row).unwrap().to_owned();
        let (before, after) = (
            directory(std::slice::from_ref(&id)),
            directory(&["other".to_owned(), id]),
        );
        let mut usages = UsageIndex::default();
        usages.update(&list, &before);
        let place = |directory| usages.machine(row, list.columns(), directory);
        assert_eq!((place(&before), place(&after)), (Some(0), Some(1)));
    }

    /// The panel then names the same address as long as it is idle.
    #[test]
    fn of_equally_old_addresses_the_first_is_the_oldest() {
        let ip = |last| PublicIp {
            address: Address::new(203, 0, 113, last),
            region: Region::Ny2,
            claimed: Claimed::parse("2026-11-24T14:15:22Z"),
            machine: None,
        };
        let list = fixtures::list(vec![ip(9), ip(7), ip(8)]);
        let mut usages = UsageIndex::default();
        usages.update(&list, &Directory::default());
        let oldest = usages.counts(&list, None).oldest_idle;
        assert_eq!(oldest, list.rows().first().copied());
    }

    /// A row that another address took over is looked up again, although both are idle.
    #[test]
    fn an_idle_address_that_a_machine_says_it_has_is_disputed() {
        let ip = |last| PublicIp {
            address: Address::new(203, 0, 113, last),
            region: Region::Ny2,
            claimed: Claimed::parse("2026-11-24T14:15:22Z"),
            machine: None,
        };
        let witness = Machine {
            public: Some(Address::new(203, 0, 113, 8)),
            is_static: true,
            ..fixtures::machine("ps1", "web-01")
        };
        let directory = fixtures::directory_of(vec![witness]);
        let mut list = fixtures::list(vec![ip(7), ip(9)]);
        let mut usages = UsageIndex::default();
        let mut counts = |list: &AddressList, directory| {
            usages.update(list, directory);
            let counts = usages.counts(list, None);
            [counts.idle, counts.disputed, counts.total()]
        };
        assert_eq!(counts(&list, &directory), [2, 0, 2]);
        list.remove(Address::new(203, 0, 113, 7));
        list.upsert(ip(8));
        assert_eq!(counts(&list, &directory), [1, 1, 2]);
        assert_eq!(counts(&list, &Directory::default()), [2, 0, 2]);
    }

    /// To the minute, and by its claim.
    #[test]
    fn an_address_is_idle_for_long_once_it_was_claimed_more_than_ninety_days_ago() {
        let ip = |last, claimed: &str, machine: &str| PublicIp {
            address: Address::new(203, 0, 113, last),
            region: Region::Ny2,
            claimed: Claimed::parse(claimed),
            machine: Assignee::parse(machine),
        };
        let list = fixtures::list(vec![
            ip(1, "2026-08-26T12:00:30Z", ""),
            ip(2, "2026-08-26T12:00:00Z", ""),
            ip(3, "2026-01-01T00:00:00Z", ""),
            ip(4, "2026-01-01T00:00:00Z", "web"),
            ip(5, "long ago", ""),
        ]);
        let mut usages = UsageIndex::default();
        let mut count = |now: &str| {
            usages.set_time(Timestamp::parse(now).unwrap());
            usages.update(&list, &Directory::default());
            let rows = list.rows().iter();
            let old = rows.filter(|row| usages.is_long_idle(list.columns(), **row));
            let counts = usages.counts(&list, None);
            assert_eq!(old.count(), counts.long_idle);
            assert_eq!((counts.idle, counts.total()), (4, 5));
            counts.matching(Filter::LongIdle)
        };
        assert_eq!(count("2026-11-24T12:00:59Z"), 1);
        assert_eq!(count("2026-11-24T12:01:00Z"), 3);
        assert_eq!(count("2026-03-01T00:00:00Z"), 0);
        // Before any time is known nothing is old.
        assert_eq!(UsageIndex::default().young_from, 0);
    }

    #[test]
    fn each_filter_has_its_count() {
        let count = UsageCounts {
            assigned: 1,
            idle: 2,
            long_idle: 1,
            orphaned: 4,
            disputed: 8,
            oldest_idle: None,
        };
        assert_eq!(
            Filter::ALL.map(|filter| count.matching(filter)),
            [15, 1, 2, 1, 4, 8]
        );
    }
}
