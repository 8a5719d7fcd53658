//! The check of the `Host` header.

use crate::support::{exchange, options, parse, simulated};
use server::{Server, start};

async fn status(server: &Server, head: &str) -> u16 {
    let answer = exchange(server.addr(), &format!("{head}Connection: close\r\n\r\n")).await;
    parse(&answer).status
}

#[tokio::test]
async fn on_loopback_only_loopback_names_are_answered() {
    let server = simulated().await;
    for name in [
        "127.0.0.1:9",
        "localhost",
        "LOCALHOST:4600",
        "[::1]:1",
        "panel.localhost",
    ] {
        let head = format!("GET / HTTP/1.1\r\nHost: {name}\r\n");
        assert_eq!(status(&server, &head).await, 200, "{name}");
    }
    for name in [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "10.0.0.1",
        "",
    ] {
        for path in ["/", "/v1/public-ips"] {
            let head = format!("GET {path} HTTP/1.1\r\nHost: {name}\r\n");
            assert_eq!(status(&server, &head).await, 421, "{name}{path}");
        }
    }
    assert_eq!(status(&server, "GET / HTTP/1.1\r\n").await, 421);
    let absolute = "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n";
    assert_eq!(status(&server, absolute).await, 421);
    assert!(server.journal().is_empty());
}

#[tokio::test]
async fn a_host_that_could_be_read_in_two_ways_is_refused() {
    let server = simulated().await;
    for head in [
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n",
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n",
        "GET {path} HTTP/1.1\r\nHost: evil.example@localhost\r\n",
        "GET {path} HTTP/1.1\r\nHost: @localhost\r\n",
        "GET http://evil.example@localhost{path} HTTP/1.1\r\nHost: localhost\r\n",
        "GET http://a:b@localhost{path} HTTP/1.1\r\nHost: localhost\r\n",
    ] {
        for path in ["/", "/v1/public-ips"] {
            let head = head.replace("{path}", path);
            assert_eq!(status(&server, &head).await, 400, "{head}");
        }
    }
    assert!(server.journal().is_empty());
    let absolute = "GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n";
    assert_eq!(status(&server, absolute).await, 200);
}

#[tokio::test]
async fn beyond_loopback_addresses_and_the_given_names_are_answered() {
    let mut options = options();
    options.listen = "0.0.0.0:0".parse().unwrap();
    options.host_names = vec!["Panel.example".into(), "panel".into()];
    let server = start(options).await.unwrap();
    assert!(server.url().starts_with("http://127.0.0.1:"));
    let address = format!("127.0.0.1:{}", server.addr().port())
        .parse()
        .unwrap();
    for (name, expected) in [
        ("panel.example", 200),
        ("panel.example:81", 200),
        ("PANEL", 200),
        ("10.0.0.1", 200),
        ("[2001:db8::1]:81", 200),
        ("localhost", 200),
        ("evil.example", 421),
        ("panel.example.evil.example", 421),
        ("10.0.0.1.evil.example", 421),
    ] {
        let head = format!("GET / HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n");
        let answer = parse(&exchange(address, &head).await);
        assert_eq!(answer.status, expected, "{name}");
        assert!(answer.header("content-security-policy").is_some(), "{name}");
    }
}
