//! The release behind Debian's nginx, Caddy and Apache, with the shipped settings. `cargo xtask test` runs these where
//! they are installed or installable.

use crate::steps::*;
use e2e::{Fault, Software, WebServer, dist, panel_test, tls_panel_test};
use std::fs;

/// The lists of headers in the repository.
const HEADERS: &str = include_str!("../../../hosts/headers.txt");
const V1_HEADERS: &str = include_str!("../../../hosts/headers-v1.txt");

/// The suite of one web server.
macro_rules! behind {
    ($module:ident, $software:expr) => {
        mod $module {
            use e2e::Software;

            #[test]
            #[ignore = "needs the web server"]
            fn every_answer_has_the_whole_set_once() {
                super::every_answer_has_the_whole_set_once($software);
            }

            #[test]
            #[ignore = "needs the web server"]
            fn what_the_panel_asks_for_alone_is_passed_on() {
                super::what_the_panel_asks_for_alone_is_passed_on($software);
            }

            #[test]
            #[ignore = "needs the web server"]
            fn every_answer_of_the_api_is_data() {
                super::every_answer_of_the_api_is_data($software);
            }

            #[test]
            #[ignore = "needs the web server"]
            fn the_compressed_copies_are_sent() {
                super::the_compressed_copies_are_sent($software);
            }

            #[test]
            #[ignore = "needs the web server"]
            fn the_panel_works_with_tls() {
                super::the_panel_works_with_tls($software);
            }
        }
    };
}

behind!(nginx, Software::Nginx);
behind!(caddy, Software::Caddy);
behind!(apache, Software::Apache);

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

    /// The type of the body, without the charset that some servers name beside it.
    fn media_type(&self) -> String {
        let kind = self.header("content-type");
        kind.split(';').next().unwrap_or_default().to_owned()
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

fn every_answer_has_the_whole_set_once(software: Software) {
    panel_test(async |panel| {
        let host = WebServer::start(software, &panel.server.url()).await;
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
            let answer = Answer::of(format!("{}/{path}", host.url()), &[]).await;
            assert_eq!(answer.status, status, "{path}");
            assert_eq!(answer.media_type(), kind, "{path}");
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

fn what_the_panel_asks_for_alone_is_passed_on(software: Software) {
    panel_test(async |panel| {
        let host = WebServer::start(software, &panel.server.url()).await;
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
            let url = format!("{}/v1/{path}", host.url());
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
            let url = format!("{}/v1/{path}", host.url());
            let answer = Answer::to(method, url, &key).await;
            assert_eq!(answer.status, 404, "{method} {path}");
            // Not the API's error object, which the panel would take as the API's word.
            assert_eq!(answer.media_type(), "text/plain", "{path}");
            assert!(!answer.body.starts_with(b"{"), "{method} {path}");
        }
        assert_eq!(panel.server.journal().len(), endpoints.len());
    });
}

/// Whatever the upstream says of it, an answer is neither a page nor a script of the panel's origin.
fn every_answer_of_the_api_is_data(software: Software) {
    panel_test(async |panel| {
        let host = WebServer::start(software, &panel.server.url()).await;
        for status in [200, 404, 502] {
            let page = Fault::Html(status);
            panel.server.fault("GET", "/v1/machines", page);
            let answer = Answer::of(format!("{}/v1/machines", host.url()), &[]).await;
            assert_eq!(answer.status, status);
            assert!(answer.body.starts_with(b"<!doctype html>"));
            assert_eq!(answer.header("content-type"), "application/json");
            for (name, value) in headers("v1/machines") {
                assert_eq!(answer.header(name), value, "{name}");
            }
        }
    });
}

fn the_compressed_copies_are_sent(software: Software) {
    panel_test(async |panel| {
        let host = WebServer::start(software, &panel.server.url()).await;
        for end in ["_bg.wasm", ".css", ".js", "index.html"] {
            let name = name(end);
            let url = format!("{}/{name}", host.url());
            let file = |end: &str| fs::read(dist().join(format!("{name}{end}"))).expect("a file");
            let plain = Answer::of(url.clone(), &[]).await;
            assert_eq!(
                (plain.header("content-encoding"), plain.body),
                (String::new(), file(""))
            );
            let packed = Answer::of(url, &[("Accept-Encoding", "gzip, br")]).await;
            // nginx has a module for Brotli that Debian builds apart.
            let (encoding, ending) = match software {
                Software::Nginx => ("gzip", ".gz"),
                Software::Caddy | Software::Apache => ("br", ".br"),
            };
            assert_eq!(
                (packed.header("content-encoding").as_str(), packed.body),
                (encoding, file(ending))
            );
        }
        // A host edits this file, so it has no compressed copy.
        let url = format!("{}/config.json", host.url());
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

fn the_panel_works_with_tls(software: Software) {
    tls_panel_test(async |panel| {
        let host = WebServer::start(software, &panel.server.url()).await;
        panel.visit(&host.tls_url()).await;
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
        let log = host.log();
        assert!(
            log.contains("POST") && log.contains("/v1/public-ips") && !log.contains("Bearer"),
            "{log}"
        );
    });
}
