use super::*;
use crate::domain::{Assignee, Claimed, PublicIp, Region};
use crate::state::test_support::TestRng;
use crate::state::test_support::fixtures;
use crate::wire::{Cursor, ListQuery, Next, Order};

/// The view, made by comparing the texts that a user sees.
fn by_hand(ips: &[PublicIp], options: &ViewOptions, directory: &Directory) -> Vec<PublicIp> {
    let matcher = options.search.trim().to_ascii_lowercase();
    let id = |ip: &PublicIp| ip.machine_id().map(|id| id.as_str().to_owned());
    let name = |ip: &PublicIp| {
        let id = id(ip)?;
        Some(
            directory
                .get(&id)
                .map_or(id.clone(), |it| it.label().to_owned()),
        )
    };
    let usage = |ip: &PublicIp| match &ip.machine {
        None => Usage::Idle,
        Some(Assignee::Machine(id)) if directory.is_orphan(id.as_str()) => Usage::Orphaned,
        Some(_) => Usage::Assigned,
    };
    let has = |text: Option<String>| {
        text.is_some_and(|text| text.to_ascii_lowercase().contains(&matcher))
    };
    let mut shown: Vec<PublicIp> = ips
        .iter()
        .filter(|ip| {
            options
                .region
                .as_ref()
                .is_none_or(|region| ip.region == *region)
        })
        .filter(|ip| match options.filter {
            Filter::All => true,
            Filter::Only(only) => only == usage(ip),
            // Before any time is known.
            Filter::LongIdle => false,
        })
        .filter(|ip| {
            matcher.is_empty()
                || ip.address.to_string().contains(&matcher)
                || has(id(ip))
                || has(name(ip))
                || matcher == "lon" && ip.region.name().contains("LON")
        })
        .cloned()
        .collect();
    if options.sort == Sort::default() {
        return shown;
    }
    shown.sort_by_key(|ip| ip.address);
    match options.sort.by {
        SortBy::Address => {}
        SortBy::Region => shown.sort_by_key(|ip| ip.region.code().to_ascii_lowercase()),
        SortBy::Machine => {
            shown.sort_by_key(|ip| (ip.machine.is_none(), name(ip).is_none(), name(ip)))
        }
        SortBy::Claimed => shown.sort_by_key(|ip| match ip.claimed {
            Claimed::At(at) => at.0,
            Claimed::Unreadable(_) => i64::MAX,
        }),
    }
    if options.sort.order == Order::Desc {
        shown.reverse();
    }
    shown
}

fn shown(list: &AddressList, options: &ViewOptions, directory: &Directory) -> Vec<PublicIp> {
    let view = fixtures::view_with_directory(list, options, directory);
    let rows = view.rows(list).iter();
    rows.map(|row| list.columns().ip(*row)).collect()
}

/// Names for every other machine: of a few families, some the same.
fn directory(ips: &[PublicIp]) -> Directory {
    let ids = ips.iter().filter_map(|ip| Some(ip.machine_id()?.as_str()));
    let names = [
        "",
        "bastion",
        "render-west-01",
        "render-west-02",
        "Büro",
        "7.1",
    ];
    let known = ids.enumerate().filter(|(at, _)| at % 2 == 0);
    fixtures::directory(known.map(|(at, id)| (id, names[at / 2 % names.len()])))
}

#[test]
fn every_look_shows_what_sorting_and_searching_the_texts_shows() {
    let mut rng = TestRng(17);
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
        let ips = fixtures::ips(count, &mut rng);
        let list = fixtures::list(ips.clone());
        for directory in [Directory::default(), directory(&ips)] {
            for region in [None, Some("ca1"), Some("nowhere")] {
                for (at, search) in searches.iter().enumerate() {
                    for by in SortBy::ALL {
                        for order in [Order::Asc, Order::Desc] {
                            let options = ViewOptions {
                                region: region.map(Region::parse),
                                search: (*search).to_owned(),
                                filter: Filter::ALL[(at + usize::from(order == Order::Asc)) % 6],
                                sort: Sort { by, order },
                            };
                            let wanted = by_hand(&ips, &options, &directory);
                            let shown = shown(&list, &options, &directory);
                            assert_eq!(shown, wanted, "{count}, {options:?}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn a_block_of_addresses_is_found() {
    let ips = fixtures::ips(3_000, &mut TestRng(29));
    let list = fixtures::list(ips.clone());
    let first = ips[7].address.octets()[0];
    let options = ViewOptions {
        search: format!("{first}.0.0.0/8"),
        ..ViewOptions::default()
    };
    let inside = ips.iter().filter(|ip| ip.address.octets()[0] == first);
    let inside: Vec<PublicIp> = inside.cloned().collect();
    assert!(!inside.is_empty() && inside.len() < 100);
    assert_eq!(shown(&list, &options, &Directory::default()), inside);
}

#[test]
fn a_text_is_marked_and_a_block_is_not() {
    for (search, marked) in [
        ("", None),
        (" WEB ", Some("web")),
        ("203.0.113.0/24", None),
        ("203.0.113.0/", Some("203.0.113.0/")),
    ] {
        let options = ViewOptions {
            search: search.to_owned(),
            ..ViewOptions::default()
        };
        assert_eq!(options.highlight().as_deref(), marked, "{search}");
    }
}

#[test]
fn a_look_says_what_it_depends_on() {
    let plain = ViewOptions::default();
    assert!(!plain.is_filtered() && !plain.depends_on_machines());
    let idle = ViewOptions {
        filter: Filter::Only(Usage::Idle),
        ..ViewOptions::default()
    };
    assert!(idle.is_filtered() && !idle.is_searching() && idle.depends_on_machines());
    for options in [
        ViewOptions {
            filter: Filter::Only(Usage::Orphaned),
            ..ViewOptions::default()
        },
        ViewOptions {
            search: "7".to_owned(),
            ..ViewOptions::default()
        },
        ViewOptions {
            sort: Sort::column(SortBy::Machine),
            ..ViewOptions::default()
        },
    ] {
        assert!(options.depends_on_machines(), "{options:?}");
    }
}

#[test]
fn a_whole_list_in_its_own_order_is_not_copied() {
    let list = fixtures::list(fixtures::ips(9, &mut TestRng(1)));
    for (order, copied) in [(Order::Desc, false), (Order::Asc, true)] {
        let options = ViewOptions {
            sort: Sort {
                by: SortBy::Claimed,
                order,
            },
            ..ViewOptions::default()
        };
        let view = fixtures::view(&list, &options);
        assert_eq!(view.matching.is_some(), copied);
        assert_eq!(view.rows(&list).len(), 9);
    }
}

#[test]
fn a_list_of_one_region_needs_no_filter_and_the_region_of_a_tab_is_counted() {
    let ips = fixtures::ips(300, &mut TestRng(2));
    let ca1: Vec<_> = ips
        .iter()
        .filter(|ip| ip.region == Region::Ca1)
        .cloned()
        .collect();
    let idle = ca1.iter().filter(|ip| ip.machine.is_none()).count();
    let options = ViewOptions {
        region: Some(Region::Ca1),
        ..ViewOptions::default()
    };
    let query = ListQuery {
        region: options.region.clone(),
        order: Order::Desc,
    };
    let more = Next::Page(Cursor::parse("more").unwrap());
    let one = fixtures::list_of(query, ca1.clone(), more);
    assert_eq!(fixtures::view(&one, &options).matching, None);
    let all = fixtures::list(ips);
    let searched = ViewOptions {
        search: "web".to_owned(),
        ..options.clone()
    };
    for (list, options) in [(&one, &options), (&all, &options), (&all, &searched)] {
        let view = fixtures::view(list, options);
        assert_eq!((view.total(), view.idle()), (ca1.len(), idle));
    }
    assert!(fixtures::view(&all, &searched).rows(&all).len() < ca1.len());
}

#[test]
fn an_address_is_found_by_its_note() {
    let ips = fixtures::ips(40, &mut TestRng(3));
    let (first, last) = (ips[7].address, ips[31].address);
    let list = fixtures::list(ips);
    let mut notes = Notes::default();
    notes.set(last, "Mail of the Zürich office").unwrap();
    notes.set(first, "zurich, old").unwrap();
    let found = |search: &str| {
        let options = ViewOptions {
            search: search.to_owned(),
            ..ViewOptions::default()
        };
        let view = fixtures::view_with_notes(&list, &options, &Directory::default(), &notes);
        let columns = list.columns();
        let rows = view.rows(&list).iter();
        rows.map(|row| columns.address(*row)).collect::<Vec<_>>()
    };
    assert_eq!(found(" RICH O"), [last]);
    assert_eq!(found("zurich"), [first]);
    assert!(found("mail, old").is_empty());
}
