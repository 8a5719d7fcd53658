//! Lists that lag behind, leave out an item, or hold odd ones.

use serde::de::IgnoredAny;
use serde_json::{Value, json};
use simulator::{Fault, Malformed, Odd, Service};

use crate::client::{NOW, decoded, texts};
use crate::faults::{LIST, ask, claim, count, list};

#[test]
fn a_list_can_lag_behind_by_some_requests() {
    let mut service = Service::new();
    let all = ask("GET", "/public-ips?limit=120", "");
    let seen = |service: &mut Service, requests| {
        let answer = service.answer_with(&Fault::Lagging(requests), &all, NOW);
        texts(&decoded(&answer).1, "ip").len()
    };
    assert_eq!(seen(&mut service, 16), 36);
    service.answer(&claim(), NOW);
    let lists = [(); 4].map(|()| seen(&mut service, 3));
    assert_eq!(lists, [36, 36, 36, 37]);
    service.answer(&claim(), NOW);
    service.answer(&claim(), NOW);
    assert_eq!(seen(&mut service, 1), 38);
    assert_eq!(seen(&mut service, 3), 37);
    let release = ask("DELETE", "/public-ips/203.0.113.7", "");
    let answer = service.answer_with(&Fault::Lagging(9), &release, NOW);
    assert_eq!((answer.status, count(&mut service)), (200, 38));
}

#[test]
fn a_list_can_leave_out_an_item() {
    let mut service = Service::new();
    let plain = decoded(&service.answer(&ask("GET", LIST, ""), NOW)).1;
    let page = list(&mut service, Malformed::WithoutItem(2), LIST);
    let mut kept = texts(&plain, "ip");
    kept.remove(2);
    assert_eq!(texts(&page, "ip"), kept);
    assert_eq!(page["nextPage"], plain["nextPage"]);
    assert_eq!(list(&mut service, Malformed::WithoutItem(9), LIST), plain);
}

#[test]
fn one_item_can_be_odd() {
    let mut service = Service::new();
    let plain = decoded(&service.answer(&ask("GET", LIST, ""), NOW)).1;
    let id = "assignedMachineId";
    for (odd, name, value) in [
        (Odd::NumberId, id, Some(json!(42))),
        (Odd::ObjectId, id, Some(json!({"id": "psw51yb8m"}))),
        (Odd::LongId, id, Some("x".repeat(5_000).into())),
        (Odd::EmptyId, id, Some("".into())),
        (Odd::NullId, id, Some(Value::Null)),
        (Odd::Ipv6, "ip", Some("2001:db8::7".into())),
        (Odd::HostName, "ip", Some("gateway.example".into())),
        (Odd::NoIp, "ip", None),
        (Odd::NoRegion, "region", None),
        (Odd::NoDate, "dtCreated", None),
    ] {
        let page = list(&mut service, Malformed::OddItem(1, odd), LIST);
        let mut expected = plain["items"][1].clone();
        let item = expected.as_object_mut().unwrap();
        match value {
            Some(value) => drop(item.insert(name.to_owned(), value)),
            None => drop(item.remove(name)),
        }
        assert_eq!(page["items"][1], expected, "{odd:?}");
        assert_eq!(page["items"][0], plain["items"][0], "{odd:?}");
    }
}

#[test]
fn a_lone_surrogate_is_json_that_no_text_can_hold() {
    let mut service = Service::new();
    let fault = Fault::Malformed(Malformed::OddItem(0, Odd::LoneSurrogateId));
    let put = ask("PUT", "/public-ips/203.0.113.7", r#"{"machineId":null}"#);
    for request in [ask("GET", LIST, ""), put] {
        let body = service.answer_with(&fault, &request, NOW).body;
        assert!(
            body.contains("\"assignedMachineId\":\"\\ud800\","),
            "{body}"
        );
        assert!(serde_json::from_str::<Value>(&body).is_err());
        assert!(serde_json::from_str::<IgnoredAny>(&body).is_ok());
    }
}

/// The list as a key sees it.
fn with_key(service: &mut Service, key: &str, method: &str, target: &str) -> String {
    let mut request = ask(method, target, "");
    request.authorization = Some(format!("Bearer {key}"));
    service.answer(&request, NOW).body
}

#[test]
fn three_keys_have_such_lists() {
    let mut service = Service::new();
    let count = |body: String| {
        let page: Value = serde_json::from_str(&body).unwrap();
        texts(&page, "ip").len()
    };
    let all = "/public-ips?limit=120";
    let ip = "/public-ips/203.0.113.7";
    with_key(&mut service, "lagging", "DELETE", ip);
    let lists = [(); 4].map(|()| count(with_key(&mut service, "lagging", "GET", all)));
    assert_eq!(lists, [36, 36, 36, 35]);
    let lists = [(); 4].map(|()| count(with_key(&mut service, "skipping", "GET", all)));
    assert_eq!(lists, [36, 35, 36, 35]);
    let odd = with_key(&mut service, "odd-items", "GET", all);
    for part in [
        ":42,",
        "{\"id\"",
        "xxxx",
        "\\ud800",
        "2001:db8::7",
        "gateway.example",
    ] {
        assert!(odd.contains(part), "{part}");
    }
    assert_eq!(odd.matches("\"ip\"").count(), 35);
}
