//! `GET /public-ips`.

use simulator::Account;

use crate::client::{NOW, all_texts, cursor, get, pages, texts};

#[test]
fn newest_first_is_the_default_and_asc_is_its_reverse() {
    let mut account = Account::demo(NOW);
    let newest = get(&mut account, "/public-ips?limit=120");
    let mut dates = texts(&newest, "dtCreated");
    assert_eq!(dates.len(), 36);
    assert!(dates.is_sorted_by(|a, b| a >= b));
    assert_eq!(
        newest,
        get(
            &mut account,
            "/public-ips?limit=120&order=desc&orderBy=dtCreated"
        )
    );

    let oldest = get(&mut account, "/public-ips?limit=120&order=asc");
    dates.reverse();
    assert_eq!(texts(&oldest, "dtCreated"), dates);
    let mut ips = texts(&newest, "ip");
    ips.reverse();
    assert_eq!(texts(&oldest, "ip"), ips);
}

#[test]
fn equal_dates_are_ordered_by_address_across_a_page_boundary() {
    let mut account = Account::empty(NOW);
    for ip in ["203.0.113.9", "203.0.113.10", "192.0.2.200", "203.0.113.1"] {
        assert!(account.put(ip, "ny2", None, NOW));
    }
    let ascending = ["192.0.2.200", "203.0.113.1", "203.0.113.9", "203.0.113.10"];
    for limit in 1..=4 {
        let up = pages(
            &mut account,
            &format!("/public-ips?order=asc&limit={limit}"),
        );
        assert_eq!(all_texts(&up, "ip"), ascending);
        let down = pages(
            &mut account,
            &format!("/public-ips?order=desc&limit={limit}"),
        );
        assert!(all_texts(&down, "ip").iter().rev().eq(ascending.iter()));
    }
}

#[test]
fn an_item_has_the_fields_of_the_contract() {
    let mut account = Account::empty(NOW);
    account.put("203.0.113.7", "ny2", None, 0);
    account.put("203.0.113.8", "ny2", Some("ps\"1\\\n"), 1);
    let page = get(&mut account, "/public-ips");
    assert_eq!(
        page["items"],
        serde_json::json!([
            {"ip": "203.0.113.8", "region": "ny2", "dtCreated": "1970-01-01T00:00:00.001Z", "assignedMachineId": "ps\"1\\\n"},
            {"ip": "203.0.113.7", "region": "ny2", "dtCreated": "1970-01-01T00:00:00.000Z"},
        ])
    );
}

#[test]
fn limit_is_kept_and_defaults_to_20() {
    let mut account = Account::generated(200, NOW);
    for (query, count) in [
        ("", 20),
        ("?limit=1", 1),
        ("?limit=120", 120),
        ("?limit=60", 60),
    ] {
        let page = get(&mut account, &format!("/public-ips{query}"));
        assert_eq!(texts(&page, "ip").len(), count);
        assert!(cursor(&page).is_some());
    }
}

#[test]
fn the_last_page_has_no_cursor() {
    let mut account = Account::generated(120, NOW);
    assert_eq!(cursor(&get(&mut account, "/public-ips?limit=120")), None);
    let first = get(&mut account, "/public-ips?limit=119");
    let after = cursor(&first).unwrap();
    let second = get(
        &mut account,
        &format!("/public-ips?limit=119&after={after}"),
    );
    assert_eq!((texts(&second, "ip").len(), cursor(&second)), (1, None));
    assert_eq!(
        get(&mut Account::empty(NOW), "/public-ips")["items"],
        serde_json::json!([])
    );
}

#[test]
fn region_filters_and_an_unknown_region_has_nothing() {
    let mut account = Account::demo(NOW);
    account.put("192.0.2.77", "mars9", None, NOW);
    for (region, count) in [
        ("ny2", 16),
        ("ca1", 11),
        ("ams1", 9),
        ("mars9", 1),
        ("NY2", 0),
        ("", 0),
    ] {
        for order in ["asc", "desc"] {
            let target = format!("/public-ips?region={region}&limit=4&order={order}");
            let found = all_texts(&pages(&mut account, &target), "region");
            assert_eq!(found, vec![region; count]);
        }
    }
}

#[test]
fn a_cursor_serves_any_region_and_limit_of_its_order() {
    let mut account = Account::demo(NOW);
    let all = texts(&get(&mut account, "/public-ips?limit=120"), "ip");
    let after = cursor(&get(&mut account, "/public-ips?limit=10")).unwrap();
    let rest = get(
        &mut account,
        &format!("/public-ips?limit=120&after={after}"),
    );
    assert_eq!(texts(&rest, "ip"), all[10..]);
    let ca1 = get(
        &mut account,
        &format!("/public-ips?limit=120&region=ca1&after={after}"),
    );
    assert!(texts(&ca1, "ip").iter().all(|ip| all[10..].contains(ip)));
}
