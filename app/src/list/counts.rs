//! Numbers of addresses, by region and by use.

use model::domain::{Address, Region, Timestamp};
use model::state::{AddressList, UsageCounts};
use model::wire::LARGEST_PAGE;
use reactive_graph::traits::{Get, Set, With};

use super::ListSlice;

impl ListSlice {
    /// The regions with a tab: the known ones first, then others of loaded addresses.
    #[must_use]
    pub fn regions(&self) -> Vec<Region> {
        self.region_counts.with(|counts| counts.tabs())
    }

    /// How many addresses a region has, or all regions. None before a list of it is loaded to its end.
    #[must_use]
    pub fn region_count(&self, region: Option<&Region>) -> Option<usize> {
        self.region_counts.with(|counts| counts.count(region))
    }

    /// The loaded addresses of a region, or of all regions, by use.
    #[must_use]
    pub fn usage_counts(&self, region: Option<&Region>) -> UsageCounts {
        self.list.with(|list| {
            self.machines.with(|machines| {
                let mut index = self.usage_index.borrow_mut();
                index.set_time(self.time.now());
                index.update(list, machines);
                index.counts(list, region)
            })
        })
    }

    /// The loaded addresses of the tab by use, whatever is searched and filtered.
    #[must_use]
    pub fn tab_usage(&self) -> UsageCounts {
        self.usage_counts(self.view_options().region.as_ref())
    }

    /// Whether every address of the tab is loaded and readable. Until then each of its figures
    /// counts a part.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.list.with(|list| list.covers(list.query()))
    }

    /// About how many requests load the rest, where the number of all addresses is known from an
    /// earlier list.
    #[must_use]
    pub fn rest_requests(&self) -> Option<usize> {
        let total = self.region_count(self.query().region.as_ref())?;
        let rest = total.saturating_sub(self.list.with(AddressList::len));
        (rest > 0).then(|| rest.div_ceil(LARGEST_PAGE.into()))
    }

    /// The idle address of the tab with the earliest claim, and its date. `None` until the list is
    /// whole: the newest addresses are loaded first, so an older one may follow.
    #[must_use]
    pub fn oldest_idle(&self) -> Option<(Address, Timestamp)> {
        if !self.is_whole() {
            return None;
        }
        let row = self.tab_usage().oldest_idle?;
        self.with(|list| {
            let columns = list.columns();
            let claimed = Timestamp::from_seconds(columns.claimed(row)?);
            Some((columns.address(row), claimed))
        })
    }

    /// Updates regions and counts from the list.
    pub(super) fn update_region_counts(&self) {
        let mut counts = self.region_counts.get();
        self.with(|list| counts.update_from(list));
        // Set only when it differs: tabs and route follow it.
        if self.region_counts.with(|known| *known != counts) {
            self.region_counts.set(counts);
        }
    }
}
