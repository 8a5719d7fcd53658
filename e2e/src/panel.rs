//! The panel with its own server, in this process.

use crate::browser::BrowserKind;
use crate::page::Page;
use crate::role::Role;
use crate::runner::{end, runtime, with_page};
use crate::wait::until;
use server::{Entry, Options, Server};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::ops::Deref;
use std::panic::Location;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

/// The panel in a fresh browser, with its server.
pub struct Panel<'a> {
    page: &'a Page,
    /// For faults, gates, the journal, and changes to the account.
    pub server: Server,
}

impl Deref for Panel<'_> {
    type Target = Page;

    fn deref(&self) -> &Page {
        self.page
    }
}

/// Folder of the release: `PUBLIC_IPS_DIST`, or else `dist`.
pub fn dist() -> PathBuf {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../dist");
    std::env::var_os("PUBLIC_IPS_DIST").map_or_else(|| default.into(), PathBuf::from)
}

/// Options of a server with the release.
pub fn options() -> Options {
    Options::new(dist())
}

/// Runs a test on the panel with the simulator behind it.
pub fn panel_test(body: impl AsyncFnOnce(&Panel<'_>)) {
    panel_test_with(options(), body);
}

/// Runs a test on the panel of a server with these options.
pub fn panel_test_with(options: Options, body: impl AsyncFnOnce(&Panel<'_>)) {
    test_in(BrowserKind::Chromium, options, body);
}

/// Runs a test on the panel in Firefox, with the simulator behind it.
pub fn firefox_test(body: impl AsyncFnOnce(&Panel<'_>)) {
    test_in(BrowserKind::Firefox, options(), body);
}

/// Runs a test on the panel in WebKit, with the simulator behind it.
pub fn webkit_test(body: impl AsyncFnOnce(&Panel<'_>)) {
    test_in(BrowserKind::WebKit, options(), body);
}

/// Runs a test on the panel in a browser that accepts the certificate of [`crate::WebServer`].
pub fn tls_panel_test(body: impl AsyncFnOnce(&Panel<'_>)) {
    test_in(BrowserKind::TlsChromium, options(), body);
}

fn test_in(kind: BrowserKind, options: Options, body: impl AsyncFnOnce(&Panel<'_>)) {
    runtime().block_on(async {
        // Before the browser: it fails fast without a release.
        let server = start(options).await;
        let server = with_page(kind, async |page| {
            let panel = Panel { page, server };
            body(&panel).await;
            panel.server
        })
        .await;
        server.stop().await;
    });
}

/// Starts a server, or fails with its own message.
pub async fn start(options: Options) -> Server {
    match server::start(options).await {
        Ok(server) => server,
        Err(error) => end(error.to_string()),
    }
}

/// A free address, for a server whose origin has to be known before its start.
pub fn free_address() -> SocketAddr {
    let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    socket.local_addr().expect("it is bound")
}

impl Panel<'_> {
    /// Opens the panel; `rest` follows the slash, such as `#region=ny2`.
    pub async fn open(&self, rest: &str) {
        self.visit(&format!("{}/{rest}", self.server.url())).await;
    }

    pub async fn sign_in(&self, key: &str) {
        self.open("").await;
        self.submit_key(key).await;
        self.button("Menu").visible().await;
    }

    /// Signs out: with the button of the top bar or, on a phone, in the Menu.
    pub async fn sign_out(&self) {
        if self.is_narrow().await {
            self.button("Menu").click().await;
            self.menu_item("Sign out").click().await;
        } else {
            self.button("Sign out").click().await;
        }
    }

    /// Whether the layout is that of a phone, where the Menu has "Sign out".
    pub async fn is_narrow(&self) -> bool {
        self.button("Sign out").count().await == 0
    }

    /// Opens what is behind a button on a phone, and on a wide screen in its place.
    pub async fn unfold(&self, button: &str) {
        let button = self.name_starts_with(Role::Button, button);
        if button.count().await == 1 {
            button.click().await;
        }
    }

    /// Signs in as `demo` and waits for the whole list.
    pub async fn sign_in_to_demo(&self) {
        self.sign_in("demo").await;
        self.shows("36 addresses, all loaded").await;
    }

    pub async fn submit_key(&self, key: &str) {
        self.field("API key").fill(key).await;
        self.button("Sign in").click().await;
    }

    /// The number of the last request, for [`Panel::requests_since`].
    pub fn last_request(&self) -> u64 {
        self.server.journal().last().map_or(0, |entry| entry.order)
    }

    /// The requests for public IPs after `last`, as `METHOD /path body`, without preflights.
    pub fn requests_since(&self, last: u64) -> Vec<String> {
        let entries = self.server.journal().into_iter();
        let new = entries.filter(|entry| entry.order > last && entry.method != "OPTIONS");
        new.filter_map(|entry| line(&entry)).collect()
    }

    /// The requests for public IPs that start with `start`; see [`Panel::requests_since`].
    pub fn requests(&self, start: &str) -> Vec<String> {
        let mut lines = self.requests_since(0);
        lines.retain(|line| line.starts_with(start));
        lines
    }

    /// Waits for a request that contains each of `parts`.
    #[track_caller]
    pub fn requested(&self, parts: &[&str]) -> impl Future<Output = ()> {
        let at = Location::caller();
        let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        async move {
            until(at, &format!("a request with {parts:?}"), async || {
                let lines = self.requests_since(0);
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

    /// Waits until there are `count` requests to read this path, such as `/v1/machines`.
    #[track_caller]
    pub fn read_times(&self, path: &str, count: usize) -> impl Future<Output = ()> {
        let at = Location::caller();
        async move {
            until(at, &format!("{count} reads of {path}"), async || {
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

    /// Plans the same fault for several requests; see [`Server::fault`].
    pub fn faults(&self, times: usize, method: &str, path_prefix: &str, fault: &server::Fault) {
        for _ in 0..times {
            self.server.fault(method, path_prefix, fault.clone());
        }
    }

    /// Calls `change` with the account of a key, as another client would change it.
    pub fn with_account<R>(
        &self,
        key: &str,
        change: impl FnOnce(&mut simulator::Account) -> R,
    ) -> R {
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

/// `METHOD /path body` without `/v1`; `None` for machines and the session.
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
