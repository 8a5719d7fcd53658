//! Faults on demand.

use serde_json::{Value, json};
use simulator::{Arrival, Fault, Malformed, Reply, Request, Response, Service};

use crate::client::{NOW, decoded, request, texts};

pub(crate) const LIST: &str = "/public-ips?limit=5";

pub(crate) fn ask(method: &str, target: &str, body: &str) -> Request {
    Request {
        authorization: Some("Bearer demo".to_owned()),
        ..request(method, target, body)
    }
}

pub(crate) fn claim() -> Request {
    ask("POST", "/public-ips", r#"{"region":"ny2"}"#)
}

pub(crate) fn count(service: &mut Service) -> u32 {
    service.open("demo", NOW).unwrap().count()
}

fn refused(status: u16, retry_after: Option<&str>) -> Fault {
    Fault::NotCarriedOut(Reply::Refused {
        status,
        retry_after: retry_after.map(str::to_owned),
    })
}

pub(crate) fn list(service: &mut Service, malformed: Malformed, target: &str) -> Value {
    let response = service.answer_with(&Fault::Malformed(malformed), &ask("GET", target, ""), NOW);
    let (status, page) = decoded(&response);
    assert_eq!(status, 200, "{malformed:?}");
    page
}

#[test]
fn every_status_is_refused_and_not_carried_out() {
    let mut service = Service::new();
    for status in [
        400, 401, 403, 404, 408, 409, 422, 425, 429, 499, 500, 502, 503, 504,
    ] {
        let response = service.answer_with(&refused(status, None), &claim(), NOW);
        let (have, body) = decoded(&response);
        assert_eq!((have, response.retry_after.as_deref()), (status, None));
        assert!(body["code"].is_string() && body["message"].is_string());
        assert_eq!(count(&mut service), 36);
    }
    assert_eq!(
        service.answer_with(&refused(7, None), &claim(), NOW).status,
        500
    );
}

#[test]
fn a_refusal_can_carry_retry_after() {
    let mut service = Service::new();
    for value in ["7", "Fri, 29 May 2026 00:00:00 GMT"] {
        let response = service.answer_with(&refused(429, Some(value)), &claim(), NOW);
        assert_eq!(response.retry_after.as_deref(), Some(value));
    }
}

#[test]
fn a_delayed_request_is_answered_first_and_carried_out_when_due() {
    let mut service = Service::new();
    let delayed = |answer| Fault::Delayed { by: 2_000, answer };
    let response = service.answer_with(&delayed(Reply::status(504)), &claim(), NOW);
    assert_eq!((response.status, response.arrival), (504, Arrival::Prompt));
    let response = service.answer_with(&delayed(Reply::Lost), &claim(), NOW + 1);
    assert_eq!(response.arrival, Arrival::Never);
    let mut seen = |at| {
        let page = decoded(&service.answer(&ask("GET", "/public-ips?limit=120", ""), at)).1;
        texts(&page, "dtCreated").len()
    };
    assert_eq!(
        [seen(NOW + 1_999), seen(NOW + 2_000), seen(NOW + 2_001)],
        [36, 37, 38]
    );
}

#[test]
fn delayed_requests_can_be_carried_out_before_they_are_due() {
    let mut service = Service::new();
    let fault = Fault::Delayed {
        by: i64::MAX,
        answer: Reply::Lost,
    };
    service.answer_with(&fault, &claim(), NOW);
    assert_eq!(count(&mut service), 36);
    let answers: Vec<Response> = service.run_delayed(NOW);
    assert_eq!((answers.len(), answers[0].status), (1, 200));
    assert_eq!(count(&mut service), 37);
    assert!(service.run_delayed(NOW).is_empty());
}

#[test]
fn a_skewed_clock_dates_what_it_claims() {
    let mut service = Service::new();
    let fault = Fault::Skewed(-60_000);
    let (_, item) = decoded(&service.answer_with(&fault, &claim(), NOW));
    assert_eq!(item["dtCreated"], "2026-05-28T20:25:40.000Z");
}

#[test]
fn another_client_changes_the_account_right_before_or_after() {
    let mut service = Service::new();
    let other = Box::new(request("DELETE", "/public-ips/203.0.113.7", ""));
    let release = ask("DELETE", "/public-ips/203.0.113.7", "");
    let first = service.answer_with(&Fault::After(other), &release, NOW);
    assert_eq!(first.status, 404);
    let other = Box::new(request("DELETE", "/public-ips/203.0.113.9", ""));
    let answer = service.answer_with(&Fault::Before(other), &claim(), NOW);
    assert_eq!(answer.status, 200);
    let account = service.account("demo").unwrap();
    assert!(account.address("203.0.113.9").is_none());
    assert_eq!(account.count(), 35);
}

#[test]
fn broken_and_large_bodies_are_carried_out() {
    let mut service = Service::new();
    for (malformed, after) in [
        (Malformed::Unclosed, 37),
        (Malformed::Half, 38),
        (Malformed::Large, 39),
    ] {
        let response = service.answer_with(&Fault::Malformed(malformed), &claim(), NOW);
        assert_eq!((response.status, count(&mut service)), (200, after));
        let readable = serde_json::from_str::<Value>(&response.body).is_ok();
        assert_eq!(readable, malformed == Malformed::Large);
        assert_eq!(
            response.body.len() > 5 * 1024 * 1024,
            malformed == Malformed::Large
        );
    }
}

#[test]
fn duplicates_stand_twice_and_the_rest_of_the_list_is_unchanged() {
    let mut service = Service::new();
    let page = list(&mut service, Malformed::Duplicates, LIST);
    let ips = texts(&page, "ip");
    assert_eq!(ips.len(), 10);
    assert!(ips.chunks(2).all(|pair| pair[0] == pair[1]));
    assert!(page["nextPage"].is_string());
}

#[test]
fn a_cursor_loop_leads_to_itself() {
    let mut service = Service::new();
    let first = list(&mut service, Malformed::CursorLoop, LIST);
    let next = format!("{LIST}&after={}", first["nextPage"].as_str().unwrap());
    assert_eq!(list(&mut service, Malformed::CursorLoop, &next), first);
}

#[test]
fn more_without_a_cursor() {
    let page = list(&mut Service::new(), Malformed::MoreWithoutCursor, LIST);
    assert_eq!(
        (&page["hasMore"], &page["nextPage"]),
        (&json!(true), &Value::Null)
    );
}

#[test]
fn empty_pages_lead_on_and_lose_nothing() {
    for order in ["desc", "asc"] {
        let mut service = Service::new();
        let target = format!("{LIST}&order={order}");
        let plain = decoded(&service.answer(&ask("GET", &target, ""), NOW)).1;
        let mut cursors: Vec<String> = Vec::new();
        for _ in 0..6 {
            let after = cursors
                .last()
                .map(|cursor| format!("&after={}", crate::client::encode(cursor)));
            let page = list(
                &mut service,
                Malformed::EmptyPage,
                &format!("{target}{}", after.unwrap_or_default()),
            );
            assert!(texts(&page, "ip").is_empty());
            let cursor = page["nextPage"].as_str().unwrap().to_owned();
            assert!(!cursors.contains(&cursor));
            cursors.push(cursor);
        }
        let after = crate::client::encode(cursors.last().unwrap());
        let page = service.answer(&ask("GET", &format!("{target}&after={after}"), ""), NOW);
        assert_eq!(decoded(&page).1, plain);
    }
}

#[test]
fn regions_and_fields_can_be_wrong_in_lists_and_items() {
    let mut service = Service::new();
    let page = list(&mut service, Malformed::UnknownRegion, LIST);
    assert_eq!(texts(&page, "region"), ["mars1"; 5]);
    let page = list(&mut service, Malformed::MissingFields, LIST);
    assert_eq!(page["items"][0], json!({"ip": "203.0.113.4"}));
    assert_eq!(page.as_object().unwrap().len(), 1);
    let page = list(&mut service, Malformed::NullFields, LIST);
    assert_eq!(
        page["items"][0],
        json!({"ip": "203.0.113.4", "dtCreated": null, "region": null})
    );
    assert_eq!(
        (&page["hasMore"], &page["nextPage"]),
        (&Value::Null, &Value::Null)
    );
    let put = ask(
        "PUT",
        "/public-ips/203.0.113.7",
        r#"{"machineId":"psw51yb8m"}"#,
    );
    let (_, item) =
        decoded(&service.answer_with(&Fault::Malformed(Malformed::NullFields), &put, NOW));
    assert_eq!(
        (&item["ip"], &item["assignedMachineId"]),
        (&json!("203.0.113.7"), &Value::Null)
    );
}
