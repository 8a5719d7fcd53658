//! The reverse proxy, in front of a second server or a socket with canned answers.

use crate::support::{call, count, get, options, send, simulated};
use server::{Backend, Fault, Limits, Server, start, start_within};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

async fn in_front_of(url: String) -> Server {
    let mut options = options();
    options.backend = Backend::Upstream(url);
    start(options).await.unwrap()
}

/// An upstream that reads one request, answers with these bytes and closes. The task returns the request.
async fn canned(answer: impl Into<Vec<u8>>) -> (String, tokio::task::JoinHandle<String>) {
    let answer = answer.into();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/base", listener.local_addr().unwrap());
    let seen = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        while !request.windows(4).any(|end| end == b"\r\n\r\n") {
            assert_ne!(socket.read_buf(&mut request).await.unwrap(), 0);
        }
        // The client may stop reading a long answer.
        socket.write_all(&answer).await.ok();
        String::from_utf8(request).unwrap()
    });
    (url, seen)
}

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

#[tokio::test]
async fn method_path_query_body_and_key_reach_the_api() {
    let api = simulated().await;
    let proxy = in_front_of(format!("{}/v1/", api.url())).await;
    let before = count(&proxy).await;
    let claimed = call(&proxy, "POST /v1/public-ips", r#"{"region":"ny2"}"#).await;
    assert_eq!(claimed.status, 200);
    assert_eq!(
        claimed.header("content-type").as_deref(),
        Some("application/json")
    );
    assert_eq!(count(&api).await, before + 1);
    let ip = claimed.json()["ip"].as_str().unwrap().to_owned();
    call(&proxy, &format!("DELETE /v1/public-ips/{ip}"), "").await;
    assert_eq!(get(&proxy, "/v1/public-ips").await.status, 401);
    let seen: Vec<_> = api.journal();
    assert_eq!(seen[0].path, "/v1/public-ips?limit=120");
    assert_eq!(seen[0].authorization.as_deref(), Some("Bearer demo"));
    assert_eq!(seen[1].body, r#"{"region":"ny2"}"#);
    assert_eq!(seen[3].path, format!("/v1/public-ips/{ip}"));
    assert_eq!(seen[3].method, "DELETE");
    assert_eq!(proxy.journal().len(), 4);
}

#[tokio::test]
async fn nothing_else_of_the_request_is_passed_on() {
    let (url, seen) = canned(OK).await;
    let proxy = in_front_of(url.clone()).await;
    let extra = "Authorization: Bearer k\r\nContent-Type: application/json\r\nAccept: */*\r\n\
        Cookie: a=b\r\nOrigin: http://127.0.0.1\r\nReferer: http://127.0.0.1/x\r\n\
        User-Agent: browser\r\nX-Forwarded-For: 1.2.3.4\r\nTE: trailers\r\n\
        Proxy-Authorization: secret\r\nAccept-Encoding: br\r\nUpgrade: h2c\r\nKeep-Alive: 5\r\n";
    let answer = send(&proxy, "PUT /v1/public-ips/203.0.113.7?x=%20y", extra, "{}").await;
    assert_eq!(answer.status, 200);
    let seen = seen.await.unwrap();
    assert!(
        seen.starts_with("PUT /base/public-ips/203.0.113.7?x=%20y HTTP/1.1\r\n"),
        "{seen}"
    );
    let mut names: Vec<String> = seen
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(':'))
        .map(|(name, _)| name.to_ascii_lowercase())
        .collect();
    names.sort();
    names.retain(|name| name != "connection");
    let passed = [
        "accept",
        "accept-encoding",
        "authorization",
        "content-length",
        "content-type",
        "host",
    ];
    assert_eq!(names, passed);
    assert!(
        seen.to_ascii_lowercase()
            .contains("accept-encoding: identity\r\n")
    );
    let host = url.trim_start_matches("http://").trim_end_matches("/base");
    assert!(
        seen.to_ascii_lowercase()
            .contains(&format!("host: {host}\r\n"))
    );
}

#[tokio::test]
async fn only_what_the_panel_needs_comes_back() {
    let (url, _seen) = canned(
        "HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nRetry-After: 7\r\n\
         Set-Cookie: a=b\r\nAccess-Control-Allow-Origin: *\r\nContent-Security-Policy: x\r\n\
         Server: cdn\r\nContent-Length: 2\r\n\r\n{}",
    )
    .await;
    let proxy = in_front_of(url).await;
    let answer = get(&proxy, "/v1/public-ips").await;
    assert_eq!((answer.status, answer.body.as_str()), (429, "{}"));
    assert_eq!(answer.header("retry-after").as_deref(), Some("7"));
    assert_eq!(answer.header("cache-control").as_deref(), Some("no-store"));
    for gone in ["set-cookie", "server", "access-control-allow-origin"] {
        assert_eq!(answer.header(gone), None, "{gone}");
    }
    assert_ne!(
        answer.header("content-security-policy").as_deref(),
        Some("x")
    );
}

/// Whatever the upstream says of it, an answer is neither a page nor a script of the panel's origin.
#[tokio::test]
async fn every_answer_of_the_api_is_data() {
    for kind in [
        "Content-Type: text/html\r\n",
        "Content-Type: text/javascript\r\n",
        "Content-Type: image/svg+xml\r\n",
        "",
    ] {
        let head = "HTTP/1.1 200 OK\r\nX-Content-Type-Options: none\r\nContent-Security-Policy: script-src *\r\n";
        let body = "Content-Length: 27\r\n\r\n<script>alert(1)</script>  ";
        let (url, _seen) = canned(format!("{head}{kind}{body}")).await;
        let answer = get(&in_front_of(url).await, "/v1/public-ips").await;
        for (name, value) in [
            ("content-type", "application/json"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-resource-policy", "same-origin"),
            (
                "content-security-policy",
                "default-src 'none'; frame-ancestors 'none'; sandbox",
            ),
        ] {
            assert_eq!(answer.header(name).as_deref(), Some(value), "{kind}{name}");
        }
        assert!(answer.body.starts_with("<script>"));
    }
}

/// The panel takes the API's error object as the API's word.
#[tokio::test]
async fn no_answer_of_the_proxy_itself_looks_like_the_apis() {
    let api = simulated().await;
    let url = format!("{}/v1", api.url());
    let proxy = in_front_of(url.clone()).await;
    api.fault("DELETE", "/v1/", Fault::Close);
    let refused = call(&proxy, "GET /v1/projects", "").await;
    let closed = call(&proxy, "DELETE /v1/public-ips/203.0.113.7", "").await;
    api.stop().await;
    let down = call(&proxy, "DELETE /v1/public-ips/203.0.113.7", "").await;
    for (answer, status) in [(refused, 404), (closed, 502), (down, 502)] {
        assert_eq!(answer.status, status);
        let kind = answer.header("content-type");
        assert_eq!(kind.as_deref(), Some("text/plain"));
        assert!(!answer.body.starts_with('{') && answer.body.ends_with('.'));
    }
}

#[tokio::test]
async fn only_what_the_panel_asks_for_is_passed_on() {
    let api = simulated().await;
    let proxy = in_front_of(format!("{}/v1", api.url())).await;
    for line in [
        "PATCH /v1/public-ips",
        "OPTIONS /v1/public-ips",
        "HEAD /v1/public-ips",
        "TRACE /v1/public-ips",
        "GET /v1/../x",
        "GET /v2/x",
        "GET /v1/%2e%2e/x",
        "GET /v1/projects",
        "GET /v1/machines/psw51yb8m",
        "DELETE /v1/machines/psw51yb8m",
        "DELETE /v1/public-ips/..%2fmachines",
        "DELETE /v1/public-ips/../machines/psw51yb8m",
        "POST /v1/public-ips/203.0.113.7",
    ] {
        assert_eq!(call(&proxy, line, "").await.status, 404, "{line}");
    }
    assert!(api.journal().is_empty());
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let (url, _seen) =
        canned("HTTP/1.1 302 Found\r\nLocation: http://evil.example/\r\nContent-Length: 0\r\n\r\n")
            .await;
    let proxy = in_front_of(url).await;
    let answer = get(&proxy, "/v1/public-ips").await;
    assert_eq!(answer.status, 502);
    assert!(answer.body.contains("redirect"));
    assert_eq!(answer.header("location"), None);
}

#[tokio::test]
async fn what_the_panel_could_not_read_is_not_passed_on() {
    for (head, word) in [
        (
            "101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c",
            "101",
        ),
        ("200 OK\r\nContent-Encoding: gzip", "encoded"),
        ("200 OK\r\nContent-Encoding: identity, br", "encoded"),
        (
            "200 OK\r\nContent-Encoding: identity\r\nContent-Encoding: gzip",
            "encoded",
        ),
    ] {
        let bytes = format!("HTTP/1.1 {head}\r\nContent-Length: 2\r\n\r\n{{}}");
        let (url, _seen) = canned(bytes).await;
        let answer = get(&in_front_of(url).await, "/v1/public-ips").await;
        assert_eq!(answer.status, 502, "{head}");
        let kind = answer.header("content-type");
        assert_eq!(kind.as_deref(), Some("text/plain"), "{head}");
        assert_eq!(answer.header("content-encoding"), None, "{head}");
        assert!(answer.body.contains(word), "{head}: {}", answer.body);
        assert!(answer.body.contains("may have been carried out"), "{head}");
    }
    let plain = "HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}";
    let (url, _seen) = canned(plain).await;
    let answer = get(&in_front_of(url).await, "/v1/public-ips").await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "{}"));
}

#[tokio::test]
async fn an_api_that_is_down_is_502() {
    let api = simulated().await;
    let url = api.url();
    api.stop().await;
    let proxy = in_front_of(url).await;
    let answer = call(&proxy, "POST /v1/public-ips", "{}").await;
    assert_eq!(answer.status, 502);
    assert!(answer.body.contains("was not sent"));
}

#[tokio::test]
async fn an_api_that_hangs_up_is_502_and_is_asked_once() {
    let api = simulated().await;
    let proxy = in_front_of(format!("{}/v1", api.url())).await;
    for fault in [Fault::LostAnswer, Fault::Truncated] {
        api.fault("POST", "/v1/", fault);
        let answer = call(&proxy, "POST /v1/public-ips", r#"{"region":"ny2"}"#).await;
        assert_eq!(answer.status, 502);
        let message = answer.body.clone();
        assert!(message.contains("may have been carried out"), "{message}");
    }
    assert_eq!(api.journal().len(), 2);
}

#[tokio::test]
async fn an_api_that_is_slow_is_504() {
    let api = simulated().await;
    let gate = api.hold("GET", "/v1/public-ips");
    let mut options = options();
    options.backend = Backend::Upstream(format!("{}/v1", api.url()));
    let limits = Limits {
        time: Duration::from_millis(200),
        ..Limits::default()
    };
    let proxy = start_within(options, limits).await.unwrap();
    let (answer, reached) = tokio::join!(get(&proxy, "/v1/public-ips"), gate.reached());
    assert!(reached);
    assert_eq!(answer.status, 504);
    assert!(answer.body.contains("may have been carried out"));
}

#[tokio::test]
async fn an_answer_that_is_too_large_is_502() {
    let fits = 8 * 1024 * 1024;
    for (length, status) in [(fits, 200), (fits + 1, 502)] {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
        let (url, _seen) = canned([head.as_bytes(), &vec![b'x'; length]].concat()).await;
        let proxy = in_front_of(url).await;
        let answer = get(&proxy, "/v1/public-ips").await;
        assert_eq!(answer.status, status);
        if status == 200 {
            assert_eq!(answer.body.len(), fits);
        } else {
            assert!(answer.body.contains("larger"));
        }
    }
}

#[tokio::test]
async fn a_request_body_that_is_too_large_is_not_passed_on() {
    let api = simulated().await;
    let proxy = in_front_of(format!("{}/v1", api.url())).await;
    let extra = format!("Content-Length: {}\r\n", 1024 * 1024 + 1);
    let answer = send(&proxy, "POST /v1/public-ips", &extra, "").await;
    assert_eq!(answer.status, 413);
    assert!(api.journal().is_empty());
}

#[tokio::test]
async fn requests_to_another_machine_are_not_kept() {
    // A documentation address does not answer; the timeout ends the wait.
    let mut options = options();
    options.backend = Backend::Upstream("http://192.0.2.1/v1".into());
    let limits = Limits {
        time: Duration::from_millis(50),
        ..Limits::default()
    };
    let proxy = start_within(options, limits).await.unwrap();
    let answer = call(&proxy, "GET /v1/public-ips", "").await;
    assert!(matches!(answer.status, 502 | 504));
    assert!(proxy.journal().is_empty());
}

#[tokio::test]
async fn an_https_api_that_speaks_no_tls_is_502() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let proxy = in_front_of(url).await;
    let plain = async {
        let (mut socket, _) = listener.accept().await.unwrap();
        socket.write_all(OK.as_bytes()).await.unwrap();
        let mut hello = Vec::new();
        socket.read_to_end(&mut hello).await.ok();
        hello
    };
    let extra = "Authorization: Bearer sentinel\r\n";
    let (answer, hello) = tokio::join!(send(&proxy, "GET /v1/machines", extra, ""), plain);
    assert_eq!(answer.status, 502);
    let message = answer.body.clone();
    assert!(message.contains("was not sent"), "{message}");
    // A TLS handshake begins with byte 22.
    assert_eq!(hello[0], 22);
    assert!(!String::from_utf8_lossy(&hello).contains("sentinel"));
}
