//! The security headers, on every kind of answer.

use crate::support::{get, options, send, simulated};
use server::start;

const SET: [(&str, &str); 9] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; manifest-src 'self'; connect-src 'self' https://api.paperspace.com; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
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
        for (name, value) in SET {
            assert_eq!(
                answer.header(name).as_deref(),
                Some(value),
                "{line}: {name}"
            );
        }
    }
}

#[tokio::test]
async fn an_api_base_elsewhere_is_one_more_place_to_connect_to() {
    let mut options = options();
    options.api_base = Some("http://127.0.0.1:4601/v1".into());
    let server = start(options).await.unwrap();
    let policy = get(&server, "/").await.header("content-security-policy");
    assert!(
        policy.unwrap().contains(
            "connect-src 'self' https://api.paperspace.com http://127.0.0.1:4601; base-uri"
        )
    );
}
