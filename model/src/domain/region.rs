//! Regions: three known ones, and any other the service may name.

/// A region. The vendor's schema leaves it an open string, so an unknown one stays visible under
/// its own name (`docs/api.md`, Regions).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Region {
    /// East Coast, New York City.
    Ny2,
    /// West Coast, Santa Clara.
    Ca1,
    /// Europe, Amsterdam.
    Ams1,
    /// An unknown region, as the service wrote it; empty if it named none.
    Other(String),
}

/// The regions of the vendor's reference page, in the order of the tabs.
pub const KNOWN_REGIONS: [Region; 3] = [Region::Ny2, Region::Ca1, Region::Ams1];

impl Region {
    /// Reads a code alone (`ny2`) or in brackets (`East Coast (NY2)`), in any case (`docs/api.md`,
    /// Regions).
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        let code = match text.rsplit_once('(') {
            Some((_, rest)) => rest.trim_end_matches(')').trim(),
            None => text,
        };
        KNOWN_REGIONS
            .into_iter()
            .find(|region| region.code().eq_ignore_ascii_case(code))
            .unwrap_or_else(|| Self::Other(text.to_owned()))
    }

    /// The code in a request: `ny2`, or an unknown region unchanged.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Ny2 => "ny2",
            Self::Ca1 => "ca1",
            Self::Ams1 => "ams1",
            Self::Other(text) => text,
        }
    }

    /// The short form for a table cell: `NY2`.
    #[must_use]
    pub fn short(&self) -> &str {
        match self {
            Self::Ny2 => "NY2",
            Self::Ca1 => "CA1",
            Self::Ams1 => "AMS1",
            Self::Other(text) if text.is_empty() => "Unknown",
            Self::Other(text) => text,
        }
    }

    /// The full name: `East Coast (NY2)`.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Ny2 => "East Coast (NY2)",
            Self::Ca1 => "West Coast (CA1)",
            Self::Ams1 => "Europe (AMS1)",
            Self::Other(text) if text.is_empty() => "Unknown region",
            Self::Other(text) => text,
        }
    }

    /// The city of a known region: `New York City`.
    #[must_use]
    pub fn city(&self) -> Option<&'static str> {
        match self {
            Self::Ny2 => Some("New York City"),
            Self::Ca1 => Some("Santa Clara"),
            Self::Ams1 => Some("Amsterdam"),
            Self::Other(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_alone_or_in_brackets_in_any_case() {
        for text in ["ny2", "NY2", " East Coast (NY2) ", "east coast ( ny2 )"] {
            assert_eq!(Region::parse(text), Region::Ny2, "{text:?}");
        }
        assert_eq!(Region::parse("West Coast (CA1)"), Region::Ca1);
        assert_eq!(Region::parse("Europe (AMS1)"), Region::Ams1);
    }

    #[test]
    fn an_unknown_region_keeps_its_own_name() {
        for text in ["tyo9", "East Asia (TYO9)", "ny", "ny22", "(", ")("] {
            assert_eq!(
                Region::parse(text),
                Region::Other(text.to_owned()),
                "{text:?}"
            );
        }
    }

    #[test]
    fn every_known_region_reads_back_from_each_of_its_names() {
        for region in KNOWN_REGIONS {
            for text in [region.code(), region.short(), region.name()] {
                assert_eq!(Region::parse(text), region);
            }
        }
    }

    #[test]
    fn each_region_has_its_names_and_a_known_one_its_city() {
        let other = |text: &str| Region::Other(text.to_owned());
        for (region, code, short, name, city) in [
            (
                Region::Ny2,
                "ny2",
                "NY2",
                "East Coast (NY2)",
                Some("New York City"),
            ),
            (
                Region::Ca1,
                "ca1",
                "CA1",
                "West Coast (CA1)",
                Some("Santa Clara"),
            ),
            (
                Region::Ams1,
                "ams1",
                "AMS1",
                "Europe (AMS1)",
                Some("Amsterdam"),
            ),
            (other("tyo9"), "tyo9", "tyo9", "tyo9", None),
            (other(""), "", "Unknown", "Unknown region", None),
        ] {
            assert_eq!(region.code(), code);
            assert_eq!(region.short(), short);
            assert_eq!(region.name(), name);
            assert_eq!(region.city(), city, "{name}");
        }
    }
}
