//! Keys and their accounts.

use serde_json::{Value, json};
use simulator::{Request, Service};

use crate::client::{NOW, decoded, request, texts, with_key};

#[test]
fn every_key_opens_its_account() {
    let mut accounts = Service::new();
    for (key, count) in [
        ("demo", 36),
        ("read-only", 36),
        ("empty", 0),
        ("large-0", 0),
        ("large-7", 7),
        ("large-100000", 120),
        ("large-1000000", 120),
    ] {
        let (status, page) = with_key(&mut accounts, key, "GET", "/public-ips?limit=120");
        assert_eq!((status, texts(&page, "ip").len()), (200, count), "{key}");
        let (status, session) = with_key(&mut accounts, key, "GET", "/auth/session");
        assert_eq!(status, 200);
        assert!(session["user"]["email"].is_string());
        assert!(session["user"]["teamMemberships"][0]["team"]["name"].is_string());
        assert_eq!(
            session["team"]["id"],
            session["user"]["teamMemberships"][0]["team"]["id"]
        );
    }
}

#[test]
fn no_other_key_opens_anything() {
    let unauthorized =
        json!({"code": "UNAUTHORIZED", "message": "You must be logged in to access this method."});
    let mut accounts = Service::new();
    for authorization in [
        None,
        Some(""),
        Some("demo"),
        Some("Bearer"),
        Some("Bearer "),
        Some("Bearer Demo"),
        Some("Bearer demo "),
        Some("Basic demo"),
        Some("Bearer revoked"),
        Some("Bearer large-"),
        Some("Bearer large-1000001"),
        Some("Bearer large-+5"),
        Some("Bearer large--1"),
        Some("Bearer large-99999999999999999999"),
    ] {
        let with = |method: &str, path: &str| Request {
            authorization: authorization.map(str::to_owned),
            ..request(method, path, "{}")
        };
        for (method, path) in [
            ("GET", "/public-ips"),
            ("POST", "/public-ips"),
            ("GET", "/nowhere"),
            ("PUT", "/auth/session"),
        ] {
            let answer = decoded(&accounts.answer(&with(method, path), NOW));
            assert_eq!(answer, (401, unauthorized.clone()), "{authorization:?}");
        }
        let answer = decoded(&accounts.answer(&with("GET", "/auth/session"), NOW));
        assert_eq!(answer, (200, Value::Null));
    }
}

#[test]
fn a_revoked_key_is_answered_401_and_its_account_stays() {
    let mut accounts = Service::new();
    assert!(accounts.account("demo").is_none());
    assert_eq!(
        with_key(&mut accounts, "demo", "POST", "/public-ips").0,
        200
    );
    accounts.revoke("demo");
    assert_eq!(
        with_key(&mut accounts, "demo", "POST", "/public-ips").0,
        401
    );
    assert_eq!(
        with_key(&mut accounts, "demo", "GET", "/auth/session"),
        (200, Value::Null)
    );
    assert!(accounts.open("demo", NOW).is_none());
    assert_eq!(accounts.account("demo").unwrap().count(), 37);
    assert_eq!(
        with_key(&mut accounts, "empty", "POST", "/public-ips").0,
        200
    );
}

#[test]
fn read_only_reads_and_changes_nothing() {
    let mut accounts = Service::new();
    for (method, target) in [
        ("POST", "/public-ips"),
        ("PUT", "/public-ips/203.0.113.7"),
        ("DELETE", "/public-ips/203.0.113.7"),
        ("DELETE", "/public-ips/203.0.113.1"),
    ] {
        let (status, answer) = with_key(&mut accounts, "read-only", method, target);
        assert_eq!(
            (status, answer["code"].as_str().unwrap()),
            (403, "FORBIDDEN")
        );
    }
    assert_eq!(
        with_key(&mut accounts, "read-only", "GET", "/machines").0,
        200
    );
    assert_eq!(
        with_key(&mut accounts, "read-only", "PUT", "/public-ips").0,
        404
    );
    assert_eq!(accounts.account("read-only").unwrap().count(), 36);
}

#[test]
fn each_key_has_its_own_account_that_keeps_changes() {
    let mut accounts = Service::new();
    assert_eq!(
        with_key(&mut accounts, "demo", "DELETE", "/public-ips/203.0.113.7").0,
        200
    );
    assert_eq!(
        with_key(&mut accounts, "demo", "DELETE", "/public-ips/203.0.113.7").0,
        404
    );
    assert!(
        accounts
            .open("read-only", NOW)
            .unwrap()
            .address("203.0.113.7")
            .is_some()
    );
    let behind = accounts.account("demo").unwrap();
    behind.release("203.0.113.9").unwrap();
    let (_, page) = with_key(&mut accounts, "demo", "GET", "/public-ips?limit=120");
    assert_eq!(texts(&page, "ip").len(), 34);
}
