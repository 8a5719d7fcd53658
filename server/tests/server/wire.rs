//! Faults of the connection, gates inside an answer, and the simulator's faults on the wire.

use crate::support::{call, count, options, parse, request, send, simulated};
use server::{Fault, Limits, Options, Point, Server, start, start_within};
use simulator::Reply;
use std::io::ErrorKind;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const CLAIM: &str = "POST /v1/public-ips";
const BODY: &str = r#"{"region":"ny2"}"#;

/// A connection with a claim sent.
async fn claiming(server: &Server) -> TcpStream {
    let addr = server.addr();
    let mut socket = TcpStream::connect(addr).await.unwrap();
    let bytes = request(addr, CLAIM, "Authorization: Bearer demo\r\n", BODY);
    socket.write_all(bytes.as_bytes()).await.unwrap();
    socket
}

/// The bytes that arrive before the reset.
async fn until_reset(server: &Server) -> Vec<u8> {
    let mut bytes = Vec::new();
    let end = claiming(server).await.read_to_end(&mut bytes).await;
    assert_eq!(end.unwrap_err().kind(), ErrorKind::ConnectionReset);
    bytes
}

#[tokio::test]
async fn a_reset_comes_before_the_headers_and_nothing_is_carried_out() {
    let server = simulated().await;
    server.fault("POST", "/v1/", Fault::Reset);
    assert!(until_reset(&server).await.is_empty());
    assert_eq!(count(&server).await, 36);
}

#[tokio::test]
async fn a_reset_in_the_middle_of_the_body_comes_after_half_of_it() {
    let server = simulated().await;
    server.fault("POST", "/v1/", Fault::ResetMidBody);
    let answer = parse(&until_reset(&server).await);
    let announced: usize = answer.header("content-length").unwrap().parse().unwrap();
    assert_eq!((answer.status, answer.body.len()), (200, announced / 2));
    assert_eq!(count(&server).await, 37);
}

#[tokio::test]
async fn a_redirect_leads_to_another_origin() {
    let server = simulated().await;
    let url = "http://elsewhere.example/v1";
    server.fault("POST", "/v1/", Fault::Redirect(url.into()));
    let answer = call(&server, CLAIM, BODY).await;
    assert_eq!(answer.status, 307);
    assert_eq!(answer.header("location").as_deref(), Some(url));
    assert_eq!(count(&server).await, 36);
}

#[tokio::test]
async fn html_comes_with_and_without_cors_headers() {
    let origin = "http://panel.example";
    let cors = Some(origin.to_owned());
    let server = start(Options { cors, ..options() }).await.unwrap();
    let extra = format!("Authorization: Bearer demo\r\nOrigin: {origin}\r\n");
    for (fault, readable) in [
        (Fault::Html(502), true),
        (Fault::HtmlWithoutCors(502), false),
    ] {
        server.fault("POST", "/v1/", fault);
        let answer = send(&server, CLAIM, &extra, BODY).await;
        assert_eq!(answer.status, 502);
        assert!(answer.body.starts_with("<!doctype html>"));
        let allowed = answer.header("access-control-allow-origin");
        assert_eq!(allowed.as_deref() == Some(origin), readable);
    }
}

#[tokio::test]
async fn a_slow_body_stops_half_way_until_its_gate_opens() {
    let server = simulated().await;
    let gate = server.hold_at(Point::Body, "POST", "/v1/");
    let mut socket = claiming(&server).await;
    assert!(gate.reached().await);
    let mut seen = Vec::new();
    while !String::from_utf8_lossy(&seen).contains("\r\n\r\n") {
        assert_ne!(socket.read_buf(&mut seen).await.unwrap(), 0);
    }
    let early = seen.len();
    assert_eq!(count(&server).await, 37);
    gate.release();
    socket.read_to_end(&mut seen).await.unwrap();
    assert!(seen.len() > early, "the second half came after the gate");
    assert!(String::from_utf8_lossy(&seen).contains("203.0.113.1"));
}

#[tokio::test]
async fn a_delayed_answer_waits_although_it_was_carried_out() {
    let server = simulated().await;
    let gate = server.hold_at(Point::Answer, "POST", "/v1/");
    let (answer, ()) = tokio::join!(call(&server, CLAIM, BODY), async {
        assert!(gate.reached().await);
        assert_eq!(count(&server).await, 37);
        let claim = server
            .journal()
            .into_iter()
            .find(|entry| entry.method == "POST");
        assert_eq!(claim.unwrap().status, None);
        gate.release();
    });
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn a_stop_ends_what_waits_in_the_middle_of_its_body() {
    let server = simulated().await;
    let gate = server.hold_at(Point::Body, "POST", "/v1/");
    let mut socket = claiming(&server).await;
    assert!(gate.reached().await);
    server.stop().await;
    let mut seen = Vec::new();
    socket.read_to_end(&mut seen).await.ok();
    assert!(!String::from_utf8_lossy(&seen).ends_with("0\r\n\r\n"));
}

#[tokio::test]
async fn the_simulator_fails_as_told_on_the_wire_too() {
    let server = simulated().await;
    for wait in ["7", "Fri, 29 May 2026 00:00:00 GMT"] {
        let refused = simulator::Fault::NotCarriedOut(Reply::Refused {
            status: 429,
            retry_after: Some(wait.to_owned()),
        });
        server.fault("POST", "/v1/", Fault::Api(refused));
        let answer = call(&server, CLAIM, BODY).await;
        assert_eq!(answer.status, 429);
        assert_eq!(answer.header("retry-after").as_deref(), Some(wait));
    }
    let delayed = simulator::Fault::Delayed {
        by: i64::MAX,
        answer: Reply::status(504),
    };
    server.fault("POST", "/v1/", Fault::Api(delayed));
    assert_eq!(call(&server, CLAIM, BODY).await.status, 504);
    assert_eq!(count(&server).await, 36);
    server.simulator(|service| service.run_delayed(0));
    assert_eq!(count(&server).await, 37);
    for (reply, arrives, addresses) in [(Reply::Lost, false, 38), (Reply::CutOff, true, 39)] {
        let fault = Fault::Api(simulator::Fault::CarriedOut(reply));
        server.fault("POST", "/v1/", fault);
        let mut bytes = Vec::new();
        let mut socket = claiming(&server).await;
        socket.read_to_end(&mut bytes).await.unwrap();
        assert_eq!(!bytes.is_empty(), arrives);
        assert!(!bytes.ends_with(b"}"), "the body is not whole");
        assert_eq!(count(&server).await, addresses);
    }
}

#[tokio::test]
async fn a_late_answer_takes_the_time_of_the_limits() {
    let late = Duration::from_millis(200);
    let limits = Limits {
        late,
        ..Limits::default()
    };
    let server = start_within(options(), limits).await.unwrap();
    let begun = Instant::now();
    let put = "PUT /v1/public-ips/203.0.113.7";
    let answer = call(&server, put, r#"{"machineId":"fail-slow"}"#).await;
    assert_eq!(answer.status, 200);
    assert!(begun.elapsed() >= late);
}
