//! Faults and gates.

use crate::support::{call, count, exchange, parse, request, simulated};
use server::{Fault, Server};

const CLAIM: &str = "POST /v1/public-ips";
const BODY: &str = r#"{"region":"ny2"}"#;

/// Claims and returns the bytes received; none if the connection closes.
async fn claim(server: &Server) -> Vec<u8> {
    let addr = server.addr();
    let extra = "Authorization: Bearer demo\r\n";
    exchange(addr, &request(addr, CLAIM, extra, BODY)).await
}

#[tokio::test]
async fn a_status_is_answered_once_and_nothing_is_carried_out() {
    let server = simulated().await;
    let before = count(&server).await;
    let body = r#"{"code":"X","message":"y"}"#;
    server.fault("POST", "/v1/public-ips", Fault::Status(503, body.into()));
    let answer = call(&server, CLAIM, BODY).await;
    assert_eq!((answer.status, answer.body.as_str()), (503, body));
    assert_eq!(count(&server).await, before);
    assert_eq!(call(&server, CLAIM, BODY).await.status, 200);
}

#[tokio::test]
async fn an_html_answer_looks_like_a_cdn() {
    let server = simulated().await;
    server.fault("GET", "/v1/public-ips?after=", Fault::Html(502));
    assert_eq!(call(&server, "GET /v1/public-ips", "").await.status, 200);
    let answer = call(&server, "GET /v1/public-ips?after=x", "").await;
    assert_eq!(answer.status, 502);
    assert_eq!(answer.header("content-type").as_deref(), Some("text/html"));
    assert!(answer.body.starts_with("<!doctype html>"));
}

#[tokio::test]
async fn a_close_ends_the_connection_and_nothing_is_carried_out() {
    let server = simulated().await;
    let before = count(&server).await;
    server.fault("POST", "/v1/", Fault::Close);
    assert!(claim(&server).await.is_empty());
    assert_eq!(count(&server).await, before);
    let entry = server
        .journal()
        .into_iter()
        .find(|e| e.method == "POST")
        .unwrap();
    assert_eq!(entry.status, None);
}

#[tokio::test]
async fn a_lost_answer_is_carried_out() {
    let server = simulated().await;
    let before = count(&server).await;
    server.fault("POST", "/v1/", Fault::LostAnswer);
    assert!(claim(&server).await.is_empty());
    assert_eq!(count(&server).await, before + 1);
}

#[tokio::test]
async fn a_carried_out_request_can_meet_any_other_fault() {
    let server = simulated().await;
    let body = r#"{"code":"TIMEOUT","message":"y"}"#;
    for (fault, status) in [
        (Fault::Status(408, body.into()), 408),
        (Fault::Html(404), 404),
        (Fault::HtmlWithoutCors(502), 502),
        (Fault::Redirect("http://127.0.0.1:9/".into()), 307),
        (Fault::Truncated, 200),
    ] {
        let before = count(&server).await;
        let carried_out = Fault::CarriedOut(Box::new(fault.clone()));
        server.fault("POST", "/v1/", carried_out);
        assert_eq!(parse(&claim(&server).await).status, status, "{fault:?}");
        assert_eq!(count(&server).await, before + 1, "{fault:?}");
    }
    let before = count(&server).await;
    server.fault("POST", "/v1/", Fault::CarriedOut(Box::new(Fault::Close)));
    assert!(claim(&server).await.is_empty());
    assert_eq!(count(&server).await, before + 1);
}

#[tokio::test]
async fn a_truncated_answer_is_carried_out_and_breaks_off() {
    let server = simulated().await;
    let before = count(&server).await;
    server.fault("POST", "/v1/", Fault::Truncated);
    let answer = parse(&claim(&server).await);
    let announced: usize = answer.header("content-length").unwrap().parse().unwrap();
    assert_eq!(answer.status, 200);
    assert!(
        announced > 0 && answer.body.len() == announced / 2,
        "{answer:?}"
    );
    assert_eq!(count(&server).await, before + 1);
}

#[tokio::test]
async fn faults_of_one_path_form_a_queue() {
    let server = simulated().await;
    for status in [500, 429] {
        server.fault(
            "GET",
            "/v1/public-ips",
            Fault::Status(status, String::new()),
        );
    }
    for status in [500, 429, 200] {
        assert_eq!(call(&server, "GET /v1/public-ips", "").await.status, status);
    }
}

#[tokio::test]
async fn a_held_request_is_answered_only_after_its_release() {
    let server = simulated().await;
    let gate = server.hold("POST", "/v1/public-ips");
    let before = count(&server).await;
    let (answer, ()) = tokio::join!(claim(&server), async {
        assert!(gate.reached().await);
        assert_eq!(server.journal().last().unwrap().status, None);
        assert_eq!(count(&server).await, before);
        gate.release();
    });
    assert_eq!(parse(&answer).status, 200);
    assert_eq!(count(&server).await, before + 1);
}

#[tokio::test]
async fn a_request_can_be_held_and_then_fail() {
    let server = simulated().await;
    let gate = server.hold("POST", "/v1/public-ips");
    server.fault("POST", "/v1/public-ips", Fault::LostAnswer);
    let (answer, ()) = tokio::join!(claim(&server), async {
        assert!(gate.reached().await);
        gate.release();
    });
    assert!(answer.is_empty());
}

#[tokio::test]
async fn a_dropped_gate_lets_its_request_go() {
    let server = simulated().await;
    drop(server.hold("POST", "/v1/public-ips"));
    assert_eq!(call(&server, CLAIM, BODY).await.status, 200);
}
