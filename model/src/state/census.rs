//! Which regions there are and how many addresses each has, as far as known.

use std::collections::BTreeMap;

use crate::domain::{KNOWN_REGIONS, PublicIp, Region};

/// Regions and counts. A count is there only once a list has been loaded to
/// its end, and follows the changes made here from then on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    total: Option<usize>,
    regions: BTreeMap<Region, Option<usize>>,
}

impl Census {
    /// Notes that addresses exist in these regions.
    pub fn see<'a>(&mut self, ips: impl IntoIterator<Item = &'a PublicIp>) {
        for ip in ips {
            if !self.regions.contains_key(&ip.region) {
                self.regions.insert(ip.region.clone(), None);
            }
        }
    }

    /// Takes the counts of a list that was loaded to its end: of one region,
    /// or of all of them.
    pub fn count<'a>(
        &mut self,
        region: Option<&Region>,
        ips: impl IntoIterator<Item = &'a PublicIp>,
    ) {
        let mut found: BTreeMap<&Region, usize> = BTreeMap::new();
        let mut total = 0;
        for ip in ips {
            *found.entry(&ip.region).or_default() += 1;
            total += 1;
        }
        match region {
            Some(region) => {
                self.regions.insert(region.clone(), Some(total));
            }
            None => {
                self.total = Some(total);
                for region in KNOWN_REGIONS.iter().chain(found.keys().copied()) {
                    self.regions.insert(
                        region.clone(),
                        Some(found.get(region).copied().unwrap_or(0)),
                    );
                }
            }
        }
    }

    /// One address more in a region.
    pub fn add(&mut self, region: &Region) {
        self.total = self.total.map(|count| count + 1);
        let count = self.regions.entry(region.clone()).or_default();
        *count = count.map(|count| count + 1);
    }

    /// One address less in a region.
    pub fn remove(&mut self, region: &Region) {
        self.total = self.total.map(|count| count.saturating_sub(1));
        let count = self.regions.entry(region.clone()).or_default();
        *count = count.map(|count| count.saturating_sub(1));
    }

    /// The regions of the tabs: the known ones first, then any other that was seen.
    #[must_use]
    pub fn tabs(&self) -> Vec<Region> {
        let others = self
            .regions
            .keys()
            .filter(|region| matches!(region, Region::Other(_)));
        KNOWN_REGIONS.iter().chain(others).cloned().collect()
    }

    /// Whether an address in this region was seen.
    #[must_use]
    pub fn has_seen(&self, region: &Region) -> bool {
        self.regions.contains_key(region)
    }

    /// How many addresses a tab holds, where that is known; none means all regions.
    #[must_use]
    pub fn count_of(&self, region: Option<&Region>) -> Option<usize> {
        match region {
            Some(region) => self.regions.get(region).copied().flatten(),
            None => self.total,
        }
    }
}
