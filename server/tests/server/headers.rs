//! The security headers, on every kind of answer.

use crate::support::{get, options, send, simulated};
use server::{Config, start};

const SET: [(&str, &str); 9] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; manifest-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    ),
    (
        "strict-transport-security",
        "max-age=63072000; includeSubDomains",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=(), clipboard-read=(), clipboard-write=(self)",
    ),
    ("x-robots-tag", "noindex, nofollow"),
];

/// The policy of answers under `/v1`.
const DATA: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

#[tokio::test]
async fn every_answer_has_the_whole_set_once() {
    let server = simulated().await;
    for (line, extra, status) in [
        ("GET /", "", 200),
        ("GET /panel-0123456789abcdef_bg.wasm", "", 200),
        ("GET /panel-0123456789abcdef.css", "", 200),
        ("GET /config.json", "", 200),
        ("GET /missing", "", 404),
        ("POST /index.html", "", 405),
        ("POST /config.json", "", 405),
        ("GET /v1/public-ips", "Authorization: Bearer demo\r\n", 200),
        ("GET /v1/public-ips", "", 401),
        ("GET /v1/missing", "Authorization: Bearer demo\r\n", 404),
        ("OPTIONS /v1/public-ips", "", 404),
    ] {
        let answer = send(&server, line, extra, "").await;
        assert_eq!(answer.status, status, "{line}");
        let is_policy = |name| name == "content-security-policy" && line.contains("/v1/");
        for (name, value) in SET {
            let value = if is_policy(name) { DATA } else { value };
            assert_eq!(
                answer.header(name).as_deref(),
                Some(value),
                "{line}: {name}"
            );
        }
    }
}

/// Whatever the way in which `config.json` names it.
#[tokio::test]
async fn the_page_may_connect_to_the_api_base_in_use_alone() {
    let base = |base: &str| (Some(base.to_owned()), Config::Generated);
    let file = |text: &str| (None, Config::Text(text.to_owned()));
    for ((api_base, config), allowed) in [
        ((None, Config::Generated), ""),
        (base("/api/v1"), ""),
        (base("http://127.0.0.1:4601/v1"), " http://127.0.0.1:4601"),
        (
            base("https://api.paperspace.com/v1"),
            " https://api.paperspace.com",
        ),
        ((None, Config::Absent), " https://api.paperspace.com"),
        (file("{}"), " https://api.paperspace.com"),
        (
            file(r#"{"apiBase": "https://b.example/v1"}"#),
            " https://b.example",
        ),
        (file(r#"{"apiBase": "ftp://b.example"}"#), ""),
    ] {
        let mut options = options();
        (options.api_base, options.config) = (api_base, config);
        let server = start(options).await.unwrap();
        let policy = get(&server, "/").await.header("content-security-policy");
        let expected = format!("; connect-src 'self'{allowed}; base-uri");
        assert!(policy.unwrap().contains(&expected), "{allowed}");
    }
}
