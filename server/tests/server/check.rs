//! The check whether an origin may call an API directly.

use crate::support::{options, simulated};
use server::{Server, check, start};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const ORIGIN: &str = "https://panel.example";

async fn api_for(origin: &str) -> Server {
    let mut options = options();
    options.cors = Some(origin.into());
    start(options).await.unwrap()
}

/// An API with this answer to everything.
async fn answering(answer: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut request = Vec::new();
            while !request.windows(4).any(|end| end == b"\r\n\r\n") {
                if socket.read_buf(&mut request).await.unwrap_or(0) == 0 {
                    break;
                }
            }
            socket.write_all(answer.as_bytes()).await.ok();
        }
    });
    url
}

#[tokio::test]
async fn an_origin_that_the_api_allows_may_call_it() {
    let api = api_for(ORIGIN).await;
    let said = check(&format!("{}/v1", api.url()), ORIGIN).await.unwrap();
    assert!(
        said.starts_with("Yes: a page of https://panel.example "),
        "{said}"
    );
    let asked = api.journal();
    let methods: Vec<&str> = asked.iter().map(|entry| entry.method.as_str()).collect();
    assert_eq!(methods, ["OPTIONS", "GET"]);
    assert!(asked.iter().all(|entry| entry.authorization.is_none()));
}

#[tokio::test]
async fn an_origin_that_it_does_not_allow_may_not() {
    let none = simulated().await;
    let other = api_for("https://other.example").await;
    for api in [none, other] {
        let said = check(&format!("{}/v1", api.url()), ORIGIN)
            .await
            .unwrap_err();
        assert!(
            said.starts_with("No: a page of https://panel.example "),
            "{said}"
        );
        assert!(said.contains("public-ips --live"), "{said}");
        // The second request would tell nothing more.
        assert_eq!(api.journal().len(), 1);
    }
}

#[tokio::test]
async fn a_preflight_that_a_browser_refuses_is_a_no_with_the_reason() {
    for (answer, why) in [
        (
            "HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: *\r\n\
             Access-Control-Allow-Methods: *\r\nAccess-Control-Allow-Headers: *\r\n\
             Connection: close\r\n\r\n",
            "Authorization",
        ),
        (
            "HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: *\r\n\
             Access-Control-Allow-Methods: GET, POST\r\n\
             Access-Control-Allow-Headers: authorization, content-type\r\n\
             Connection: close\r\n\r\n",
            "PUT",
        ),
        (
            "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            "403",
        ),
    ] {
        let said = check(&answering(answer).await, ORIGIN).await.unwrap_err();
        assert!(said.starts_with("No:") && said.contains(why), "{said}");
    }
}

#[tokio::test]
async fn no_answer_is_no_verdict() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", closed.local_addr().unwrap());
    drop(closed);
    let said = check(&url, ORIGIN).await.unwrap_err();
    assert!(said.starts_with("Not known:"), "{said}");
    for (api, origin) in [(url.as_str(), "https://panel.example/x"), ("api", ORIGIN)] {
        let said = check(api, origin).await.unwrap_err();
        assert!(said.contains("give "), "{said}");
    }
}
