//! The panel with a server of its own in this process.

use crate::browser::Kind;
use crate::page::Page;
use crate::run::{end, runtime, seated};
use crate::wait::until;
use server::{Entry, Options, Server};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::ops::Deref;
use std::panic::Location;
use std::time::{SystemTime, UNIX_EPOCH};

/// The panel in a fresh browser, the server it talks to, and the server's journal.
pub struct Panel<'a> {
    page: &'a Page,
    /// For faults, gates and changes behind the panel's back.
    pub server: Server,
}

impl Deref for Panel<'_> {
    type Target = Page;

    fn deref(&self) -> &Page {
        self.page
    }
}

/// The options of a server with the built panel: the folder of `PUBLIC_IPS_DIST`, or `dist` beside this crate.
pub fn options() -> Options {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../dist");
    Options::new(std::env::var("PUBLIC_IPS_DIST").unwrap_or_else(|_| beside.into()))
}

/// Runs a test on the panel with the simulator behind it.
pub fn panel_test(body: impl AsyncFnOnce(&Panel<'_>)) {
    panel_test_with(options(), body);
}

/// Runs a test on the panel of a server with these options.
pub fn panel_test_with(options: Options, body: impl AsyncFnOnce(&Panel<'_>)) {
    test_in(Kind::Chromium, options, body);
}

/// Runs a test on the panel in Firefox, with the simulator behind it.
pub fn firefox_test(body: impl AsyncFnOnce(&Panel<'_>)) {
    test_in(Kind::Firefox, options(), body);
}

fn test_in(kind: Kind, options: Options, body: impl AsyncFnOnce(&Panel<'_>)) {
    runtime().block_on(async {
        // Before a browser is opened: without a built panel there is nothing to open it for.
        let server = start(options).await;
        let server = seated(kind, async |page| {
            let panel = Panel { page, server };
            body(&panel).await;
            panel.server
        })
        .await;
        server.stop().await;
    });
}

/// Starts a server; when it cannot start, its own sentence says why.
pub async fn start(options: Options) -> Server {
    match server::start(options).await {
        Ok(server) => server,
        Err(error) => end(error.to_string()),
    }
}

/// An address that is free now, for a server whose origin has to be known before it starts.
pub fn free_address() -> SocketAddr {
    let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    socket.local_addr().expect("it is bound")
}

impl Panel<'_> {
    /// Opens the panel; `rest` is what follows the slash, such as `#region=ny2`.
    pub async fn open(&self, rest: &str) {
        self.visit(&format!("{}/{rest}", self.server.url())).await;
    }

    /// Opens the panel and signs in with a key.
    pub async fn sign_in(&self, key: &str) {
        self.open("").await;
        self.submit_key(key).await;
        self.button("Sign out").here().await;
    }

    /// Opens the panel, signs in as `demo` and waits for its whole list.
    pub async fn sign_in_to_demo(&self) {
        self.sign_in("demo").await;
        self.shows("36 addresses, all loaded").await;
    }

    /// Types a key and presses the button, on the sign-in page.
    pub async fn submit_key(&self, key: &str) {
        self.field("API key").fill(key).await;
        self.button("Sign in").click().await;
    }

    /// A point in the journal, for [`Panel::since`].
    pub fn mark(&self) -> u64 {
        self.server.journal().last().map_or(0, |entry| entry.order)
    }

    /// The requests about public IPs after that point, as `METHOD /path body`; preflights are left out.
    pub fn since(&self, mark: u64) -> Vec<String> {
        let entries = self.server.journal().into_iter();
        let new = entries.filter(|entry| entry.order > mark && entry.method != "OPTIONS");
        new.filter_map(|entry| line(&entry)).collect()
    }

    /// All requests about public IPs whose line begins so; see [`Panel::since`].
    pub fn requests(&self, beginning: &str) -> Vec<String> {
        let mut lines = self.since(0);
        lines.retain(|line| line.starts_with(beginning));
        lines
    }

    /// Waits until a request arrived whose line contains each of `parts`.
    #[track_caller]
    pub fn asked(&self, parts: &[&str]) -> impl Future<Output = ()> {
        let at = Location::caller();
        let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        async move {
            until(at, &format!("a request with {parts:?}"), async || {
                let lines = self.since(0);
                let fits = |line: &String| parts.iter().all(|part| line.contains(part.as_str()));
                if lines.iter().any(fits) {
                    Ok(())
                } else {
                    Err(format!("there were {lines:#?}"))
                }
            })
            .await;
        }
    }

    /// Waits until so many requests to read what is below a path have arrived, such as `/v1/machines`.
    #[track_caller]
    pub fn reads(&self, path: &str, count: usize) -> impl Future<Output = ()> {
        let at = Location::caller();
        async move {
            until(at, &format!("{count} readings of {path}"), async || {
                let journal = self.server.journal();
                let reads = |entry: &&Entry| entry.method == "GET" && entry.path.starts_with(path);
                match journal.iter().filter(reads).count() {
                    have if have == count => Ok(()),
                    have => Err(format!("there were {have}")),
                }
            })
            .await;
        }
    }

    /// Makes as many requests that are still to arrive end in a fault; see [`Server::fault`].
    pub fn faults(&self, times: usize, method: &str, path_prefix: &str, fault: &server::Fault) {
        for _ in 0..times {
            self.server.fault(method, path_prefix, fault.clone());
        }
    }

    /// Changes the account of a key as somebody else would, behind the panel's back.
    pub fn behind<R>(&self, key: &str, change: impl FnOnce(&mut simulator::Account) -> R) -> R {
        let open = |service: &mut simulator::Service| {
            change(service.open(key, now()).expect("a key that works"))
        };
        self.server.simulator(open)
    }
}

/// Milliseconds since the epoch.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |time| time.as_millis() as i64)
}

/// One entry in words, without the `/v1`; nothing for the calls about machines and the session.
fn line(entry: &Entry) -> Option<String> {
    let path = entry
        .path
        .strip_prefix("/v1")
        .filter(|path| path.starts_with("/public-ips"))?;
    Some(
        format!("{} {path} {}", entry.method, entry.body)
            .trim_end()
            .to_owned(),
    )
}
