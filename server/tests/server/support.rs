//! A built panel in a folder, and a raw HTTP client.

use server::{Options, Server, start};
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Writes a small panel into a new folder.
pub(crate) fn panel() -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("panel-{}-{count}", std::process::id());
    let outside = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let dist = outside.join("dist");
    fs::create_dir_all(dist.join("folder")).unwrap();
    fs::write(outside.join("secret.txt"), "outside").unwrap();
    for (file, text) in [
        ("index.html", "<!doctype html><title>Public IPs</title>"),
        ("404.html", "<!doctype html><title>Not here</title>"),
        ("config.json", r#"{"apiBase":"from the file"}"#),
        ("_headers", "/*\n  A: b\n"),
        ("boot.js", "export {};"),
        ("icon.svg", "<svg/>"),
        ("app.webmanifest", "{}"),
        (
            "panel-0123456789abcdef.css",
            "body { color: red; color: red }",
        ),
        ("panel-0123456789abcdef.css.br", "br"),
        ("panel-0123456789abcdef.css.gz", "gzip"),
        ("panel-0123456789abcdef.js", "export {};"),
        ("panel-0123456789abcdef_bg.wasm", "\0asm"),
        ("folder/file.txt", "in a folder"),
    ] {
        fs::write(dist.join(file), text).unwrap();
    }
    dist
}

pub(crate) fn options() -> Options {
    Options::new(panel())
}

pub(crate) async fn simulated() -> Server {
    start(options()).await.unwrap()
}

/// A parsed answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Answer {
    /// All values of a header, joined with commas.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let values: Vec<&str> = self
            .headers
            .iter()
            .filter(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
            .collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// All headers, in their order.
    pub(crate) fn headers(&self) -> Vec<(&str, &str)> {
        let headers = self.headers.iter();
        headers
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {self:?}"))
    }

    /// The names of the headers that begin with `prefix`.
    pub(crate) fn names(&self, prefix: &str) -> Vec<&str> {
        let names = self.headers.iter().map(|(name, _)| name.as_str());
        names.filter(|name| name.starts_with(prefix)).collect()
    }
}

/// The text of a request. `extra` are header lines, each with its line end.
pub(crate) fn request(addr: SocketAddr, line: &str, extra: &str, body: &str) -> String {
    let length = match body.len() {
        0 => String::new(),
        length => format!("Content-Length: {length}\r\n"),
    };
    format!("{line} HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\n{length}{extra}\r\n{body}")
}

/// Sends a request and reads until the server closes the connection.
pub(crate) async fn exchange(addr: SocketAddr, bytes: &str) -> Vec<u8> {
    let mut socket = TcpStream::connect(addr).await.unwrap();
    socket.write_all(bytes.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).await.unwrap();
    answer
}

pub(crate) fn parse(bytes: &[u8]) -> Answer {
    let text = String::from_utf8_lossy(bytes);
    let (head, body) = text.split_once("\r\n\r\n").expect("an HTTP answer");
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap();
    Answer {
        status: status.parse().unwrap(),
        headers: lines
            .map(|line| line.split_once(": ").unwrap())
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect(),
        body: body.to_owned(),
    }
}

pub(crate) async fn send(server: &Server, line: &str, extra: &str, body: &str) -> Answer {
    let addr = server.addr();
    parse(&exchange(addr, &request(addr, line, extra, body)).await)
}

pub(crate) async fn get(server: &Server, path: &str) -> Answer {
    send(server, &format!("GET {path}"), "", "").await
}

/// Calls the API with the demo key.
pub(crate) async fn call(server: &Server, line: &str, body: &str) -> Answer {
    send(server, line, "Authorization: Bearer demo\r\n", body).await
}

/// The number of addresses of the demo account.
pub(crate) async fn count(server: &Server) -> usize {
    let answer = call(server, "GET /v1/public-ips?limit=120", "").await;
    answer.json()["items"].as_array().expect("items").len()
}
