//! A search, prepared for many rows.

use super::ViewContext;
use crate::domain::{Address, Region};
use crate::state::list::text_matcher::TextMatcher;
use crate::state::{Columns, Row};

/// A prepared search.
pub(super) enum Search<'a> {
    /// A CIDR block such as `203.0.113.0/24`.
    Block(Block),
    /// A piece of an address, of its note, of its machine's ID or name, or the beginning of a word
    /// of its region.
    Text(Box<Text<'a>>),
}

/// A prepared text.
pub(super) struct Text<'a> {
    matcher: TextMatcher,
    /// For each region of the columns, whether it matches.
    regions: Vec<bool>,
    /// For each known machine, whether its name matches; empty if none does.
    machines: Vec<bool>,
    /// The addresses with matching notes, in order.
    noted: Vec<Address>,
    context: ViewContext<'a>,
}

impl<'a> Search<'a> {
    /// Prepares a search; `None` for a blank one.
    pub(super) fn new(text: &str, columns: &Columns, context: ViewContext<'a>) -> Option<Self> {
        if let Some(block) = Block::parse(text) {
            return Some(Self::Block(block));
        }
        let matcher = TextMatcher::new(text)?;
        let machines = context.directory.machines();
        let name_matches = |name: &str| matcher.matches_text(name);
        let machines = if machines.iter().any(|machine| name_matches(&machine.name)) {
            machines
                .iter()
                .map(|machine| name_matches(&machine.name))
                .collect()
        } else {
            Vec::new()
        };
        let regions = columns.regions().iter();
        Some(Self::Text(Box::new(Text {
            regions: regions
                .map(|(region, _)| region_matches(region, text))
                .collect(),
            machines,
            noted: context
                .notes
                .iter()
                .filter(|(_, note)| matcher.matches_text(note))
                .map(|(address, _)| address)
                .collect(),
            matcher,
            context,
        })))
    }

    /// Whether a row matches.
    pub(super) fn matches(&self, columns: &Columns, row: Row) -> bool {
        match self {
            Self::Block(block) => block.contains(columns.number(row)),
            Self::Text(text) => text.matches(columns, row),
        }
    }
}

impl Text<'_> {
    fn matches(&self, columns: &Columns, row: Row) -> bool {
        let has = |flags: &[bool], place: usize| flags.get(place).copied().unwrap_or_default();
        self.matcher.matches_address(columns.number(row))
            || has(&self.regions, columns.region_index(row))
            || self.noted.binary_search(&columns.address(row)).is_ok()
            || columns.machine_id(row).is_some_and(|id| {
                self.matcher.matches_text(id)
                    || (!self.machines.is_empty()
                        && self
                            .context
                            .machine(columns, row)
                            .is_some_and(|place| has(&self.machines, place)))
            })
    }
}

/// Whether a word of a region's name begins with the text: `ny`, `east`, `new york`. A single
/// letter, and digits alone, mean pieces of addresses and IDs.
fn region_matches(region: &Region, text: &str) -> bool {
    let text = text.trim();
    if text.len() < 2 || !text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return false;
    }
    let names = [
        region.code(),
        region.name(),
        region.city().unwrap_or_default(),
    ];
    names.into_iter().any(|name| {
        let mut before = b' ';
        name.bytes().enumerate().any(|(at, byte)| {
            let begins = !before.is_ascii_alphanumeric();
            before = byte;
            let piece = name.as_bytes().get(at..at + text.len());
            begins && piece.is_some_and(|piece| piece.eq_ignore_ascii_case(text.as_bytes()))
        })
    })
}

/// A CIDR block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    network: u32,
    mask: u32,
}

impl Block {
    /// Reads `203.0.113.0/24`. Any address inside stands for the block's first one.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (address, length) = text.trim().split_once('/')?;
        let address: Address = address.trim_end().parse().ok()?;
        if !address.is_ipv4() {
            return None;
        }
        let length: u32 = length.trim_start().parse().ok()?;
        if length > 32 {
            return None;
        }
        // A shift by all 32 bits overflows.
        let mask = u32::MAX.checked_shl(32 - length).unwrap_or_default();
        Some(Self {
            network: address.to_bits() & mask,
            mask,
        })
    }

    fn contains(self, number: u32) -> bool {
        Address::from_bits(number).is_ipv4() && number & self.mask == self.network
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_holds_its_addresses_and_no_other() {
        let number = |text: &str| text.parse::<Address>().unwrap().to_bits();
        for (block, inside, outside) in [
            ("203.0.113.0/24", "203.0.113.255", "203.0.114.0"),
            (" 203.0.113.77 / 24 ", "203.0.113.0", "203.0.112.255"),
            ("10.0.0.0/8", "10.255.0.1", "11.0.0.0"),
            ("203.0.113.7/32", "203.0.113.7", "203.0.113.6"),
            ("128.0.0.0/1", "239.255.255.255", "127.255.255.255"),
        ] {
            let block = Block::parse(block).unwrap();
            assert!(block.contains(number(inside)), "{block:?}");
            assert!(!block.contains(number(outside)), "{block:?}");
        }
        let all = Block::parse("0.0.0.0/0").unwrap();
        assert!(all.contains(0) && all.contains(number("239.255.255.255")));
        assert!(!all.contains(number("2001:db8::7")), "it is not IPv4");
        for text in [
            "",
            "/",
            "203.0.113.0",
            "203.0.113.0/",
            "203.0.113/24",
            "203.0.113.0/33",
            "web/1",
            "2001:db8::/32",
            "203.0.113.0/-1",
        ] {
            assert_eq!(Block::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_region_is_meant_by_the_beginning_of_a_word() {
        for (region, text, meant) in [
            (Region::Ny2, "ny2", true),
            (Region::Ny2, "NY", true),
            (Region::Ny2, " east ", true),
            (Region::Ny2, "East Coast (N", true),
            (Region::Ny2, "new york", true),
            (Region::Ny2, "coast", true),
            (Region::Ny2, "oast", false),
            (Region::Ny2, "n", false),
            (Region::Ny2, "2", false),
            (Region::Ca1, "a1", false),
            (Region::Ca1, "ny", false),
            (Region::Other("East Asia (LON1)".to_owned()), "lon", true),
            (Region::Other(String::new()), "unknown", true),
        ] {
            assert_eq!(
                region_matches(&region, text),
                meant,
                "{text} and {region:?}"
            );
        }
    }
}
