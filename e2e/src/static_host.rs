//! A static host without the panel's headers, with faults for single files.

use crate::console::lock;
use crate::panel::dist;
use crate::wait::until;
use std::collections::HashMap;
use std::fs;
use std::net::SocketAddr;
use std::panic::Location;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A fault of one file.
#[derive(Clone, Debug)]
pub enum FileFault {
    /// 404.
    Missing,
    /// This status, without a body.
    Status(u16),
    /// Another MIME type.
    Type(&'static str),
    /// One bit in its middle is flipped.
    Flipped,
    /// No answer.
    Never,
    /// Two seconds late.
    Late,
    /// The start page in its place, as from a host of single-page apps.
    StartPage,
    /// The page of an older release, with other file names, cacheable for an hour.
    Old,
    /// A page in its place that frames this URL.
    Framing(String),
    /// This policy as a header, and no policy in the page.
    Policy(&'static str),
}

/// How late a late file is.
const LATE: Duration = Duration::from_secs(2);

/// A running host; dropping it stops it.
pub struct StaticHost {
    address: SocketAddr,
    state: Arc<State>,
    serving: JoinHandle<()>,
}

#[derive(Default)]
struct State {
    dist: PathBuf,
    faults: Mutex<HashMap<String, FileFault>>,
    requests: Mutex<Vec<String>>,
}

impl StaticHost {
    /// Serves the tests' release on a free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let state = Arc::new(State {
            dist: dist(),
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

    /// URL of the panel, with a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Sets the fault of the files with this name; `*` matches the hash in `style-*.css`.
    pub fn set_fault(&self, name: &str, fault: FileFault) {
        lock(&self.state.faults).insert(name.to_owned(), fault);
    }

    /// Removes all faults.
    pub fn clear_faults(&self) {
        lock(&self.state.faults).clear();
    }

    /// Waits until a file with this name has been requested.
    #[track_caller]
    pub fn requested(&self, name: &str) -> impl Future<Output = ()> {
        let (at, what) = (Location::caller(), format!("a request for {name}"));
        async move {
            until(at, &what, async || match self.request_count(name) {
                0 => Err("there was none".to_owned()),
                _ => Ok(()),
            })
            .await;
        }
    }

    /// The number of requests for files with this name.
    pub fn request_count(&self, name: &str) -> usize {
        let requests = lock(&self.state.requests);
        requests.iter().filter(|other| matches(name, other)).count()
    }
}

impl Drop for StaticHost {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn matches(pattern: &str, name: &str) -> bool {
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
    lock(&state.requests).push(name.to_owned());
    let faults = lock(&state.faults).clone();
    let fault = faults.into_iter().find(|(other, _)| matches(other, name));
    let fault = fault.map(|(_, fault)| fault);
    if matches!(fault, Some(FileFault::Late)) {
        tokio::time::sleep(LATE).await;
    }
    if matches!(fault, Some(FileFault::Never)) {
        // Until the browser gives up.
        socket.read_buf(&mut Vec::new()).await.ok();
        return;
    }
    // The browser may have disconnected.
    socket.write_all(&state.answer(name, fault)).await.ok();
}

impl State {
    fn answer(&self, name: &str, fault: Option<FileFault>) -> Vec<u8> {
        let (mut status, mut kind, mut more) = (200, type_of(name), String::new());
        let mut body = fs::read(self.dist.join(name)).unwrap_or_else(|_| {
            status = 404;
            Vec::new()
        });
        match fault {
            None | Some(FileFault::Never | FileFault::Late) => {}
            Some(FileFault::Missing) => (status, body) = (404, Vec::new()),
            Some(FileFault::Status(other)) => (status, body) = (other, Vec::new()),
            Some(FileFault::Type(other)) => kind = other,
            Some(FileFault::Flipped) => {
                let middle = body.len() / 2;
                body[middle] ^= 1;
            }
            Some(FileFault::StartPage) => {
                kind = "text/html";
                body = fs::read(self.dist.join("index.html")).expect("the page");
            }
            Some(FileFault::Old) => {
                more = "Cache-Control: max-age=3600\r\n".to_owned();
                let page = String::from_utf8(body).expect("text");
                body = page.replace("_bg.wasm", "0_bg.wasm").into_bytes();
            }
            Some(FileFault::Framing(url)) => {
                body = format!(
                    "<!doctype html><link rel=icon href=data:,><iframe src={url}></iframe>"
                )
                .into_bytes();
            }
            Some(FileFault::Policy(policy)) => {
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
