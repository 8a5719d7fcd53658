//! Links that open a dialog: `#do=release&ip=203.0.113.7`. They never act.

use crate::domain::{Address, Operation};
use crate::wire::percent_decode;

/// The dialog that a link opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeepLink {
    /// The dialog to claim an address.
    Claim,
    /// The dialog of an operation on an address.
    Change(Operation, Address),
    /// No dialog: the operation is unknown, or its address is missing or wrong.
    Unknown,
}

const ON: [(&str, Operation); 4] = [
    ("assign", Operation::Assign),
    ("move", Operation::Move),
    ("unassign", Operation::Unassign),
    ("release", Operation::Release),
];

impl DeepLink {
    /// Reads a URL fragment, with or without its `#`, beside other members; `None` if it asks for
    /// no dialog.
    #[must_use]
    pub fn parse(fragment: &str) -> Option<Self> {
        let (mut act, mut ip) = (None, None);
        for pair in fragment.trim_start_matches('#').split('&') {
            match pair.split_once('=') {
                Some(("do", value)) => act = Some(percent_decode(value).unwrap_or_default()),
                Some(("ip", value)) => ip = percent_decode(value),
                _ => {}
            }
        }
        let act = act?;
        if act == "claim" {
            return Some(Self::Claim);
        }
        let operation = ON.into_iter().find(|(name, _)| *name == act);
        let address = ip.and_then(|ip| ip.parse().ok());
        let link = operation.zip(address);
        Some(link.map_or(Self::Unknown, |((_, operation), address)| {
            Self::Change(operation, address)
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Route;

    #[test]
    fn a_link_names_a_dialog_beside_a_view() {
        let ip = Address::new(203, 0, 113, 7);
        for (fragment, link) in [
            ("#do=claim", DeepLink::Claim),
            ("region=ny2&do=claim&q=7", DeepLink::Claim),
            (
                "#do=release&ip=203.0.113.7",
                DeepLink::Change(Operation::Release, ip),
            ),
            (
                "ip=203%2E0.113.7&order=asc&do=move",
                DeepLink::Change(Operation::Move, ip),
            ),
            (
                "do=assign&ip=203.0.113.7",
                DeepLink::Change(Operation::Assign, ip),
            ),
            (
                "do=unassign&ip=203.0.113.7",
                DeepLink::Change(Operation::Unassign, ip),
            ),
        ] {
            assert_eq!(DeepLink::parse(fragment), Some(link), "{fragment}");
            assert_eq!(DeepLink::parse(&Route::parse(fragment).fragment()), None);
        }
    }

    #[test]
    fn what_asks_for_no_dialog_is_left_alone() {
        for fragment in ["", "#", "#region=ny2", "ip=203.0.113.7", "redo=claim"] {
            assert_eq!(DeepLink::parse(fragment), None, "{fragment}");
        }
    }

    #[test]
    fn a_link_that_asks_for_a_dialog_and_names_none_is_told_apart() {
        for fragment in [
            "do=",
            "do=Claim",
            "do=sell&ip=203.0.113.7",
            "do=release",
            "do=release&ip=",
            "do=release&ip=203.0.113",
            "do=release&ip=203.0.113.7.8",
            "do=%zz",
        ] {
            assert_eq!(
                DeepLink::parse(fragment),
                Some(DeepLink::Unknown),
                "{fragment}"
            );
        }
    }
}
