//! Claim, assign, unassign and release.

use serde_json::json;
use simulator::Account;

use crate::client::{NOW, get, send, texts};

#[test]
fn a_claim_gives_the_lowest_free_address_of_the_region() {
    let mut account = Account::demo(NOW);
    let mut claim = |region: &str| {
        let body = json!({ "region": region }).to_string();
        let (status, item) = send(&mut account, "POST", "/public-ips", &body);
        assert_eq!(status, 200);
        let expected =
            json!({"ip": item["ip"], "region": region, "dtCreated": "2026-05-28T20:26:40.000Z"});
        assert_eq!(item, expected);
        item["ip"].as_str().unwrap().to_owned()
    };
    assert_eq!(claim("ny2"), "203.0.113.1");
    assert_eq!(claim("ny2"), "203.0.113.10");
    assert_eq!(claim("ca1"), "198.51.100.1");
    assert_eq!(claim("ams1"), "192.0.2.1");
    account.release("203.0.113.1").unwrap();
    assert_eq!(account.claim("ny2", NOW + 1).unwrap().ip(), "203.0.113.1");
    assert_eq!(account.count(), 40);
    assert_eq!(
        texts(&get(&mut account, "/public-ips?limit=1"), "ip"),
        ["203.0.113.1"]
    );
}

#[test]
fn a_full_region_continues_in_the_reserved_block() {
    let mut account = Account::empty(NOW);
    account.set_quota(1_000);
    let claimed: Vec<String> = (0..256)
        .map(|_| account.claim("ams1", NOW).unwrap().ip())
        .collect();
    assert_eq!(claimed[0], "192.0.2.1");
    assert_eq!(claimed[253..], ["192.0.2.254", "242.0.0.0", "242.0.0.1"]);
}

#[test]
fn assign_move_and_unassign_work_twice() {
    let mut account = Account::demo(NOW);
    let mut put = |machine: serde_json::Value| {
        let body = json!({ "machineId": machine }).to_string();
        let (status, item) = send(&mut account, "PUT", "/public-ips/203.0.113.7", &body);
        assert_eq!(status, 200, "{item}");
        assert_eq!(item["ip"], "203.0.113.7");
        assert_eq!(item["assignedMachineId"], machine);
        let at = account.address("203.0.113.7").unwrap();
        assert_eq!(at.machine.as_deref(), machine.as_str());
        assert_eq!(at.created, NOW - 308_160 * 60_000);
        assert_eq!(account.count(), 36);
        account.assigned_to("psw51yb8m")
    };
    let ip = Some("203.0.113.7".to_owned());
    assert_eq!(put(json!("psw51yb8m")), ip);
    assert_eq!(put(json!("psw51yb8m")), ip);
    assert_eq!(put(json!("ps2fj0q9tzle")), None);
    assert_eq!(put(json!(null)), None);
    assert_eq!(put(json!(null)), None);
    assert_eq!(put(json!("psw51yb8m")), ip);
}

#[test]
fn unknown_members_of_a_body_are_ignored() {
    let mut account = Account::demo(NOW);
    let (status, _) = send(
        &mut account,
        "POST",
        "/public-ips",
        r#" {"x":[1.5],"region":"ca1"} "#,
    );
    assert_eq!(status, 200);
    let (status, item) = send(
        &mut account,
        "PUT",
        "/public-ips/203.0.113.8",
        r#"{"machineId":null,"region":7}"#,
    );
    assert_eq!(status, 200);
    assert!(item.get("assignedMachineId").is_none());
}

#[test]
fn releasing_an_assigned_address_also_unassigns_it() {
    let mut account = Account::demo(NOW);
    assert_eq!(
        account.assigned_to("psn83hxw6").as_deref(),
        Some("203.0.113.8")
    );
    let (status, body) = send(&mut account, "DELETE", "/public-ips/203.0.113.8", "");
    assert_eq!((status, body), (200, json!({"ip": "203.0.113.8"})));
    assert_eq!(account.address("203.0.113.8"), None);
    assert_eq!(account.assigned_to("psn83hxw6"), None);
    assert_eq!(account.count(), 35);
    assert!(account.assign("203.0.113.7", Some("psn83hxw6")).is_ok());
}

#[test]
fn a_deleted_machine_leaves_its_address_behind() {
    let mut account = Account::demo(NOW);
    assert!(account.delete_machine("psn83hxw6"));
    assert!(!account.delete_machine("psn83hxw6"));
    assert_eq!(account.machine("psn83hxw6"), None);
    assert_eq!(
        account.assigned_to("psn83hxw6").as_deref(),
        Some("203.0.113.8")
    );
    assert!(account.assign("203.0.113.8", None).is_ok());
    assert_eq!(
        account
            .assign("203.0.113.8", Some("psn83hxw6"))
            .unwrap_err()
            .status,
        404
    );
}
