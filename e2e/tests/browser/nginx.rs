//! The release behind Debian's nginx, with the shipped settings. `cargo xtask test` runs these where nginx is installed
//! or installable.

use crate::steps::*;
use e2e::{Fault, Nginx, Panel, dist, panel_test, tls_panel_test};
use std::fs;

/// The lists of headers in the repository.
const HEADERS: &str = include_str!("../../../hosts/headers.txt");
const V1_HEADERS: &str = include_str!("../../../hosts/headers-v1.txt");

/// Name and value of each header that a path is answered with.
fn headers(path: &str) -> Vec<(&'static str, String)> {
    let split = |line: &'static str| line.split_once(": ").expect("a header");
    let v1 = V1_HEADERS.lines().map(split);
    let v1: Vec<_> = v1.filter(|_| path.starts_with("v1/")).collect();
    let all = HEADERS.lines().map(split).map(|(name, value)| {
        let own = v1.iter().find(|(other, _)| *other == name);
        let value = own.map_or(value, |(_, value)| value);
        // The panel's API is on its own origin.
        let value = value.replace(" https://api.paperspace.com;", ";");
        (name, value)
    });
    all.collect()
}

struct Answer {
    status: u16,
    head: reqwest::header::HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    async fn of(url: String, with: &[(&str, &str)]) -> Self {
        Self::to("GET", url, with).await
    }

    async fn to(method: &str, url: String, with: &[(&str, &str)]) -> Self {
        let method = method.parse().expect("a method");
        let request = reqwest::Client::new().request(method, url);
        let request = with.iter().fold(request, |request, (name, value)| {
            request.header(*name, *value)
        });
        let answer = request.send().await.expect("an answer");
        Self {
            status: answer.status().as_u16(),
            head: answer.headers().clone(),
            body: answer.bytes().await.expect("a body").to_vec(),
        }
    }

    /// All values of a header, joined; empty if absent.
    fn header(&self, name: &str) -> String {
        let values = self.head.get_all(name).iter();
        let texts: Vec<_> = values.map(|value| value.to_str().expect("text")).collect();
        texts.join(", ")
    }
}

/// The file of the release with this ending.
fn name(end: &str) -> String {
    let entries = fs::read_dir(dist()).expect("the release");
    let names = entries.map(|entry| entry.expect("a file").file_name());
    let mut names = names.filter_map(|name| name.into_string().ok());
    names.find(|name| name.ends_with(end)).expect("such a file")
}

#[test]
#[ignore = "needs nginx"]
fn every_answer_of_nginx_has_the_whole_set_once() {
    panel_test(async |panel| {
        let nginx = Nginx::start(&panel.server.url()).await;
        let (wasm, style) = (name("_bg.wasm"), name(".css"));
        let forever = "public, max-age=31536000, immutable";
        for (path, status, kind, cache) in [
            ("", 200, "text/html", "no-cache"),
            ("index.html", 200, "text/html", "no-cache"),
            (&wasm, 200, "application/wasm", forever),
            (&style, 200, "text/css", forever),
            ("config.json", 200, "application/json", "no-cache"),
            (
                "manifest.webmanifest",
                200,
                "application/manifest+json",
                "no-cache",
            ),
            ("missing", 404, "text/html", "no-cache"),
            ("missing-0123456789abcdef.js", 404, "text/html", "no-cache"),
            ("_headers", 404, "text/html", "no-cache"),
            ("v1/public-ips", 401, "application/json", "no-store"),
            ("v1/public-ips/x/y", 404, "text/plain", "no-store"),
            ("v1/projects", 404, "text/plain", "no-store"),
        ] {
            let answer = Answer::of(format!("{}/{path}", nginx.url()), &[]).await;
            assert_eq!(answer.status, status, "{path}");
            assert_eq!(answer.header("content-type"), kind, "{path}");
            assert_eq!(answer.header("cache-control"), cache, "{path}");
            for (name, value) in headers(path) {
                assert_eq!(answer.header(name), value, "{path}: {name}");
            }
        }
        let asked: Vec<_> = panel
            .server
            .journal()
            .into_iter()
            .map(|entry| entry.path)
            .collect();
        assert_eq!(asked, ["/v1/public-ips"]);
    });
}

#[test]
#[ignore = "needs nginx"]
fn nginx_passes_on_what_the_panel_asks_for_alone() {
    panel_test(async |panel| {
        let nginx = Nginx::start(&panel.server.url()).await;
        let key = [("Authorization", "Bearer demo")];
        let endpoints = [
            ("GET", "public-ips?limit=1"),
            ("POST", "public-ips"),
            ("PUT", "public-ips/203.0.113.7"),
            ("DELETE", "public-ips/203.0.113.7"),
            ("GET", "machines"),
            ("GET", "auth/session"),
        ];
        for (method, path) in endpoints {
            let url = format!("{}/v1/{path}", nginx.url());
            let answer = Answer::to(method, url, &key).await;
            assert_eq!(answer.header("content-type"), "application/json", "{path}");
        }
        for (method, path) in [
            ("PATCH", "public-ips"),
            ("PUT", "public-ips"),
            ("HEAD", "public-ips"),
            ("OPTIONS", "public-ips"),
            ("GET", "public-ips/203.0.113.7"),
            ("POST", "public-ips/203.0.113.7"),
            ("DELETE", "public-ips/203.0.113.7/x"),
            ("DELETE", "public-ips/"),
            ("DELETE", "public-ips/..%2fmachines"),
            ("DELETE", "public-ips%2f203.0.113.7"),
            ("DELETE", "machines/psw51yb8m"),
            ("POST", "machines"),
            ("POST", "auth/session"),
            ("GET", "PUBLIC-IPS"),
        ] {
            let url = format!("{}/v1/{path}", nginx.url());
            let answer = Answer::to(method, url, &key).await;
            assert_eq!(answer.status, 404, "{method} {path}");
            // Not the API's error object, which the panel would take as the API's word.
            assert_eq!(answer.header("content-type"), "text/plain", "{path}");
            assert!(!answer.body.starts_with(b"{"), "{method} {path}");
        }
        assert_eq!(panel.server.journal().len(), endpoints.len());
    });
}

/// Whatever the upstream says of it, an answer is neither a page nor a script of the panel's origin.
#[test]
#[ignore = "needs nginx"]
fn behind_nginx_every_answer_of_the_api_is_data() {
    panel_test(async |panel| {
        let nginx = Nginx::start(&panel.server.url()).await;
        for status in [200, 404, 502] {
            let page = Fault::Html(status);
            panel.server.fault("GET", "/v1/machines", page);
            let answer = Answer::of(format!("{}/v1/machines", nginx.url()), &[]).await;
            assert_eq!(answer.status, status);
            assert!(answer.body.starts_with(b"<!doctype html>"));
            assert_eq!(answer.header("content-type"), "application/json");
            for (name, value) in headers("v1/machines") {
                assert_eq!(answer.header(name), value, "{name}");
            }
        }
    });
}

#[test]
#[ignore = "needs nginx"]
fn nginx_sends_the_compressed_copies_of_the_release() {
    panel_test(async |panel| {
        let nginx = Nginx::start(&panel.server.url()).await;
        for end in ["_bg.wasm", ".css", ".js", "index.html"] {
            let name = name(end);
            let url = format!("{}/{name}", nginx.url());
            let file = |end: &str| fs::read(dist().join(format!("{name}{end}"))).expect("a file");
            let plain = Answer::of(url.clone(), &[]).await;
            assert_eq!(
                (plain.header("content-encoding"), plain.body),
                (String::new(), file(""))
            );
            let gzip = Answer::of(url, &[("Accept-Encoding", "gzip, br")]).await;
            assert_eq!(
                (gzip.header("content-encoding").as_str(), gzip.body),
                ("gzip", file(".gz"))
            );
        }
        // A host edits this file, so it has no compressed copy.
        let url = format!("{}/config.json", nginx.url());
        let config = Answer::of(url, &[("Accept-Encoding", "gzip")]).await;
        assert_eq!(
            (
                config.header("content-encoding").as_str(),
                config.body.as_slice()
            ),
            ("", &br#"{"apiBase": "/v1"}"#[..])
        );
    });
}

async fn claim_and_release(panel: &Panel<'_>) {
    panel.button("Claim IP").click().await;
    let claim = panel.dialog("Claim a public IP");
    claim.radio("East Coast (NY2)").select().await;
    claim.button("Claim").click().await;
    panel.row("203.0.113.1").has_text("Idle").await;
    open_dialog(panel, "Release", "203.0.113.1")
        .await
        .button("Release")
        .click()
        .await;
    panel.row("203.0.113.1").gone().await;
}

#[test]
#[ignore = "needs nginx"]
fn the_panel_works_behind_nginx_with_tls() {
    tls_panel_test(async |panel| {
        let nginx = Nginx::start(&panel.server.url()).await;
        panel.visit(&nginx.tls_url()).await;
        panel.submit_key("demo").await;
        panel.shows("36 addresses, all loaded").await;
        claim_and_release(panel).await;
        let requests = panel.requests_since(0);
        for (method, times) in [("POST", 1), ("DELETE", 1)] {
            let made = requests.iter().filter(|line| line.starts_with(method));
            assert_eq!(made.count(), times, "{requests:#?}");
        }
        let keys = panel
            .server
            .journal()
            .into_iter()
            .map(|entry| entry.authorization);
        assert!(keys.clone().count() > 3);
        assert!(
            keys.into_iter()
                .all(|key| key.as_deref() == Some("Bearer demo"))
        );
        let log = nginx.log();
        assert!(
            log.contains("POST /v1/public-ips") && !log.contains("Bearer"),
            "{log}"
        );
    });
}
