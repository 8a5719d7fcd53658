//! A host that sends none of our headers, and does to a file of the release what a test wants.

use crate::panel::options;
use std::collections::HashMap;
use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What becomes of a file.
#[derive(Clone, Debug)]
pub enum Mishap {
    /// It is not there.
    Missing,
    /// This status, without a body.
    Status(u16),
    /// It is sent as another type.
    Type(&'static str),
    /// One bit of one byte in its middle is another.
    Flipped,
    /// It is asked for and never answered.
    Never,
    /// The start page is sent in its place, as a host of single-page apps does.
    StartPage,
    /// It is sent as it was before the last release, with other names in it, and may be kept in a cache for an hour.
    Old,
    /// A page is sent in its place that holds the page at this address in a frame.
    Framing(String),
    /// It is sent with this policy as a header, and the page without a policy of its own.
    Policy(&'static str),
}

/// A running host; it ends with the value.
pub struct PlainHost {
    address: SocketAddr,
    state: Arc<State>,
    serving: JoinHandle<()>,
}

#[derive(Default)]
struct State {
    dist: PathBuf,
    mishaps: Mutex<HashMap<String, Mishap>>,
    asked: Mutex<Vec<String>>,
}

impl PlainHost {
    /// Starts it on a free port with the release of the tests.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let state = Arc::new(State {
            dist: options().dist,
            ..State::default()
        });
        let shared = Arc::clone(&state);
        Self {
            address: listener.local_addr().expect("it is bound"),
            state,
            serving: tokio::spawn(async move {
                while let Ok((socket, _)) = listener.accept().await {
                    tokio::spawn(answer(socket, Arc::clone(&shared)));
                }
            }),
        }
    }

    /// Where the panel is, with a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// From now on this becomes of the files of this name; `*` stands for the hash in `style-*.css`.
    pub fn spoil(&self, name: &str, mishap: Mishap) {
        open(&self.state.mishaps).insert(name.to_owned(), mishap);
    }

    /// From now on every file is sent as it is.
    pub fn mend(&self) {
        open(&self.state.mishaps).clear();
    }

    /// How often a file of this name was asked for.
    pub fn asked(&self, name: &str) -> usize {
        let asked = open(&self.state.asked);
        asked.iter().filter(|other| fits(name, other)).count()
    }
}

impl Drop for PlainHost {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn open<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("no test panics while it holds this")
}

fn fits(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => name == pattern,
        Some((start, end)) => name.starts_with(start) && name.ends_with(end),
    }
}

async fn answer(mut socket: TcpStream, state: Arc<State>) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if !matches!(socket.read_buf(&mut head).await, Ok(1..)) {
            return;
        }
    }
    let head = String::from_utf8_lossy(&head);
    let path = head.split(' ').nth(1).unwrap_or_default();
    let name = match path.trim_start_matches('/').split('?').next() {
        None | Some("") => "index.html",
        Some(name) => name,
    };
    open(&state.asked).push(name.to_owned());
    let mishaps = open(&state.mishaps).clone();
    let mishap = mishaps.into_iter().find(|(other, _)| fits(other, name));
    let mishap = mishap.map(|(_, mishap)| mishap);
    if matches!(mishap, Some(Mishap::Never)) {
        // Until the browser gives up.
        socket.read_buf(&mut Vec::new()).await.ok();
        return;
    }
    // The browser may go away meanwhile.
    socket.write_all(&state.file(name, mishap)).await.ok();
}

impl State {
    /// A whole answer.
    fn file(&self, name: &str, mishap: Option<Mishap>) -> Vec<u8> {
        let (mut status, mut kind, mut more) = (200, type_of(name), String::new());
        let mut body = fs::read(self.dist.join(name)).unwrap_or_else(|_| {
            status = 404;
            Vec::new()
        });
        match mishap {
            None | Some(Mishap::Never) => {}
            Some(Mishap::Missing) => (status, body) = (404, Vec::new()),
            Some(Mishap::Status(other)) => (status, body) = (other, Vec::new()),
            Some(Mishap::Type(other)) => kind = other,
            Some(Mishap::Flipped) => {
                let middle = body.len() / 2;
                body[middle] ^= 1;
            }
            Some(Mishap::StartPage) => {
                kind = "text/html";
                body = fs::read(self.dist.join("index.html")).expect("the page");
            }
            Some(Mishap::Old) => {
                more = "Cache-Control: max-age=3600\r\n".to_owned();
                let page = String::from_utf8(body).expect("text");
                body = page.replace("_bg.wasm", "0_bg.wasm").into_bytes();
            }
            Some(Mishap::Framing(url)) => {
                body = format!(
                    "<!doctype html><link rel=icon href=data:,><iframe src={url}></iframe>"
                )
                .into_bytes();
            }
            Some(Mishap::Policy(policy)) => {
                more = format!("Content-Security-Policy: {policy}\r\n");
                let page = String::from_utf8(body).expect("text");
                body = page
                    .replace("Content-Security-Policy", "nothing")
                    .into_bytes();
            }
        }
        let head = format!(
            "HTTP/1.1 {status} x\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{more}Connection: close\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), &body].concat()
    }
}

fn type_of(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
