use super::*;
use crate::domain::{Claimed, PublicIp};
use crate::state::dice::Dice;
use crate::state::sample;
use crate::wire::{Cursor, ListQuery, Next, Order};

/// What a look shows, by the texts that a person sees.
fn by_hand(ips: &[PublicIp], look: &Look) -> Vec<PublicIp> {
    let needle = look.search.trim().to_ascii_lowercase();
    let id = |ip: &PublicIp| ip.machine.as_ref().map(|id| id.as_str().to_owned());
    let mut shown: Vec<PublicIp> = ips
        .iter()
        .filter(|ip| {
            look.region
                .as_ref()
                .is_none_or(|region| ip.region == *region)
        })
        .filter(|ip| {
            ip.address.to_string().contains(&needle)
                || id(ip).is_some_and(|id| id.to_ascii_lowercase().contains(&needle))
        })
        .cloned()
        .collect();
    if look.sort == Sort::default() {
        return shown;
    }
    shown.sort_by_key(|ip| ip.address);
    match look.sort.by {
        SortBy::Address => {}
        SortBy::Region => shown.sort_by_key(|ip| ip.region.code().to_ascii_lowercase()),
        SortBy::Machine => shown.sort_by_key(|ip| (ip.machine.is_none(), id(ip))),
        SortBy::Claimed => shown.sort_by_key(|ip| match ip.claimed {
            Claimed::At(at) => at.0,
            Claimed::Unreadable(_) => i64::MAX,
        }),
    }
    if look.sort.order == Order::Desc {
        shown.reverse();
    }
    shown
}

fn shown(feed: &Feed, look: &Look) -> Vec<PublicIp> {
    let view = View::of(feed, look);
    let rows = view.rows(feed).iter();
    rows.map(|row| feed.columns().ip(*row)).collect()
}

#[test]
fn every_look_shows_what_sorting_and_searching_the_texts_shows() {
    let mut dice = Dice(17);
    for count in [0, 1, 40, 3_000] {
        let ips = sample::ips(count, &mut dice);
        let feed = sample::feed(ips.clone());
        for region in [None, Some("ca1"), Some("tyo9"), Some("nowhere")] {
            for search in ["", " ", "1", "7.1", ".25", "PSA", "web-production-1", "zzz"] {
                for by in SortBy::ALL {
                    for order in [Order::Asc, Order::Desc] {
                        let look = Look {
                            region: region.map(Region::parse),
                            search: search.to_owned(),
                            sort: Sort { by, order },
                        };
                        let wanted = by_hand(&ips, &look);
                        assert_eq!(shown(&feed, &look), wanted, "{count}, {look:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_whole_list_in_its_own_order_is_not_copied() {
    let feed = sample::feed(sample::ips(9, &mut Dice(1)));
    for (order, copied) in [(Order::Desc, false), (Order::Asc, true)] {
        let look = Look {
            sort: Sort {
                by: SortBy::Claimed,
                order,
            },
            ..Look::default()
        };
        let view = View::of(&feed, &look);
        assert_eq!(view.chosen.is_some(), copied);
        assert_eq!(view.rows(&feed).len(), 9);
    }
}

#[test]
fn a_list_of_one_region_needs_no_filter_and_the_region_of_a_tab_is_counted() {
    let ips = sample::ips(300, &mut Dice(2));
    let ca1: Vec<_> = ips
        .iter()
        .filter(|ip| ip.region == Region::Ca1)
        .cloned()
        .collect();
    let idle = ca1.iter().filter(|ip| ip.machine.is_none()).count();
    let look = Look {
        region: Some(Region::Ca1),
        ..Look::default()
    };
    let query = ListQuery {
        region: look.region.clone(),
        order: Order::Desc,
    };
    let more = Next::Page(Cursor::parse("more").unwrap());
    let one = sample::feed_of(query, ca1.clone(), more);
    assert_eq!(View::of(&one, &look).chosen, None);
    let all = sample::feed(ips);
    let searched = Look {
        search: "web".to_owned(),
        ..look.clone()
    };
    for (feed, look) in [(&one, &look), (&all, &look), (&all, &searched)] {
        let view = View::of(feed, look);
        assert_eq!((view.listed(), view.idle()), (ca1.len(), idle));
    }
    assert!(View::of(&all, &searched).rows(&all).len() < ca1.len());
}
