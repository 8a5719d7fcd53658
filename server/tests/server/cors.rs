//! CORS, on and off.

use crate::support::{get, options, send, simulated};
use server::{Fault, Server, start};

const ALLOWED: &str = "https://panel.example";

async fn with_cors() -> Server {
    let mut options = options();
    options.cors = Some(ALLOWED.into());
    start(options).await.unwrap()
}

fn preflight(origin: &str) -> String {
    format!(
        "Origin: {origin}\r\nAccess-Control-Request-Method: PUT\r\n\
         Access-Control-Request-Headers: authorization,content-type\r\n"
    )
}

#[tokio::test]
async fn a_preflight_of_the_origin_is_answered() {
    let server = with_cors().await;
    let answer = send(&server, "OPTIONS /v1/public-ips", &preflight(ALLOWED), "").await;
    assert_eq!(answer.status, 204);
    for (name, value) in [
        ("access-control-allow-origin", ALLOWED),
        ("access-control-allow-methods", "GET, POST, PUT, DELETE"),
        (
            "access-control-allow-headers",
            "authorization, content-type",
        ),
        ("vary", "Origin"),
    ] {
        assert_eq!(answer.header(name).as_deref(), Some(value), "{name}");
    }
}

#[tokio::test]
async fn every_answer_may_be_read_by_the_origin() {
    let server = with_cors().await;
    let origin = format!("Origin: {ALLOWED}\r\n");
    server.fault("GET", "/v1/auth", Fault::Status(503, "{}".into()));
    for (path, status) in [
        ("/v1/public-ips", 401),
        ("/v1/auth/session", 503),
        ("/v1/x", 404),
    ] {
        let answer = send(&server, &format!("GET {path}"), &origin, "").await;
        assert_eq!(answer.status, status, "{path}");
        let allowed = answer.header("access-control-allow-origin");
        assert_eq!(allowed.as_deref(), Some(ALLOWED), "{path}");
        assert_eq!(answer.header("vary").as_deref(), Some("Origin"));
    }
    let page = send(&server, "GET /", &origin, "").await;
    assert!(page.names("access-control").is_empty());
}

#[tokio::test]
async fn another_origin_gets_nothing() {
    let server = with_cors().await;
    for origin in [
        "https://evil.example",
        "https://panel.example.evil.example",
        "null",
        "http://panel.example",
    ] {
        let answer = send(&server, "OPTIONS /v1/public-ips", &preflight(origin), "").await;
        assert_eq!(answer.status, 404, "{origin}");
        assert!(answer.names("access-control").is_empty(), "{origin}");
        let extra = format!("Origin: {origin}\r\n");
        let answer = send(&server, "GET /v1/public-ips", &extra, "").await;
        assert!(answer.names("access-control").is_empty(), "{origin}");
        assert_eq!(answer.header("vary").as_deref(), Some("Origin"));
    }
}

#[tokio::test]
async fn without_the_option_there_is_no_cors_at_all() {
    let server = simulated().await;
    let answer = send(&server, "OPTIONS /v1/public-ips", &preflight(ALLOWED), "").await;
    assert_eq!(answer.status, 404);
    assert!(answer.names("access-control").is_empty());
    let answer = get(&server, "/v1/public-ips").await;
    assert!(answer.names("access-control").is_empty());
    assert_eq!(answer.header("vary"), None);
}
