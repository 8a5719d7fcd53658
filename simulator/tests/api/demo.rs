//! The demo account agrees with `docs/simulator.md`.

use std::collections::BTreeSet;

use simulator::{Account, Address};

use crate::client::{NOW, get, texts};

const DOCUMENT: &str = include_str!("../../../docs/simulator.md");

#[test]
fn thirty_six_addresses_in_three_documentation_ranges() {
    let account = Account::demo(NOW);
    for (region, range, count) in [
        ("ny2", "203.0.113.", 16),
        ("ca1", "198.51.100.", 11),
        ("ams1", "192.0.2.", 9),
    ] {
        let of_region: Vec<_> = account.addresses().filter(|a| a.region == region).collect();
        assert_eq!(of_region.len(), count);
        assert!(
            of_region
                .iter()
                .all(|address| address.ip().starts_with(range))
        );
    }
    let ages: Vec<i64> = account
        .addresses()
        .map(|a| (NOW - a.created) / 60_000)
        .collect();
    assert_eq!(ages.iter().min(), Some(&3));
    assert!(*ages.iter().max().unwrap() > 4 * 365 * 24 * 60);
}

#[test]
fn ten_assigned_one_orphan_and_the_rest_idle() {
    let account = Account::demo(NOW);
    let (orphans, assigned): (Vec<Address>, Vec<Address>) = account
        .addresses()
        .filter(|address| address.machine.is_some())
        .partition(|address| {
            account
                .machine(address.machine.as_deref().unwrap())
                .is_none()
        });
    assert_eq!(
        orphans.iter().map(Address::ip).collect::<Vec<_>>(),
        ["198.51.100.8"]
    );
    assert_eq!(assigned.len(), 10);
    let mut machines = BTreeSet::new();
    for address in &assigned {
        let machine = account
            .machine(address.machine.as_deref().unwrap())
            .unwrap();
        assert_eq!(machine.region, address.region);
        assert!(
            machine.created <= address.created,
            "{} is older than its machine",
            address.ip()
        );
        assert!(
            machines.insert(machine.id),
            "a machine has one address at most"
        );
    }
}

#[test]
fn fourteen_machines_some_off_and_one_free_in_each_region() {
    let mut account = Account::demo(NOW);
    let ids = texts(&get(&mut account, "/machines?limit=120"), "id");
    assert_eq!(ids.len(), 14);
    let machines: Vec<_> = ids.iter().map(|id| account.machine(id).unwrap()).collect();
    assert!(machines.iter().any(|machine| machine.name.len() == 60));
    assert_eq!(
        machines
            .iter()
            .filter(|machine| machine.state == "off")
            .count(),
        5
    );
    for region in ["ny2", "ca1", "ams1"] {
        let mut here = machines.iter().filter(|machine| machine.region == region);
        assert!(here.any(|machine| account.assigned_to(&machine.id).is_none()));
    }
}

#[test]
fn the_document_lists_every_address_and_machine() {
    let mut account = Account::demo(NOW);
    for address in account.addresses() {
        let held = match address.machine.as_deref() {
            None => "idle".to_owned(),
            Some(id) => format!("`{id}`"),
        };
        let row = format!("| {} | {} | {held} |", address.ip(), address.region);
        assert!(DOCUMENT.contains(&row), "missing: {row}");
    }
    for id in texts(&get(&mut account, "/machines?limit=120"), "id") {
        let machine = account.machine(&id).unwrap();
        let ip = account
            .assigned_to(&id)
            .unwrap_or_else(|| "none".to_owned());
        let row = format!(
            "| `{id}` | {} | {} | {} | {ip} |",
            machine.name, machine.region, machine.state
        );
        assert!(DOCUMENT.contains(&row), "missing: {row}");
    }
}
