//! Start, errors of the start, and stop.

use crate::support::{call, exchange, get, options, parse, request, simulated};
use server::{Backend, Limits, Options, start, start_within};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;

async fn refusal(options: Options) -> String {
    start(options).await.expect_err("no start").to_string()
}

#[tokio::test]
async fn a_busy_port_is_named_with_what_to_do() {
    let first = simulated().await;
    let mut options = options();
    options.listen = first.addr();
    let text = refusal(options).await;
    assert!(text.contains(&first.addr().port().to_string()), "{text}");
    assert!(text.contains("in use") && text.contains("--port"), "{text}");
}

#[tokio::test]
async fn a_folder_without_a_panel_is_refused() {
    let text = refusal(Options::new("no/such/folder")).await;
    assert!(
        text.contains("no/such/folder") && text.contains("cargo xtask dist"),
        "{text}"
    );
}

#[tokio::test]
async fn wrong_urls_are_refused() {
    let mut upstream = options();
    upstream.backend = Backend::Upstream("api.example".into());
    assert!(
        refusal(upstream)
            .await
            .starts_with("The upstream `api.example` ")
    );
    let mut cors = options();
    cors.cors = Some("*".into());
    assert!(refusal(cors).await.starts_with("The CORS origin `*` "));
    let mut base = options();
    base.api_base = Some("http://api.example/v1".into());
    assert!(
        refusal(base)
            .await
            .starts_with("The API base `http://api.example/v1` ")
    );
}

#[tokio::test]
async fn stopping_frees_the_port_at_once() {
    let server = simulated().await;
    let addr = server.addr();
    get(&server, "/").await;
    // A connection without a request, and a held request.
    let idle = TcpStream::connect(addr).await.unwrap();
    let gate = server.hold("GET", "/v1/public-ips");
    let text = request(addr, "GET /v1/public-ips", "", "");
    let held = tokio::spawn(async move { exchange(addr, &text).await });
    assert!(gate.reached().await);
    let start_of_stop = Instant::now();
    server.stop().await;
    assert!(start_of_stop.elapsed() < Duration::from_secs(1));
    assert!(held.await.unwrap().is_empty());
    drop(idle);
    let mut options = options();
    options.listen = addr;
    start(options).await.unwrap();
}

#[tokio::test]
async fn a_request_under_way_is_answered_before_the_server_stops() {
    let api = simulated().await;
    let mut options = options();
    options.backend = Backend::Upstream(format!("{}/v1", api.url()));
    let server = start(options).await.unwrap();
    let addr = server.addr();
    let gate = api.hold("GET", "/v1/public-ips");
    let text = request(addr, "GET /v1/public-ips", "", "");
    let asked = tokio::spawn(async move { exchange(addr, &text).await });
    assert!(gate.reached().await);
    let stopped = tokio::spawn(server.stop());
    // It no longer listens, and still waits for the API.
    while TcpStream::connect(addr).await.is_ok() {
        tokio::task::yield_now().await;
    }
    gate.release();
    assert_eq!(parse(&asked.await.unwrap()).status, 401);
    stopped.await.unwrap();
}

#[tokio::test]
async fn a_connection_ends_after_its_time_whatever_it_waits_for() {
    let limits = Limits {
        connection: Duration::from_millis(100),
        ..Limits::default()
    };
    let server = start_within(options(), limits).await.unwrap();
    let gate = server.hold("GET", "/v1/public-ips");
    let addr = server.addr();
    let text = request(addr, "GET /v1/public-ips", "", "");
    assert!(exchange(addr, &text).await.is_empty());
    drop(gate);
    assert_eq!(get(&server, "/").await.status, 200);
}

#[tokio::test]
async fn a_gate_says_when_its_request_will_never_come() {
    let server = simulated().await;
    let gate = server.hold("GET", "/v1/public-ips");
    server.stop().await;
    assert!(!gate.reached().await);
}

#[tokio::test]
async fn a_dropped_server_stops() {
    let server = simulated().await;
    let addr = server.addr();
    call(&server, "GET /v1/public-ips", "").await;
    drop(server);
    // The accept loop ends in its own task.
    while TcpStream::connect(addr).await.is_ok() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn the_banner_names_address_and_backend() {
    let server = simulated().await;
    let text = server.banner();
    assert!(text.contains(&server.url()));
    for key in ["demo", "empty", "large-100000", "read-only", "revoked"] {
        assert!(text.contains(&format!("\n  {key} ")), "{text}");
    }
    let mut options = options();
    options.backend = Backend::Upstream("http://10.0.0.1/v1".into());
    let text = start(options).await.unwrap().banner();
    assert!(
        text.contains("http://10.0.0.1/v1") && text.contains("Warning"),
        "{text}"
    );
    assert!(!text.contains("demo"));
}
