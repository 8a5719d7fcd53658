//! The regions and their ranges of addresses.

use crate::address::ipv4;

/// A region of the vendor. Source: docs/api.md, Regions.
pub(crate) struct Region {
    /// The short code that `/public-ips` uses.
    pub(crate) code: &'static str,
    /// The long form that `/machines` answers.
    pub(crate) name: &'static str,
    /// The network address of the documentation range (a /24).
    documentation: u32,
    /// The network address of the part of 240.0.0.0/4 used beyond that range.
    reserved: u32,
}

pub(crate) static NY2: Region = Region {
    code: "ny2",
    name: "East Coast (NY2)",
    documentation: ipv4(203, 0, 113, 0),
    reserved: ipv4(240, 0, 0, 0),
};
pub(crate) static CA1: Region = Region {
    code: "ca1",
    name: "West Coast (CA1)",
    documentation: ipv4(198, 51, 100, 0),
    reserved: ipv4(241, 0, 0, 0),
};
pub(crate) static AMS1: Region = Region {
    code: "ams1",
    name: "Europe (AMS1)",
    documentation: ipv4(192, 0, 2, 0),
    reserved: ipv4(242, 0, 0, 0),
};

/// How many hosts a documentation range has: .1 to .254.
const HOSTS: u32 = 254;
/// How many addresses a region may draw from the reserved block.
const RESERVED: u32 = 1 << 24;

/// Finds the region with this short code.
pub(crate) fn by_code(code: &str) -> Option<&'static Region> {
    [&NY2, &CA1, &AMS1]
        .into_iter()
        .find(|region| region.code == code)
}

/// The long name of a region, or its code if the region is unknown.
pub(crate) fn long_name(code: &str) -> &str {
    by_code(code).map_or(code, |region| region.name)
}

impl Region {
    /// The address at a slot. Slots count the addresses of the region from 0.
    pub(crate) fn ip(&self, slot: u32) -> u32 {
        match slot.checked_sub(HOSTS) {
            None => self.documentation + 1 + slot,
            Some(beyond) => self.reserved + beyond,
        }
    }

    /// The slot of an address of this region.
    pub(crate) fn slot(&self, ip: u32) -> Option<u32> {
        let host = ip.wrapping_sub(self.documentation + 1);
        let beyond = ip.wrapping_sub(self.reserved);
        if host < HOSTS {
            Some(host)
        } else if beyond < RESERVED - HOSTS {
            Some(beyond + HOSTS)
        } else {
            None
        }
    }

    /// Every address of the region, lowest slot first.
    pub(crate) fn ips(&self) -> impl Iterator<Item = u32> {
        (0..RESERVED).map(|slot| self.ip(slot))
    }
}
