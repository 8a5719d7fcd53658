//! The view in the URL fragment:
//! `#region=ny2&show=idle&sort=address&order=asc&q=113.7&sel=203.0.113.7`.

use crate::domain::{Address, Region};
use crate::state::{Filter, Selection, Sort, SortBy, ViewOptions};
use crate::wire::{ListQuery, Order, percent_decode, percent_encode};

/// The view that a URL fragment names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The region of the selected tab; `None` means all regions.
    pub region: Option<Region>,
    /// The usages shown.
    pub filter: Filter,
    /// The column and its order.
    pub sort: Sort,
    /// The search as typed; empty for everything.
    pub search: String,
    /// The selected addresses, unless they are too many for a URL.
    pub selected: Vec<Address>,
}

impl Route {
    /// Reads a fragment, with or without its `#`. Unknown parts keep their default: a bookmark
    /// never leads to an error.
    #[must_use]
    pub fn parse(fragment: &str) -> Self {
        let mut route = Self::default();
        let mut order = None;
        for pair in fragment.trim_start_matches('#').split('&') {
            let Some((name, value)) = pair.split_once('=') else {
                continue;
            };
            let Some(value) = percent_decode(value) else {
                continue;
            };
            match name {
                "region" if !value.trim().is_empty() => route.region = Some(Region::parse(&value)),
                "show" => route.filter = Filter::parse(&value).unwrap_or(route.filter),
                "sort" => route.sort = SortBy::parse(&value).map_or(route.sort, Sort::column),
                "order" => {
                    order = [Order::Desc, Order::Asc]
                        .into_iter()
                        .find(|order| order.name() == value)
                        .or(order);
                }
                "q" if !value.trim().is_empty() => route.search = value,
                "sel" => route.selected = addresses(&value),
                _ => {}
            }
        }
        // Applied last: the order belongs to the column, wherever it stands in the fragment.
        route.sort.order = order.unwrap_or(route.sort.order);
        route
    }

    /// The fragment of this route, without `#`; empty for the default view.
    #[must_use]
    pub fn fragment(&self) -> String {
        let mut parts = Vec::new();
        if let Some(region) = &self.region {
            parts.push(format!("region={}", percent_encode(region.code())));
        }
        if self.filter != Filter::All {
            parts.push(format!("show={}", self.filter.name()));
        }
        if self.sort.by != SortBy::default() {
            parts.push(format!("sort={}", self.sort.by.name()));
        }
        if self.sort != Sort::default() {
            parts.push(format!("order={}", self.sort.order.name()));
        }
        if !self.search.trim().is_empty() {
            parts.push(format!("q={}", percent_encode(&self.search)));
        }
        if !self.selected.is_empty() {
            let mut named = "sel".to_owned();
            for (place, address) in self.selected.iter().enumerate() {
                named.push(if place == 0 { '=' } else { ',' });
                named.push_str(&percent_encode(&address.to_string()));
            }
            parts.push(named);
        }
        parts.join("&")
    }

    /// The options of the view. An unknown region counts only once an address in it was `seen`;
    /// until then all regions are shown.
    #[must_use]
    pub fn view_options(&self, seen: impl FnOnce(&Region) -> bool) -> ViewOptions {
        ViewOptions {
            region: self.shown_region(seen).cloned(),
            search: self.search.clone(),
            filter: self.filter,
            sort: self.sort,
        }
    }

    /// Whether these are its [`Self::view_options`]. Allocates nothing.
    #[must_use]
    pub fn has_view_options(
        &self,
        options: &ViewOptions,
        seen: impl FnOnce(&Region) -> bool,
    ) -> bool {
        self.shown_region(seen) == options.region.as_ref()
            && self.search == options.search
            && self.filter == options.filter
            && self.sort == options.sort
    }

    fn shown_region(&self, seen: impl FnOnce(&Region) -> bool) -> Option<&Region> {
        let region = self.region.as_ref();
        region.filter(|region| !matches!(region, Region::Other(_)) || seen(region))
    }

    /// The list to load for [`Self::view_options`].
    #[must_use]
    pub fn query(&self, seen: impl FnOnce(&Region) -> bool) -> ListQuery {
        ListQuery {
            region: self.shown_region(seen).cloned(),
            order: self.sort.service_order(),
        }
    }
}

/// Reads addresses separated by commas; more than the panel writes are dropped.
fn addresses(list: &str) -> Vec<Address> {
    let parsed = list.split(',').filter_map(|text| text.parse().ok());
    let parsed: Vec<Address> = parsed.take(Selection::MAX_IN_URL).collect();
    Selection::from_url(&parsed).url_addresses()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::test_support::TestRng;

    #[test]
    fn selected_addresses_are_named_once_and_in_order() {
        let route = Route::parse("#sel=203.0.113.9,203.0.113.7,x,,203.0.113.9,1.2.3,::1");
        assert_eq!(route.fragment(), "sel=203.0.113.7,203.0.113.9,%3A%3A1");
        assert_eq!(Route::parse(&route.fragment()), route);
        let many: Vec<String> = (0..99).map(|n| format!("10.0.0.{n}")).collect();
        let route = Route::parse(&format!("sel={}", many.join(",")));
        assert_eq!(route.selected.len(), Selection::MAX_IN_URL);
        assert!(Route::parse("sel=&sel").selected.is_empty());
    }

    #[test]
    fn every_route_reads_back() {
        let tokyo = Region::Other("East Asia (TYO9)".to_owned());
        for region in [None, Some(Region::Ny2), Some(tokyo)] {
            for by in SortBy::ALL {
                for (order, filter) in [Order::Desc, Order::Asc].into_iter().zip(Filter::ALL) {
                    for search in ["", "113.7", "web & db=#1 "] {
                        let route = Route {
                            region: region.clone(),
                            filter,
                            sort: Sort { by, order },
                            search: search.to_owned(),
                            selected: vec![Address::new(127, 0, 0, 1)],
                        };
                        assert_eq!(Route::parse(&route.fragment()), route);
                    }
                }
            }
        }
    }

    #[test]
    fn a_fragment_is_short_and_says_only_what_differs() {
        assert_eq!(Route::default().fragment(), "");
        for fragment in [
            "region=ny2&order=asc",
            "region=ny2&sort=address&order=asc&q=113.7",
            "sort=machine&order=desc",
            "region=ny2&show=idle&sort=address&order=asc",
            "show=orphaned&q=7",
            "q=a%20b",
        ] {
            assert_eq!(Route::parse(fragment).fragment(), fragment);
        }
        let blank = Route {
            search: "  ".to_owned(),
            ..Route::default()
        };
        assert_eq!(blank.fragment(), "");
    }

    #[test]
    fn an_order_alone_is_about_the_date_and_a_column_alone_has_its_first_order() {
        let sort = |fragment: &str| Route::parse(fragment).sort;
        assert_eq!(sort("#order=asc"), Sort::default().toggled(SortBy::Claimed));
        for by in SortBy::ALL {
            assert_eq!(sort(&format!("sort={}", by.name())), Sort::column(by));
        }
        let reversed = Sort::column(SortBy::Region).toggled(SortBy::Region);
        assert_eq!(sort("order=desc&sort=region"), reversed);
        assert_eq!(sort("order=asc&sort=colour&order=up"), sort("order=asc"));
    }

    #[test]
    fn what_is_unknown_falls_back() {
        for fragment in [
            "",
            "#",
            "#/",
            "order=sideways",
            "sort=",
            "sort=colour",
            "show=all",
            "show=busy",
            "q=",
            "q=+",
            "q=%zz",
            "region=",
            "region=%zz",
            "#&&=&#&order",
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
        let mars = Some(Region::Other("mars".to_owned()));
        assert_eq!(route.query(|_| true).region, mars);
        assert_eq!(route.view_options(|_| true).region, mars);
        let known = Route::parse("region=ny2");
        assert_eq!(known.query(|_| false).region, Some(Region::Ny2));
        let options = route.view_options(|_| true);
        assert!(route.has_view_options(&options, |_| true));
        assert!(!route.has_view_options(&options, |_| false));
    }

    #[test]
    fn a_route_has_the_view_options_of_no_other() {
        let fragments = [
            "",
            "region=ny2",
            "q=7",
            "show=idle",
            "sort=address",
            "order=asc",
        ];
        let routes = fragments.map(Route::parse);
        for (at, route) in routes.iter().enumerate() {
            let options = route.view_options(|_| true);
            for (other_at, other) in routes.iter().enumerate() {
                assert_eq!(other.has_view_options(&options, |_| true), at == other_at);
            }
        }
    }

    #[test]
    fn the_service_is_asked_for_its_own_order_and_never_for_the_search() {
        let by_address = Route::parse("sort=address&order=asc&q=7");
        assert_eq!(by_address.query(|_| false), ListQuery::default());
        let oldest = Route::parse("order=asc").query(|_| false);
        assert_eq!(oldest.order, Order::Asc);
        let options = by_address.view_options(|_| false);
        assert_eq!(
            (options.search.as_str(), options.sort.by),
            ("7", SortBy::Address)
        );
    }

    /// 10,000 fragments of known and strange pieces in any order.
    #[test]
    fn any_fragment_reads_as_a_route_whose_own_fragment_reads_the_same() {
        const NAMES: [&str; 10] = [
            "region=", "show=", "sort=", "order=", "q=", "sel=", "x=", "#", "=", "",
        ];
        const VALUES: [&str; 24] = [
            "idle",
            "ny2",
            "Europe (AMS1)",
            "mars",
            "address",
            "machine",
            "claimed",
            "asc",
            "desc",
            "%20",
            "+",
            "%",
            "%zz",
            "%c3%a9",
            "%ff",
            "%23",
            "\u{1F600}",
            "(",
            " ",
            "\0",
            "113.7",
            "10.0.0.1",
            ",9.0.0.1",
            "&",
        ];
        let mut different = 0;
        for run in 0..10_000 {
            let mut rng = TestRng::for_run(run);
            let mut fragment = String::new();
            for _ in 0..rng.below(6) {
                fragment.push_str(rng.pick(&NAMES));
                for _ in 0..rng.below(3) {
                    fragment.push_str(rng.pick(&VALUES));
                }
                fragment.push('&');
            }
            let route = Route::parse(&fragment);
            let written = route.fragment();
            assert_eq!(Route::parse(&written), route, "{fragment:?}");
            assert_eq!(Route::parse(&written).fragment(), written, "{fragment:?}");
            let plain = |byte: u8| byte.is_ascii_graphic() && byte != b'#';
            assert!(written.bytes().all(plain), "{fragment:?} wrote {written:?}");
            different += usize::from(route != Route::default());
        }
        assert!(different > 1_000, "only {different} named a view");
    }
}
