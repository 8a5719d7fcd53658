//! The view that the URL fragment names: `#region=ny2&order=asc`.

use crate::domain::Region;
use crate::wire::{ListQuery, Order, percent_decode, percent_encode};

/// What the fragment asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The region of the selected tab; none means all regions.
    pub region: Option<Region>,
    /// The order of the list.
    pub order: Order,
}

impl Route {
    /// Reads a fragment, with or without its `#`. What it does not know, it
    /// leaves at its default: a bookmark never leads to an error.
    #[must_use]
    pub fn parse(fragment: &str) -> Self {
        let mut route = Self::default();
        for pair in fragment.trim_start_matches('#').split('&') {
            let Some((name, value)) = pair.split_once('=') else {
                continue;
            };
            let Some(value) = percent_decode(value) else {
                continue;
            };
            match name {
                "region" if !value.trim().is_empty() => route.region = Some(Region::parse(&value)),
                "order" if value == Order::Asc.name() => route.order = Order::Asc,
                _ => {}
            }
        }
        route
    }

    /// The fragment that reads back to this route, without `#`; empty for the default view.
    #[must_use]
    pub fn fragment(&self) -> String {
        let mut parts = Vec::new();
        if let Some(region) = &self.region {
            parts.push(["region=", &percent_encode(region.code())].concat());
        }
        if self.order != Order::default() {
            parts.push(["order=", self.order.name()].concat());
        }
        parts.join("&")
    }

    /// The list to ask for. A region this panel does not know counts only once
    /// an address in it was `seen`; until then the view falls back to all regions.
    #[must_use]
    pub fn query(&self, seen: impl FnOnce(&Region) -> bool) -> ListQuery {
        let region = self
            .region
            .clone()
            .filter(|region| !matches!(region, Region::Other(_)) || seen(region));
        ListQuery {
            region,
            order: self.order,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_reads_back() {
        let tokyo = Region::Other("East Asia (TYO9)".to_owned());
        for region in [None, Some(Region::Ny2), Some(Region::Ams1), Some(tokyo)] {
            for order in [Order::Desc, Order::Asc] {
                let route = Route {
                    region: region.clone(),
                    order,
                };
                assert_eq!(Route::parse(&route.fragment()), route);
            }
        }
        assert_eq!(Route::default().fragment(), "");
        assert_eq!(
            Route {
                region: Some(Region::Ny2),
                order: Order::Asc
            }
            .fragment(),
            "region=ny2&order=asc"
        );
    }

    #[test]
    fn what_is_unknown_falls_back() {
        for fragment in [
            "",
            "#",
            "#/",
            "order=sideways",
            "region=",
            "region=%zz",
            "#&&=&order",
            "x=y",
        ] {
            assert_eq!(Route::parse(fragment), Route::default(), "{fragment}");
        }
        assert_eq!(
            Route::parse("#order=asc&region=NY2&x=1").region,
            Some(Region::Ny2)
        );
    }

    #[test]
    fn an_unknown_region_counts_once_it_was_seen() {
        let route = Route::parse("region=mars");
        assert_eq!(route.query(|_| false).region, None);
        assert_eq!(
            route.query(|_| true).region,
            Some(Region::Other("mars".to_owned()))
        );
        assert_eq!(
            Route::parse("region=ny2").query(|_| false).region,
            Some(Region::Ny2)
        );
    }
}
