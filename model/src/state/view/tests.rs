use super::*;
use crate::domain::{Claimed, PublicIp, Region};
use crate::state::dice::Dice;
use crate::state::sample;
use crate::wire::{Cursor, ListQuery, Next, Order};

/// What a look shows, by the texts that a person sees.
fn by_hand(ips: &[PublicIp], look: &Look, directory: &Directory) -> Vec<PublicIp> {
    let needle = look.search.trim().to_ascii_lowercase();
    let id = |ip: &PublicIp| ip.machine.as_ref().map(|id| id.as_str().to_owned());
    let name = |ip: &PublicIp| {
        let id = id(ip)?;
        Some(
            directory
                .get(&id)
                .map_or(id.clone(), |it| it.label().to_owned()),
        )
    };
    let usage = |ip: &PublicIp| match id(ip) {
        None => Usage::Idle,
        Some(id) if directory.is_orphan(&id) => Usage::Orphaned,
        Some(_) => Usage::Assigned,
    };
    let has =
        |text: Option<String>| text.is_some_and(|text| text.to_ascii_lowercase().contains(&needle));
    let mut shown: Vec<PublicIp> = ips
        .iter()
        .filter(|ip| {
            look.region
                .as_ref()
                .is_none_or(|region| ip.region == *region)
        })
        .filter(|ip| look.filter == Filter::All || look.filter == Filter::Only(usage(ip)))
        .filter(|ip| {
            needle.is_empty()
                || ip.address.to_string().contains(&needle)
                || has(id(ip))
                || has(name(ip))
                || needle == "lon" && ip.region.name().contains("LON")
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
        SortBy::Machine => shown.sort_by_key(|ip| (ip.machine.is_none(), name(ip))),
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

fn shown(feed: &Feed, look: &Look, directory: &Directory) -> Vec<PublicIp> {
    let view = sample::view_knowing(feed, look, directory);
    let rows = view.rows(feed).iter();
    rows.map(|row| feed.columns().ip(*row)).collect()
}

/// Names for every other of these machines: of a few families, and some the same.
fn directory(ips: &[PublicIp]) -> Directory {
    let ids = ips
        .iter()
        .filter_map(|ip| Some(ip.machine.as_ref()?.as_str()));
    let names = [
        "",
        "bastion",
        "render-west-01",
        "render-west-02",
        "Büro",
        "7.1",
    ];
    let known = ids.enumerate().filter(|(at, _)| at % 2 == 0);
    sample::directory(known.map(|(at, id)| (id, names[at / 2 % names.len()])))
}

#[test]
fn every_look_shows_what_sorting_and_searching_the_texts_shows() {
    let mut dice = Dice(17);
    let searches = [
        "",
        " ",
        "1",
        "7.1",
        ".25",
        "PSA",
        "web-production-1",
        "zzz",
        "render",
        "WEST-02",
        "lon",
    ];
    for count in [0, 1, 40, 2_000] {
        let ips = sample::ips(count, &mut dice);
        let feed = sample::feed(ips.clone());
        for directory in [Directory::default(), directory(&ips)] {
            for region in [None, Some("ca1"), Some("nowhere")] {
                for (at, search) in searches.iter().enumerate() {
                    for by in SortBy::ALL {
                        for order in [Order::Asc, Order::Desc] {
                            let look = Look {
                                region: region.map(Region::parse),
                                search: (*search).to_owned(),
                                filter: Filter::ALL[(at + usize::from(order == Order::Asc)) % 4],
                                sort: Sort { by, order },
                            };
                            let wanted = by_hand(&ips, &look, &directory);
                            let shown = shown(&feed, &look, &directory);
                            assert_eq!(shown, wanted, "{count}, {look:?}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn a_block_of_addresses_is_found() {
    let ips = sample::ips(3_000, &mut Dice(29));
    let feed = sample::feed(ips.clone());
    let first = ips[7].address.octets()[0];
    let look = Look {
        search: [&first.to_string(), ".0.0.0/8"].concat(),
        ..Look::default()
    };
    let inside = ips.iter().filter(|ip| ip.address.octets()[0] == first);
    let inside: Vec<PublicIp> = inside.cloned().collect();
    assert!(!inside.is_empty() && inside.len() < 100);
    assert_eq!(shown(&feed, &look, &Directory::default()), inside);
}

#[test]
fn a_text_is_marked_and_a_block_is_not() {
    for (search, marked) in [
        ("", None),
        (" WEB ", Some("web")),
        ("203.0.113.0/24", None),
        ("203.0.113.0/", Some("203.0.113.0/")),
    ] {
        let look = Look {
            search: search.to_owned(),
            ..Look::default()
        };
        assert_eq!(look.marked().as_deref(), marked, "{search}");
    }
}

#[test]
fn a_look_says_what_it_depends_on() {
    let plain = Look::default();
    assert!(!plain.is_choosing() && !plain.asks_for_machines());
    let idle = Look {
        filter: Filter::Only(Usage::Idle),
        ..Look::default()
    };
    assert!(idle.is_choosing() && !idle.is_searching() && !idle.asks_for_machines());
    for look in [
        Look {
            filter: Filter::Only(Usage::Orphaned),
            ..Look::default()
        },
        Look {
            search: "7".to_owned(),
            ..Look::default()
        },
        Look {
            sort: Sort::first(SortBy::Machine),
            ..Look::default()
        },
    ] {
        assert!(look.asks_for_machines(), "{look:?}");
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
        let view = sample::view(&feed, &look);
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
    assert_eq!(sample::view(&one, &look).chosen, None);
    let all = sample::feed(ips);
    let searched = Look {
        search: "web".to_owned(),
        ..look.clone()
    };
    for (feed, look) in [(&one, &look), (&all, &look), (&all, &searched)] {
        let view = sample::view(feed, look);
        assert_eq!((view.listed(), view.idle()), (ca1.len(), idle));
    }
    assert!(sample::view(&all, &searched).rows(&all).len() < ca1.len());
}

#[test]
fn an_address_is_found_by_its_note() {
    let ips = sample::ips(40, &mut Dice(3));
    let (first, last) = (ips[7].address, ips[31].address);
    let feed = sample::feed(ips);
    let mut notes = Notes::default();
    notes.set(last, "Mail of the Zürich office");
    notes.set(first, "zurich, old");
    let found = |search: &str| {
        let look = Look {
            search: search.to_owned(),
            ..Look::default()
        };
        let view = sample::view_noted(&feed, &look, &Directory::default(), &notes);
        let columns = feed.columns();
        let rows = view.rows(&feed).iter();
        rows.map(|row| columns.address(*row)).collect::<Vec<_>>()
    };
    assert_eq!(found(" RICH O"), [last]);
    assert_eq!(found("zurich"), [first]);
    assert!(found("mail, old").is_empty());
}
