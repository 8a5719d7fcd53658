//! Numbers of addresses, by region and by use.

use model::domain::{Address, Region, Timestamp};
use model::state::UsageCounts;
use reactive_graph::traits::{Get, Set, With};

use super::ListSlice;

impl ListSlice {
    /// The regions that have a tab: the known ones, and any other that was seen.
    #[must_use]
    pub fn regions(&self) -> Vec<Region> {
        self.region_counts.with(|counts| counts.tabs())
    }

    /// How many addresses a region has, or all regions. None until a list of it was loaded to its end.
    #[must_use]
    pub fn region_count(&self, region: Option<&Region>) -> Option<usize> {
        self.region_counts.with(|counts| counts.count(region))
    }

    /// How the loaded addresses of a region, or of all regions, are used.
    #[must_use]
    pub fn usage_counts(&self, region: Option<&Region>) -> UsageCounts {
        self.list.with(|list| {
            self.machines.with(|machines| {
                let mut index = self.usage_index.borrow_mut();
                index.update(list, machines);
                index.counts(list, region)
            })
        })
    }

    /// How the loaded addresses of the tab are used, searched and filtered or not.
    #[must_use]
    pub fn tab_usage(&self) -> UsageCounts {
        self.usage_counts(self.view_options().region.as_ref())
    }

    /// The idle address of the tab that was claimed first, and when.
    #[must_use]
    pub fn oldest_idle(&self) -> Option<(Address, Timestamp)> {
        let row = self.tab_usage().oldest_idle?;
        self.with(|list| {
            let columns = list.columns();
            let claimed = Timestamp::from_seconds(columns.claimed(row)?);
            Some((columns.address(row), claimed))
        })
    }

    /// Takes over the regions of the list, and the counts of one at its end.
    pub(super) fn update_region_counts(&self) {
        let mut counts = self.region_counts.get();
        self.with(|list| counts.update_from(list));
        // Tabs and route follow it, so it is set only when it differs.
        if self.region_counts.with(|known| *known != counts) {
            self.region_counts.set(counts);
        }
    }
}
