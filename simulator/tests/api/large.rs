//! Generated accounts.

use std::collections::BTreeSet;

use simulator::{Account, Request, handle};

use crate::client::{NOW, all_texts, cursor, get, pages, request, texts};

#[test]
fn pages_add_up_to_the_sorted_list() {
    for count in [1, 2, 59, 60, 61, 769, 1_000] {
        let account = &mut Account::generated(count, NOW);
        let newest = pages(account, "/public-ips?limit=60");
        let ips = all_texts(&newest, "ip");
        assert_eq!(ips.iter().collect::<BTreeSet<_>>().len(), count as usize);
        assert!(all_texts(&newest, "dtCreated").is_sorted_by(|a, b| a >= b));
        let oldest = pages(account, "/public-ips?limit=60&order=asc");
        assert!(all_texts(&oldest, "ip").iter().rev().eq(ips.iter()));
        let listed: Vec<String> = account.addresses().map(|address| address.ip()).collect();
        assert_eq!(listed, ips);
        let mut regions = 0;
        for region in ["ny2", "ca1", "ams1"] {
            let target = format!("/public-ips?limit=60&region={region}");
            regions += all_texts(&pages(account, &target), "ip").len();
        }
        assert_eq!(regions, count as usize);
    }
}

/// Would take hours if a page cost what the account holds.
#[test]
fn a_million_can_be_walked_to_the_end() {
    let mut account = Account::generated(1_000_000, NOW);
    let (mut count, mut pages, mut after) = (0, 0, String::new());
    loop {
        let query = format!("limit=120{after}");
        let answer = handle(
            &mut account,
            &Request {
                query,
                ..request("GET", "/public-ips", "")
            },
            NOW,
        );
        count += answer.body.matches("\"ip\":").count();
        pages += 1;
        let Some((_, rest)) = answer.body.split_once("\"nextPage\":\"") else {
            break;
        };
        after = format!(
            "&after={}",
            rest.split_once('"').unwrap().0.replace('+', "%2B")
        );
    }
    assert_eq!((count, pages), (1_000_000, 8_334));
}

#[test]
fn deep_pages_of_a_million_meet_from_both_ends() {
    let account = &mut Account::generated(1_000_000, NOW);
    let oldest = get(account, "/public-ips?limit=120&order=asc&region=ams1");
    assert_eq!(texts(&oldest, "region"), vec!["ams1"; 120]);
    assert!(texts(&oldest, "dtCreated")[0].starts_with("2018-"));
    let second = cursor(&oldest).unwrap();
    let second = get(
        account,
        &format!("/public-ips?limit=120&order=asc&region=ams1&after={second}"),
    );
    let shared = texts(&oldest, "ip").into_iter().chain(texts(&second, "ip"));
    assert_eq!(shared.collect::<BTreeSet<_>>().len(), 240);
    let newest = get(account, "/public-ips?limit=1");
    assert!(texts(&newest, "dtCreated")[0].starts_with("2026-05-28"));
    assert_eq!(
        texts(&get(account, "/machines?orderBy=state&limit=1"), "state"),
        ["ready"]
    );
    assert_eq!(
        texts(&get(account, "/machines?name=worker-0999999"), "id").len(),
        1
    );
    assert_eq!(
        texts(&get(account, "/machines?name=worker-999999"), "id").len(),
        0
    );
}

#[test]
fn changes_override_the_formula() {
    let account = &mut Account::generated(1_000, NOW);
    let assigned = account
        .addresses()
        .find(|a| {
            a.machine
                .as_deref()
                .is_some_and(|id| account.machine(id).is_some())
        })
        .unwrap();
    let (ip, machine) = (assigned.ip(), assigned.machine.clone().unwrap());
    assert_eq!(account.assigned_to(&machine).as_deref(), Some(ip.as_str()));
    let order: Vec<String> = account.addresses().map(|address| address.ip()).collect();

    account.assign(&ip, None).unwrap();
    assert_eq!(account.address(&ip).unwrap().machine, None);
    assert_eq!(account.address(&ip).unwrap().created, assigned.created);
    assert_eq!(account.assigned_to(&machine), None);
    assert!(
        account.addresses().map(|address| address.ip()).eq(order),
        "a change moved a row"
    );
    account.assign(&ip, Some(&machine)).unwrap();

    account.release(&ip).unwrap();
    assert_eq!((account.count(), account.address(&ip)), (999, None));
    assert_eq!(account.assigned_to(&machine), None);
    assert_eq!(account.release(&ip).unwrap_err().status, 404);
    assert_eq!(account.addresses().count(), 999);

    while account.address(&ip).is_none() {
        account.claim(&assigned.region, NOW + 1).unwrap();
    }
    assert_eq!(account.address(&ip).unwrap().created, NOW + 1);
    assert_eq!(account.address(&ip).unwrap().machine, None);
    assert_eq!(account.addresses().count(), account.count() as usize);
}

#[test]
fn an_idle_address_has_a_free_machine_in_its_region() {
    let account = &mut Account::generated(100, NOW);
    let idle = account
        .addresses()
        .find(|address| address.machine.is_none())
        .unwrap();
    let machines = get(
        account,
        &format!("/machines?region={}&limit=120", idle.region),
    );
    let free = texts(&machines, "id")
        .into_iter()
        .find(|id| account.assigned_to(id).is_none());
    assert!(account.assign(&idle.ip(), Some(&free.unwrap())).is_ok());
}
