//! Refusals, which change nothing.

use serde_json::Value;
use simulator::Account;

use crate::client::{NOW, get, send};

/// Sends a request that must be refused and must leave the account unchanged; returns the answer.
fn refused(
    account: &mut Account,
    method: &str,
    target: &str,
    body: &str,
    expected: (u16, &str),
) -> Value {
    let before: Vec<_> = account.addresses().collect();
    let (status, answer) = send(account, method, target, body);
    assert_eq!(
        (status, answer["code"].as_str().unwrap()),
        expected,
        "{method} {target} {body}"
    );
    assert!(answer["message"].as_str().unwrap().ends_with('.'));
    assert!(account.addresses().eq(before));
    answer
}

#[test]
fn lists_that_do_not_validate() {
    let account = &mut Account::demo(NOW);
    for path in ["/public-ips", "/machines"] {
        for (field, values) in [
            (
                "limit",
                &["0", "121", "-1", "", "abc", "1.5", "%2B5", "99999999999999"][..],
            ),
            ("order", &["", "ASC", "up", "descending"]),
            ("orderBy", &["", "ip", "dtcreated"]),
            (
                "after",
                &["", "x", "d", "a%2B1", "dz%2B1", "d1", "%2B", "cd%2Bz"],
            ),
        ] {
            for value in values {
                let target = format!("{path}?{field}={value}");
                let answer = refused(account, "GET", &target, "", (400, "BAD_REQUEST"));
                assert!(answer["details"][field].is_string(), "{target}: {answer}");
            }
        }
    }
    refused(
        account,
        "GET",
        "/public-ips?orderBy=name",
        "",
        (400, "BAD_REQUEST"),
    );
}

#[test]
fn a_cursor_of_another_list_or_order() {
    let account = &mut Account::demo(NOW);
    let ips = crate::client::cursor(&get(account, "/public-ips?limit=1")).unwrap();
    let machines = crate::client::cursor(&get(account, "/machines?limit=1")).unwrap();
    for target in [
        format!("/public-ips?order=asc&after={ips}"),
        format!("/public-ips?after={machines}"),
        format!("/machines?after={ips}"),
        format!("/machines?order=asc&after={machines}"),
        format!("/machines?orderBy=name&after={machines}"),
    ] {
        let answer = refused(account, "GET", &target, "", (400, "BAD_REQUEST"));
        assert!(answer["details"]["after"].is_string());
    }
}

#[test]
fn bodies_that_do_not_validate() {
    let account = &mut Account::demo(NOW);
    let put = "/public-ips/203.0.113.7";
    for (method, target, body, field) in [
        ("POST", "/public-ips", "", "body"),
        ("POST", "/public-ips", "{", "body"),
        ("POST", "/public-ips", r#"{"region":"ny2"}x"#, "body"),
        ("POST", "/public-ips", "{}", "region"),
        ("POST", "/public-ips", "null", "body"),
        ("POST", "/public-ips", r#"["ny2"]"#, "body"),
        (
            "POST",
            "/public-ips",
            r#"{"region":"ny2","region":"ca1"}"#,
            "region",
        ),
        ("POST", "/public-ips", r#"{"region":null}"#, "region"),
        ("POST", "/public-ips", r#"{"region":2}"#, "region"),
        ("POST", "/public-ips", r#"{"region":"mars9"}"#, "region"),
        ("POST", "/public-ips", r#"{"region":"NY2"}"#, "region"),
        ("PUT", put, "", "body"),
        ("PUT", put, "machineId=psw51yb8m", "body"),
        ("PUT", put, "{}", "machineId"),
        ("PUT", put, r#"{"machineID":"psw51yb8m"}"#, "machineId"),
        ("PUT", put, r#"{"machineId":5}"#, "machineId"),
        ("PUT", put, r#"{"machineId":["psw51yb8m"]}"#, "machineId"),
        ("PUT", put, r#"["psw51yb8m"]"#, "body"),
    ] {
        let answer = refused(account, method, target, body, (400, "BAD_REQUEST"));
        assert!(
            answer["details"][field].is_string(),
            "{method} {body}: {answer}"
        );
    }
}

#[test]
fn unknown_paths_and_methods() {
    let account = &mut Account::demo(NOW);
    for (method, target) in [
        ("GET", "/"),
        ("GET", ""),
        ("GET", "/public-ips/"),
        ("GET", "/public-ip"),
        ("GET", "/public-ips/203.0.113.7"),
        ("POST", "/public-ips/203.0.113.7"),
        ("PATCH", "/public-ips/203.0.113.7"),
        ("PUT", "/public-ips"),
        ("DELETE", "/public-ips"),
        ("DELETE", "/public-ips/"),
        ("get", "/public-ips"),
        ("POST", "/machines"),
        ("GET", "/machines/psm9u09bwu5i"),
        ("POST", "/auth/session"),
    ] {
        let answer = refused(account, method, target, "{}", (404, "NOT_FOUND"));
        assert!(answer["message"].as_str().unwrap().contains(method));
    }
}

#[test]
fn unknown_addresses() {
    let account = &mut Account::demo(NOW);
    for ip in [
        "203.0.113.1",
        "203.0.113.07",
        "203.0.113.263",
        "203.0.113",
        "203.0.113.7.1",
        "x",
        "203.0.113.7%20",
        "+203.0.113.7",
    ] {
        let target = format!("/public-ips/{ip}");
        for (method, body) in [("PUT", r#"{"machineId":null}"#), ("DELETE", "")] {
            let answer = refused(account, method, &target, body, (404, "NOT_FOUND"));
            assert!(answer["message"].as_str().unwrap().contains(ip));
        }
    }
}

#[test]
fn machines_that_cannot_take_the_address() {
    let account = &mut Account::demo(NOW);
    let target = "/public-ips/203.0.113.7";
    for (machine, expected, words) in [
        ("psnothere", (404, "NOT_FOUND"), &["psnothere"][..]),
        ("", (404, "NOT_FOUND"), &[]),
        ("psrb40kzc7xd", (404, "NOT_FOUND"), &["psrb40kzc7xd"]),
        (
            "psqh6z1ko",
            (409, "CONFLICT"),
            &["psqh6z1ko", "West Coast (CA1)", "East Coast (NY2)"],
        ),
        (
            "pst9fa3iz",
            (409, "CONFLICT"),
            &["pst9fa3iz", "Europe (AMS1)", "East Coast (NY2)"],
        ),
        (
            "psn83hxw6",
            (409, "CONFLICT"),
            &["psn83hxw6", "203.0.113.8"],
        ),
    ] {
        let body = serde_json::json!({ "machineId": machine }).to_string();
        let answer = refused(account, "PUT", target, &body, expected);
        assert!(answer.get("details").is_none());
        for word in words {
            assert!(
                answer["message"].as_str().unwrap().contains(word),
                "{answer}"
            );
        }
    }
}

#[test]
fn a_claim_above_the_quota() {
    let account = &mut Account::empty(NOW);
    for _ in 0..5 {
        assert!(account.claim("ny2", NOW).is_ok());
    }
    let body = r#"{"region":"ams1"}"#;
    let answer = refused(
        account,
        "POST",
        "/public-ips",
        body,
        (422, "UNPROCESSABLE_CONTENT"),
    );
    assert_eq!(
        answer["message"],
        "This team has reached its limit of 5 public IPs."
    );
    account.release("203.0.113.3").unwrap();
    assert!(account.claim("ams1", NOW).is_ok());
    account.set_quota(0);
    refused(
        account,
        "POST",
        "/public-ips",
        body,
        (422, "UNPROCESSABLE_CONTENT"),
    );
}
