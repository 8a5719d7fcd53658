//! Regions seen, and the number of addresses in each.

use crate::domain::{KNOWN_REGIONS, PublicIp, Region};
use crate::state::{AddressList, Tail};
use crate::wire::ListQuery;

/// Regions and counts. A count appears once a list is loaded to its end, and follows the edits made
/// here from then on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegionCounts {
    total: Option<usize>,
    /// The few regions seen, each once, sorted.
    regions: Vec<(Region, Option<usize>)>,
}

impl RegionCounts {
    /// Takes in the regions of a list and, once it is loaded to its end, their counts.
    pub fn update_from(&mut self, list: &AddressList) {
        for (region, _) in list.columns().regions() {
            self.update(region, |count| count);
        }
        let query = list.query();
        if !list.covers(query) {
            // It shows that some can't be counted, so an earlier count is not known to be true.
            if matches!(list.tail(), Tail::End(_)) {
                self.forget(query.region.as_ref());
            }
            return;
        }
        match &query.region {
            Some(region) => self.update(region, |_| Some(list.len())),
            None => {
                self.total = Some(list.len());
                for region in &KNOWN_REGIONS {
                    self.update(region, |count| count);
                }
                // A region seen before, and absent from the whole list, is empty.
                for (region, count) in &mut self.regions {
                    let counted = list.columns().regions().iter();
                    let now = counted.filter(|(seen, _)| seen == region);
                    *count = Some(now.map(|(_, count)| count).sum());
                }
            }
        }
    }

    /// Forgets the count of a region, or all of them.
    fn forget(&mut self, region: Option<&Region>) {
        match region {
            Some(region) => self.update(region, |_| None),
            None => {
                self.total = None;
                for (_, count) in &mut self.regions {
                    *count = None;
                }
            }
        }
    }

    /// Counts a claimed address, before the list shows it. A whole list that
    /// shows it already has counted it.
    pub fn add(&mut self, ip: &PublicIp, list: &AddressList) {
        let is_listed_so = list.contains(ip.address);
        self.adjust(ip, is_listed_so, list, |count| count + 1);
    }

    /// Counts a released address no more, before it leaves the list. A whole
    /// list that lacks it already has not counted it.
    pub fn remove(&mut self, ip: &PublicIp, list: &AddressList) {
        let is_listed_so = !list.contains(ip.address);
        self.adjust(ip, is_listed_so, list, |count| count.saturating_sub(1));
    }

    fn adjust(
        &mut self,
        ip: &PublicIp,
        is_listed_so: bool,
        list: &AddressList,
        change: fn(usize) -> usize,
    ) {
        let is_counted = |region: Option<&Region>| {
            let query = ListQuery {
                region: region.cloned(),
                ..ListQuery::default()
            };
            is_listed_so && list.covers(&query)
        };
        if !is_counted(None) {
            self.total = self.total.map(change);
        }
        if !is_counted(Some(&ip.region)) {
            self.update(&ip.region, |count| count.map(change));
        }
    }

    /// The regions of the tabs: known ones first, then others seen that have a name to request.
    #[must_use]
    pub fn tabs(&self) -> Vec<Region> {
        let others = self
            .regions
            .iter()
            .map(|(region, _)| region)
            .filter(|region| matches!(region, Region::Other(name) if !name.is_empty()));
        KNOWN_REGIONS.iter().chain(others).cloned().collect()
    }

    /// Whether an address in this region was seen.
    #[must_use]
    pub fn has_seen(&self, region: &Region) -> bool {
        self.regions.iter().any(|(seen, _)| seen == region)
    }

    /// The number of addresses in a tab, if known; `None` means all regions.
    #[must_use]
    pub fn count(&self, region: Option<&Region>) -> Option<usize> {
        match region {
            Some(region) => self.regions.iter().find(|(seen, _)| seen == region)?.1,
            None => self.total,
        }
    }

    /// Changes the count of a region, which counts as seen.
    fn update(&mut self, region: &Region, change: impl FnOnce(Option<usize>) -> Option<usize>) {
        match self.regions.binary_search_by(|(seen, _)| seen.cmp(region)) {
            Ok(at) => {
                if let Some((_, count)) = self.regions.get_mut(at) {
                    *count = change(*count);
                }
            }
            Err(at) => self.regions.insert(at, (region.clone(), change(None))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Address, Claimed};
    use crate::wire::{Cursor, Next, Page};

    fn ip((last, region): (u8, &&str)) -> PublicIp {
        PublicIp {
            address: Address::new(203, 0, 113, last),
            region: Region::parse(region),
            claimed: Claimed::parse("2026-01-01T00:00:00Z"),
            machine: None,
        }
    }

    /// A list that continues after a page of addresses in these regions, or ends with it.
    fn list(region: Option<Region>, regions: &[&str], next: Next) -> AddressList {
        let mut list = AddressList::new(ListQuery {
            region,
            ..ListQuery::default()
        });
        let wanted = list.next_page().unwrap();
        let page = Page {
            items: (1..).zip(regions).map(ip).collect(),
            skipped: 0,
            next,
        };
        assert!(list.settle(wanted.ticket, Ok(page)));
        list
    }

    fn part(regions: &[&str]) -> AddressList {
        list(None, regions, Next::Page(Cursor::parse("more").unwrap()))
    }

    fn whole(regions: &[&str]) -> AddressList {
        list(None, regions, Next::End)
    }

    fn tokyo() -> Region {
        Region::Other("tyo9".to_owned())
    }

    #[test]
    fn a_list_that_cannot_be_counted_takes_the_counts_back() {
        let mut counts = RegionCounts::default();
        counts.update_from(&whole(&["ny2", "ca1"]));
        counts.update_from(&part(&["ny2"]));
        assert_eq!(counts.count(None), Some(2), "the rest may follow");
        let of_one = list(Some(Region::Ca1), &[], Next::MissingCursor);
        counts.update_from(&of_one);
        let known = |counts: &RegionCounts| {
            [None, Some(&Region::Ny2), Some(&Region::Ca1)].map(|region| counts.count(region))
        };
        assert_eq!(known(&counts), [Some(2), Some(1), None]);
        counts.update_from(&list(None, &["ny2"], Next::MissingCursor));
        assert_eq!(known(&counts), [None, None, None]);
    }

    #[test]
    fn the_known_regions_come_first_and_a_seen_one_gets_a_tab() {
        let mut counts = RegionCounts::default();
        assert_eq!(counts.tabs(), KNOWN_REGIONS);
        assert!(!counts.has_seen(&tokyo()));
        counts.update_from(&part(&["tyo9", "ams1", "tyo9", "lon1"]));
        let london = Region::Other("lon1".to_owned());
        assert_eq!(counts.tabs()[..3], KNOWN_REGIONS);
        assert_eq!(counts.tabs()[3..], [london, tokyo()]);
        assert!(counts.has_seen(&tokyo()));
        assert!(!counts.has_seen(&Region::Ny2));
    }

    #[test]
    fn a_region_without_a_name_has_no_tab() {
        let mut counts = RegionCounts::default();
        counts.update_from(&part(&["", "ny2"]));
        assert_eq!(counts.tabs(), KNOWN_REGIONS);
    }

    #[test]
    fn nothing_is_counted_before_a_list_is_whole() {
        let mut counts = RegionCounts::default();
        let list = part(&["ny2", "tyo9"]);
        counts.update_from(&list);
        counts.add(&ip((3, &"ny2")), &list);
        counts.remove(&ip((2, &"tyo9")), &list);
        for region in [None, Some(&Region::Ny2), Some(&Region::Ca1), Some(&tokyo())] {
            assert_eq!(counts.count(region), None);
        }
    }

    #[test]
    fn a_whole_list_of_all_regions_counts_each_and_the_empty_ones() {
        let mut counts = RegionCounts::default();
        counts.update_from(&whole(&["ny2", "tyo9", "ny2"]));
        assert_eq!(counts.count(None), Some(3));
        assert_eq!(counts.count(Some(&Region::Ny2)), Some(2));
        assert_eq!(counts.count(Some(&Region::Ca1)), Some(0));
        assert_eq!(counts.count(Some(&Region::Ams1)), Some(0));
        assert_eq!(counts.count(Some(&tokyo())), Some(1));

        counts.update_from(&whole(&["ca1"]));
        assert_eq!(counts.count(None), Some(1));
        assert_eq!(counts.count(Some(&Region::Ny2)), Some(0));
        assert_eq!(counts.count(Some(&tokyo())), Some(0));
        assert!(counts.has_seen(&tokyo()), "its tab stays");
    }

    #[test]
    fn a_whole_list_of_one_region_counts_that_one_alone() {
        let mut counts = RegionCounts::default();
        counts.update_from(&list(Some(Region::Ca1), &["ca1", "ca1"], Next::End));
        assert_eq!(counts.count(Some(&Region::Ca1)), Some(2));
        assert_eq!(counts.count(Some(&Region::Ny2)), None);
        assert_eq!(counts.count(None), None);
        counts.update_from(&list(Some(Region::Ca1), &[], Next::End));
        assert_eq!(counts.count(Some(&Region::Ca1)), Some(0));
    }

    #[test]
    fn counts_follow_what_is_claimed_and_released() {
        let mut counts = RegionCounts::default();
        counts.update_from(&whole(&["ny2"]));
        let counted = |counts: &RegionCounts| [None, Some(&Region::Ny2)].map(|it| counts.count(it));
        let no_more_than_a_part = part(&["ny2"]);
        counts.add(&ip((2, &"ny2")), &no_more_than_a_part);
        assert_eq!(counted(&counts), [Some(2); 2]);
        for left in [1, 0, 0] {
            counts.remove(&ip((2, &"ny2")), &no_more_than_a_part);
            assert_eq!(counted(&counts), [Some(left); 2]);
        }
    }

    #[test]
    fn what_a_whole_list_has_counted_is_not_counted_again() {
        let mut counts = RegionCounts::default();
        let with = whole(&["ny2", "ca1"]);
        let claimed = ip((1, &"ny2"));
        counts.update_from(&with);
        // A refresh brought it before the claim was answered.
        counts.add(&claimed, &with);
        assert_eq!(counts.count(None), Some(2));
        assert_eq!(counts.count(Some(&Region::Ny2)), Some(1));
        counts.remove(&claimed, &with);
        assert_eq!(counts.count(None), Some(1));
        assert_eq!(counts.count(Some(&Region::Ny2)), Some(0));

        // A list of its region has not counted the others, nor all of them.
        let without = list(Some(Region::Ny2), &[], Next::End);
        counts.update_from(&with);
        counts.update_from(&without);
        counts.remove(&claimed, &without);
        assert_eq!(counts.count(None), Some(1));
        assert_eq!(counts.count(Some(&Region::Ny2)), Some(0));
    }
}
