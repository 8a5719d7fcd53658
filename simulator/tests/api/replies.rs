//! Answers in place of the service's own, to requests that were carried out and that were not.

use simulator::{Arrival, Fault, Reply, Service};

use crate::client::{NOW, decoded, request};
use crate::faults::{ask, claim, count};

#[test]
fn every_reply_can_follow_a_request_that_was_carried_out_or_not() {
    let replies = [
        (Reply::status(408), 408, Arrival::Prompt),
        (Reply::status(425), 425, Arrival::Prompt),
        (Reply::status(499), 499, Arrival::Prompt),
        (Reply::status(500), 500, Arrival::Prompt),
        (Reply::Html(404), 404, Arrival::Prompt),
        (Reply::Html(502), 502, Arrival::Prompt),
        (Reply::LoginPage(401), 401, Arrival::Prompt),
        (Reply::LoginPage(403), 403, Arrival::Prompt),
        (Reply::LoginPage(200), 200, Arrival::Prompt),
        (Reply::CutOff, 200, Arrival::CutOff),
        (Reply::Late, 200, Arrival::Late),
        (Reply::Lost, 200, Arrival::Never),
    ];
    for (reply, status, arrival) in replies {
        let mut service = Service::new();
        let undone = service.answer_with(&Fault::NotCarriedOut(reply.clone()), &claim(), NOW);
        assert_eq!(undone.arrival, arrival);
        assert_eq!(count(&mut service), 36, "{reply:?}");
        let done = service.answer_with(&Fault::CarriedOut(reply.clone()), &claim(), NOW);
        assert_eq!((done.status, done.arrival), (status, arrival), "{reply:?}");
        assert_eq!(count(&mut service), 37, "{reply:?}");
        let is_page = matches!(reply, Reply::Html(_) | Reply::LoginPage(_));
        for response in [done, undone] {
            assert_eq!(response.body.starts_with("<!doctype html>"), is_page);
        }
    }
}

#[test]
fn scheduled_faults_are_met_in_a_row() {
    let mut service = Service::new();
    let faults = [
        Fault::CarriedOut(Reply::status(502)),
        Fault::NotCarriedOut(Reply::Html(404)),
    ];
    service.schedule("DELETE", "/public-ips/", faults);
    assert_eq!(service.answer(&claim(), NOW).status, 200);
    let release = ask("DELETE", "/public-ips/203.0.113.7", "");
    let answers = [(); 3].map(|()| service.answer(&release, NOW));
    let statuses = answers.each_ref().map(|answer| answer.status);
    assert_eq!(statuses, [502, 404, 404]);
    assert!(answers[1].body.starts_with("<!doctype html>"));
    assert_eq!(decoded(&answers[2]).1["code"], "NOT_FOUND");
    assert_eq!(count(&mut service), 36);
}

/// Sends the request with a key, and returns the status, whether the body is a page, and the number
/// of addresses.
fn with_key(service: &mut Service, key: &str, method: &str, target: &str) -> (u16, bool, u32) {
    let mut request = request(method, target, r#"{"region":"ny2","machineId":null}"#);
    request.authorization = Some(format!("Bearer {key}"));
    let answer = service.answer(&request, NOW);
    let count = service.account(key).map_or(0, |account| account.count());
    (answer.status, answer.body.starts_with('<'), count)
}

#[test]
fn a_key_names_the_requests_that_fail_and_how() {
    let ip = "/public-ips/203.0.113.7";
    for (key, method, target, expected) in [
        (
            "fail-claim-done-408",
            "POST",
            "/public-ips",
            (408, false, 37),
        ),
        ("fail-claim-425", "POST", "/public-ips", (425, false, 36)),
        ("fail-release-done-html-404", "DELETE", ip, (404, true, 35)),
        ("fail-release-unsent", "DELETE", ip, (503, false, 36)),
        ("fail-release-cut", "DELETE", ip, (200, false, 35)),
        ("fail-assign-login-401", "PUT", ip, (401, true, 36)),
        ("fail-list-login-403", "GET", "/public-ips", (403, true, 36)),
        (
            "fail-machines-html-502",
            "GET",
            "/machines",
            (502, true, 36),
        ),
    ] {
        let mut service = Service::new();
        let have = with_key(&mut service, key, method, target);
        service.open(key, NOW);
        let have = (have.0, have.1, service.account(key).unwrap().count());
        assert_eq!(have, expected, "{key}");
        let other = with_key(&mut service, key, "GET", "/auth/session");
        assert_eq!(other.0, 200, "{key}");
    }
    for unknown in [
        "fail-",
        "fail-claim",
        "fail-claim-418",
        "fail-x-408",
        "fail-claim-html-7",
    ] {
        let have = with_key(&mut Service::new(), unknown, "GET", "/public-ips");
        assert_eq!(have.0, 401, "{unknown}");
    }
}

#[test]
fn the_steps_of_a_key_come_in_a_row_and_again() {
    let mut service = Service::new();
    let key = "fail-release-ok-then-502-then-done-html-404";
    let mut release = |ip: &str| {
        let target = format!("/public-ips/203.0.113.{ip}");
        with_key(&mut service, key, "DELETE", &target)
    };
    assert_eq!(release("4"), (200, false, 35));
    assert_eq!(release("6"), (502, false, 35));
    assert_eq!(release("6"), (404, true, 34));
    assert_eq!(release("7"), (200, false, 33));
}

#[test]
fn a_machine_id_can_ask_for_steps_too() {
    let mut service = Service::new();
    let id = "fail-502-then-done-html-404";
    let put = ask(
        "PUT",
        "/public-ips/203.0.113.7",
        &format!(r#"{{"machineId":"{id}"}}"#),
    );
    let answers = [(); 3].map(|()| service.answer(&put, NOW));
    let statuses = answers.each_ref().map(|answer| answer.status);
    assert_eq!(statuses, [502, 404, 502]);
    assert!(answers[1].body.starts_with("<!doctype html>"));
    let address = service.account("demo").unwrap().address("203.0.113.7");
    assert_eq!(address.unwrap().machine.as_deref(), Some(id));
}
