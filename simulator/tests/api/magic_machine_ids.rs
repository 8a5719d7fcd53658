//! Machine ids and keys that fail on demand.

use simulator::{Account, Arrival, Service, handle};

use crate::client::{NOW, request, send, with_key};

const IP: &str = "203.0.113.7";

fn assign(account: &mut Account, machine: &str) -> simulator::Response {
    let body = format!(r#"{{"machineId":"{machine}"}}"#);
    handle(
        account,
        &request("PUT", &format!("/public-ips/{IP}"), &body),
        NOW,
    )
}

#[test]
fn a_machine_id_can_ask_for_a_status() {
    let mut account = Account::demo(NOW);
    for status in [
        400, 401, 403, 404, 408, 409, 422, 425, 429, 499, 500, 502, 503, 504,
    ] {
        let answer = assign(&mut account, &format!("fail-{status}"));
        assert_eq!((answer.status, answer.arrival), (status, Arrival::Prompt));
        assert_eq!(answer.retry_after.is_some(), status == 429);
        assert_eq!(account.address(IP).unwrap().machine, None);
    }
    for unknown in ["fail-200", "fail-", "fail-418", "fail-x"] {
        let answer = assign(&mut account, unknown);
        assert!(answer.status == 404 && answer.body.contains("There is no machine"));
    }
}

#[test]
fn a_machine_id_can_lose_or_delay_the_answer() {
    let mut account = Account::demo(NOW);
    for (machine, arrival) in [("fail-lost", Arrival::Never), ("fail-slow", Arrival::Late)] {
        assert_eq!(assign(&mut account, machine).arrival, arrival);
        let address = account.address(IP).unwrap();
        assert_eq!(address.machine.as_deref(), Some(machine));
    }
}

#[test]
fn an_unknown_address_is_404_whatever_the_machine_id() {
    let mut account = Account::demo(NOW);
    for machine in ["fail-500", "fail-lost"] {
        let body = format!(r#"{{"machineId":"{machine}"}}"#);
        let (status, _) = send(&mut account, "PUT", "/public-ips/203.0.113.1", &body);
        assert_eq!(status, 404);
    }
}

#[test]
fn every_third_request_of_the_flaky_key_fails() {
    let mut service = Service::new();
    let mut status = || with_key(&mut service, "flaky", "GET", "/public-ips").0;
    assert_eq!([(); 6].map(|()| status()), [200, 200, 503, 200, 200, 503]);
}

#[test]
fn claims_of_two_keys_are_lost_or_late() {
    let mut service = Service::new();
    let mut claim = |key: &str, now| {
        let mut request = request("POST", "/public-ips", r#"{"region":"ny2"}"#);
        request.authorization = Some(format!("Bearer {key}"));
        let answer = service.answer(&request, now);
        let count = service.open(key, now).unwrap().count();
        (answer.status, answer.arrival, count)
    };
    assert_eq!(claim("lost-claims", NOW), (200, Arrival::Never, 37));
    assert_eq!(claim("late-claims", NOW).0, 504);
    assert_eq!(claim("late-claims", NOW + 2_999).0, 504);
    let count = |service: &mut Service, now| {
        let (status, _) = with_key(service, "late-claims", "GET", "/public-ips");
        let mut read = request("GET", "/public-ips", "");
        read.authorization = Some("Bearer late-claims".to_owned());
        service.answer(&read, now);
        (status, service.account("late-claims").unwrap().count())
    };
    assert_eq!(count(&mut service, NOW + 3_000), (200, 37));
    assert_eq!(count(&mut service, NOW + 5_999), (200, 38));
}

#[test]
fn each_key_that_begins_as_a_sentinel_has_an_account_of_its_own() {
    let mut service = Service::new();
    let (status, _) = with_key(
        &mut service,
        "sentinel-1",
        "DELETE",
        "/public-ips/203.0.113.7",
    );
    assert_eq!(status, 200);
    let mut count = |key: &str| {
        let account = service.open(key, NOW);
        account.map(|account| account.count())
    };
    assert_eq!(count("sentinel-1"), count("demo").map(|all| all - 1));
    assert_eq!(count("sentinel-2"), count("demo"));
    assert_eq!(count("sentinel"), None);
}
