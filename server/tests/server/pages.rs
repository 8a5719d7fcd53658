//! The files of the panel.

use crate::support::{exchange, get, parse, request, send, simulated};
use std::fs;

const FOREVER: &str = "public, max-age=31536000, immutable";

#[tokio::test]
async fn each_kind_of_file_has_its_type_and_cache_rule() {
    let server = simulated().await;
    for (path, kind, cache) in [
        ("/", "text/html", "no-cache"),
        ("/index.html", "text/html", "no-cache"),
        ("/config.json", "application/json", "no-cache"),
        ("/boot.js", "text/javascript", "no-cache"),
        ("/icon.svg", "image/svg+xml", "no-cache"),
        ("/app.webmanifest", "application/manifest+json", "no-cache"),
        ("/404.html", "text/html", "no-cache"),
        ("/panel-0123456789abcdef.css", "text/css", FOREVER),
        ("/panel-0123456789abcdef.js", "text/javascript", FOREVER),
        (
            "/panel-0123456789abcdef_bg.wasm",
            "application/wasm",
            FOREVER,
        ),
    ] {
        let answer = get(&server, path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(
            answer.header("content-type").as_deref(),
            Some(kind),
            "{path}"
        );
        assert_eq!(
            answer.header("cache-control").as_deref(),
            Some(cache),
            "{path}"
        );
    }
}

#[tokio::test]
async fn an_unchanged_file_is_304() {
    let server = simulated().await;
    for path in ["/", "/boot.js", "/config.json"] {
        let tag = get(&server, path).await.header("etag").expect(path);
        let same = format!("If-None-Match: {tag}\r\n");
        let answer = send(&server, &format!("GET {path}"), &same, "").await;
        assert_eq!((answer.status, answer.body.as_str()), (304, ""), "{path}");
        assert_eq!(answer.header("cache-control").as_deref(), Some("no-cache"));
        let other = "If-None-Match: \"other\"\r\n";
        assert_eq!(
            send(&server, &format!("GET {path}"), other, "")
                .await
                .status,
            200
        );
    }
}

#[tokio::test]
async fn a_compressed_sibling_goes_to_those_who_accept_it() {
    let server = simulated().await;
    let path = "GET /panel-0123456789abcdef.css";
    for (accept, encoding, body) in [
        ("Accept-Encoding: gzip, br\r\n", Some("br"), "br"),
        ("Accept-Encoding: gzip\r\n", Some("gzip"), "gzip"),
        ("", None, "body { color: red; color: red }"),
    ] {
        let answer = send(&server, path, accept, "").await;
        assert_eq!(answer.body, body);
        assert_eq!(answer.header("content-encoding").as_deref(), encoding);
        assert_eq!(answer.header("content-type").as_deref(), Some("text/css"));
        assert_eq!(answer.header("cache-control").as_deref(), Some(FOREVER));
        assert!(
            answer
                .header("vary")
                .unwrap()
                .eq_ignore_ascii_case("accept-encoding")
        );
    }
    let plain = send(&server, "GET /boot.js", "Accept-Encoding: br\r\n", "").await;
    assert_eq!(plain.header("content-encoding"), None);
    assert_eq!(plain.body, "export {};");
}

#[tokio::test]
async fn what_is_no_file_is_404() {
    let server = simulated().await;
    for path in [
        "/missing",
        "/folder",
        "/folder/",
        "/index.html/x",
        "/_headers",
        "/panel-ffffffffffffffff.css",
    ] {
        let answer = get(&server, path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains("Not here"), "{path}");
        assert_eq!(answer.header("content-type").as_deref(), Some("text/html"));
        assert_eq!(
            answer.header("cache-control").as_deref(),
            Some("no-cache"),
            "{path}"
        );
    }
    assert_eq!(get(&server, "/folder/file.txt").await.status, 200);
}

#[tokio::test]
async fn without_a_404_page_the_answer_is_plain() {
    let panel = crate::support::panel();
    fs::remove_file(panel.join("404.html")).unwrap();
    let server = server::start(server::Options::new(panel)).await.unwrap();
    let answer = get(&server, "/missing").await;
    assert_eq!((answer.status, answer.body.as_str()), (404, "Not found.\n"));
}

#[tokio::test]
async fn no_path_leads_out_of_the_folder() {
    let server = simulated().await;
    let addr = server.addr();
    for path in [
        "/../secret.txt",
        "/folder/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/folder/%2e%2e%2f%2e%2e%2fsecret.txt",
        "//secret.txt",
    ] {
        let answer = exchange(addr, &request(addr, &format!("GET {path}"), "", "")).await;
        let answer = parse(&answer);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.body.contains("outside"), "{path}");
    }
}

/// However a path is spelt, it meets the route of what it names, or none.
#[tokio::test]
async fn no_spelling_of_a_path_passes_by_its_route() {
    let server = simulated().await;
    for path in [
        "//_headers",
        "/%5fheaders",
        "/%5F%68eaders",
        "/./_headers",
        "/%2e/_headers",
        "/folder/../_headers",
        "/_headers/",
        "/_headers%00",
        "//config.json",
        "/./config.json",
        "/folder//../config.json",
        "/%2fconfig.json",
        "/config.json/",
    ] {
        let answer = get(&server, path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains("Not here"), "{path}");
    }
    for path in ["/config%2ejson", "/%63onfig.json", "/config.json?x=1"] {
        let answer = get(&server, path).await;
        assert_eq!(answer.json()["apiBase"], "/v1", "{path}");
    }
    assert_eq!(get(&server, "/folder/%66ile.txt").await.status, 200);
}

#[tokio::test]
async fn a_path_that_is_too_long_is_404() {
    let server = simulated().await;
    for path in [
        format!("/{}", "a".repeat(254)),
        format!("/{}", "a".repeat(256)),
        format!("/{}.css", "%61".repeat(256)),
        format!("/{}", "a/".repeat(2_100)),
        format!("/folder/{}", "long-name/".repeat(900)),
    ] {
        for accept in ["", "Accept-Encoding: br, gzip\r\n"] {
            for method in ["GET", "HEAD"] {
                let answer = send(&server, &format!("{method} {path}"), accept, "").await;
                assert_eq!(answer.status, 404, "{method} {}", path.len());
                assert_eq!(answer.header("cache-control").as_deref(), Some("no-cache"));
            }
        }
        let answer = get(&server, &format!("/v1{path}")).await;
        assert_eq!(answer.status, 404, "/v1 {}", path.len());
    }
}

#[tokio::test]
async fn a_range_of_bytes_is_partial_and_any_other_unit_is_ignored() {
    let server = simulated().await;
    for (range, status, body) in [
        ("bytes=0-5", 206, "export"),
        ("bytes=-3", 206, "{};"),
        ("bytes=7-", 206, "{};"),
        ("bytes=10-", 416, ""),
        ("bytes=0-1,4-5", 200, "export {};"),
        ("items=0-5", 200, "export {};"),
        ("seconds=1-2", 200, "export {};"),
        ("nonsense", 200, "export {};"),
    ] {
        let extra = format!("Range: {range}\r\n");
        let answer = send(&server, "GET /boot.js", &extra, "").await;
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (status, body),
            "{range}"
        );
    }
}

#[tokio::test]
async fn a_range_of_another_version_gets_the_whole_file() {
    let server = simulated().await;
    let file = get(&server, "/boot.js").await;
    let (tag, date) = (
        file.header("etag").unwrap(),
        file.header("last-modified").unwrap(),
    );
    for (condition, range, status) in [
        (tag.as_str(), "bytes=0-5", 206),
        (date.as_str(), "bytes=0-5", 206),
        (tag.as_str(), "bytes=10-", 416),
        ("\"other\"", "bytes=0-5", 200),
        ("\"other\"", "bytes=10-", 200),
        (&format!("W/{tag}"), "bytes=0-5", 200),
        ("Thu, 01 Jan 1998 00:00:00 GMT", "bytes=0-5", 200),
        ("nonsense", "bytes=0-5", 200),
        ("\"a b\"", "bytes=0-5", 200),
    ] {
        let extra = format!("Range: {range}\r\nIf-Range: {condition}\r\n");
        let answer = send(&server, "GET /boot.js", &extra, "").await;
        assert_eq!(answer.status, status, "{condition} {range}");
        if status == 200 {
            assert_eq!(answer.body, "export {};", "{condition} {range}");
        }
    }
}

#[tokio::test]
async fn head_has_the_headers_and_no_body() {
    let server = simulated().await;
    let answer = send(&server, "HEAD /boot.js", "", "").await;
    assert_eq!((answer.status, answer.body.as_str()), (200, ""));
    assert_eq!(answer.header("content-length").as_deref(), Some("10"));
}
