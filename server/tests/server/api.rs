//! `/v1` from the simulator, and the journal.

use crate::support::{call, count, exchange, get, options, parse, send, simulated};
use server::{Backend, Limits, start, start_within};
use std::time::Duration;
use tokio::time::timeout;

#[tokio::test]
async fn all_four_calls_go_to_the_simulator() {
    let server = simulated().await;
    let before = count(&server).await;
    let claimed = call(&server, "POST /v1/public-ips", r#"{"region":"ca1"}"#).await;
    assert_eq!(claimed.status, 200, "{claimed:?}");
    assert_eq!(
        claimed.header("content-type").as_deref(),
        Some("application/json")
    );
    assert_eq!(claimed.header("cache-control").as_deref(), Some("no-store"));
    let ip = claimed.json()["ip"].as_str().unwrap().to_owned();
    assert_eq!(count(&server).await, before + 1);
    let path = format!("/v1/public-ips/{ip}");
    let put = call(&server, &format!("PUT {path}"), r#"{"machineId":null}"#).await;
    assert_eq!(put.json()["ip"], ip.as_str());
    assert_eq!(
        call(&server, &format!("DELETE {path}"), "").await.status,
        200
    );
    assert_eq!(count(&server).await, before);
}

#[tokio::test]
async fn the_query_reaches_the_simulator() {
    let server = simulated().await;
    let answer = call(&server, "GET /v1/public-ips?limit=2&region=ny2", "")
        .await
        .json();
    let items = answer["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert!(items.iter().all(|item| item["region"] == "ny2"));
}

#[tokio::test]
async fn a_test_can_revoke_a_key() {
    let server = simulated().await;
    assert_eq!(call(&server, "GET /v1/public-ips", "").await.status, 200);
    server.simulator(|service| service.revoke("demo"));
    assert_eq!(call(&server, "GET /v1/public-ips", "").await.status, 401);
}

#[tokio::test]
async fn other_methods_and_crooked_paths_are_404() {
    let server = simulated().await;
    for line in [
        "PATCH /v1/public-ips",
        "OPTIONS /v1/public-ips",
        "HEAD /v1/public-ips",
        "GET /v1/../v1/public-ips",
        "GET /v1/public-ips%2f..",
    ] {
        let answer = call(&server, line, "").await;
        assert_eq!(answer.status, 404, "{line}");
        if !line.starts_with("HEAD") {
            let message = answer.json()["message"].to_string();
            assert!(message.contains("The panel does not use"), "{line}");
        }
    }
}

#[tokio::test]
async fn nothing_under_v1_is_a_page() {
    let api = simulated().await;
    let mut options = options();
    options.backend = Backend::Upstream(format!("{}/v1", api.url()));
    let proxy = start(options).await.unwrap();
    for path in [
        "/v1",
        "/v1/",
        "/v1//",
        "/v1/./",
        "/v1/missing",
        "/%76%31/x",
        "/v1/%ff",
    ] {
        let answer = call(&api, &format!("GET {path}"), "").await;
        assert_eq!(
            (answer.status, &answer.json()["code"]),
            (404, &"NOT_FOUND".into()),
            "{path}"
        );
        let kind = answer.header("content-type");
        assert_eq!(kind.as_deref(), Some("application/json"), "{path}");
        // Not the API's error object: the panel takes that as the API's word.
        let answer = call(&proxy, &format!("GET {path}"), "").await;
        let kind = answer.header("content-type");
        assert_eq!(
            (answer.status, kind.as_deref()),
            (404, Some("text/plain")),
            "{path}"
        );
        assert_eq!(
            answer.header("cache-control").as_deref(),
            Some("no-store"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_body_of_more_than_a_megabyte_is_refused() {
    let server = simulated().await;
    // The announced length is enough to refuse: the test sends no byte of the body.
    let extra = format!(
        "Authorization: Bearer demo\r\nContent-Length: {}\r\n",
        1024 * 1024 + 1
    );
    let answer = send(&server, "POST /v1/public-ips", &extra, "").await;
    assert_eq!(answer.status, 413);
    assert!(answer.body.contains("larger than 1048576 bytes"));
    assert!(server.journal().is_empty());
}

#[tokio::test]
async fn a_head_of_more_than_64_kilobytes_is_refused() {
    let server = simulated().await;
    let extra = format!("Authorization: Bearer {}\r\n", "k".repeat(4096));
    let answer = send(&server, "GET /v1/public-ips", &extra, "").await;
    assert_eq!(answer.status, 401);
    // The server reads the whole chunk before it meets the limit.
    let start = format!("GET /v1/x HTTP/1.1\r\nHost: {}\r\nX: ", server.addr());
    let head = format!("{start}{}", "k".repeat(64 * 1024 - start.len()));
    assert_eq!(parse(&exchange(server.addr(), &head).await).status, 431);
}

#[tokio::test]
async fn a_body_of_unknown_length_has_the_same_limit() {
    let server = simulated().await;
    let length = 1024 * 1024 + 1;
    // One open chunk, which the server reads whole.
    let extra = format!(
        "Authorization: Bearer demo\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n{}",
        "x".repeat(length)
    );
    let answer = send(&server, "POST /v1/public-ips", &extra, "").await;
    assert_eq!(answer.status, 413);
}

#[tokio::test]
async fn a_body_that_does_not_arrive_is_408() {
    let limits = Limits {
        time: Duration::from_millis(50),
        ..Limits::default()
    };
    let server = start_within(options(), limits).await.unwrap();
    let extra = "Authorization: Bearer demo\r\nContent-Length: 10\r\n";
    let answer = send(&server, "POST /v1/public-ips", extra, "").await;
    assert_eq!(answer.status, 408);
    assert!(answer.body.contains("did not arrive in time"));
}

#[tokio::test]
async fn a_head_that_does_not_arrive_ends_the_connection() {
    let limits = Limits {
        head: Duration::from_millis(50),
        ..Limits::default()
    };
    let server = start_within(options(), limits).await.unwrap();
    // The empty line that ends a head is missing.
    let part = format!("GET /v1/public-ips HTTP/1.1\r\nHost: {}\r\n", server.addr());
    // Far below the limit that the server has without a test.
    let ended = timeout(Duration::from_secs(5), exchange(server.addr(), &part)).await;
    assert_eq!(ended.unwrap(), [0; 0], "without an answer");
    assert!(server.journal().is_empty());
}

#[tokio::test]
async fn the_journal_has_every_request_in_order() {
    let server = simulated().await;
    get(&server, "/").await;
    call(&server, "POST /v1/public-ips", r#"{"region":"ny2"}"#).await;
    get(&server, "/v1/public-ips?limit=60").await;
    let journal = server.journal();
    assert_eq!(journal.len(), 2);
    let (first, second) = (&journal[0], &journal[1]);
    assert_eq!((first.order, second.order), (1, 2));
    assert_eq!(
        (first.method.as_str(), first.path.as_str()),
        ("POST", "/v1/public-ips")
    );
    assert_eq!(first.body, r#"{"region":"ny2"}"#);
    assert_eq!(first.authorization.as_deref(), Some("Bearer demo"));
    assert_eq!(first.status, Some(200));
    assert_eq!(second.path, "/v1/public-ips?limit=60");
    assert_eq!(second.authorization, None);
    assert_eq!(second.status, Some(401));
}

#[tokio::test]
async fn no_connection_is_used_twice() {
    let server = simulated().await;
    let addr = server.addr();
    for path in ["/v1/public-ips", "/config.json", "/", "/nothing"] {
        // The client does not ask for it, and reads to the end anyway.
        let text = format!("GET {path} HTTP/1.1\r\nHost: {addr}\r\n\r\n");
        let answer = parse(&exchange(addr, &text).await);
        assert_eq!(
            answer.header("connection").as_deref(),
            Some("close"),
            "{path}"
        );
    }
}
