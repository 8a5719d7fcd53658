//! A fresh browser with its own profile. The commands of the DevTools protocol work in Chromium only.

use crate::certificate::Certificate;
use crate::console::{ConsoleError, LOG_VIOLATIONS};
use crate::driver::{self, Driver, SCREEN};
use crate::{firefox, webkit};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, ChromiumLikeCapabilities, LoggingPrefsLogLevel};
use tokio::time::timeout;

/// Chromium without updates and background requests, able to run as root.
const FLAGS: [&str; 13] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-breakpad",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en-US",
    "--force-device-scale-factor=1",
    "--window-size=1280,900",
    // No test reaches another host, least of all the vendor's. panel.test is this one, by a name that does not make a page
    // secure.
    "--host-resolver-rules=MAP panel.test 127.0.0.1 , MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
];

/// Time for a WebKit to start.
const WEBKIT_START: Duration = Duration::from_secs(30);

/// A browser session; `close` ends it and removes its profile.
pub(crate) struct Browser {
    pub(crate) driver: WebDriver,
    profile: PathBuf,
    /// The driver of a Firefox or WebKit, which drives no other.
    own_driver: Option<Driver>,
}

/// The browser of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BrowserKind {
    Chromium,
    /// Accepts the certificate of the tests.
    TlsChromium,
    Firefox,
    WebKit,
}

impl Browser {
    pub(crate) async fn open(kind: BrowserKind) -> Self {
        match kind {
            BrowserKind::Chromium => Self::chromium(None).await,
            BrowserKind::TlsChromium => {
                let spki = &Certificate::of_tests().spki;
                Self::chromium(Some(format!(
                    "--ignore-certificate-errors-spki-list={spki}"
                )))
                .await
            }
            BrowserKind::Firefox => {
                let profile = new_profile();
                firefox::write_profile(&profile);
                let capabilities = firefox::capabilities(&profile);
                Self::with_own_driver(driver::firefox(), capabilities, profile).await
            }
            BrowserKind::WebKit => Self::webkit().await,
        }
    }

    /// Under load, a few in a hundred of its drivers never answer the first request; another one is started then.
    async fn webkit() -> Self {
        for _ in 0..3 {
            let profile = new_profile();
            webkit::write_profile(&profile);
            let driver = driver::webkit(&profile).await;
            let browser = Self::with_own_driver(driver, webkit::capabilities(), profile.clone());
            if let Ok(browser) = timeout(WEBKIT_START, browser).await {
                return browser;
            }
            let _ = std::fs::remove_dir_all(profile);
        }
        panic!("WebKit did not start");
    }

    async fn with_own_driver(
        own_driver: Driver,
        capabilities: impl Into<Capabilities>,
        profile: PathBuf,
    ) -> Self {
        let browser = Self {
            driver: WebDriver::new(&own_driver.address, capabilities)
                .await
                .expect("the browser starts"),
            profile,
            own_driver: Some(own_driver),
        };
        browser.viewport(1280, 900).await;
        browser
    }

    async fn chromium(flag: Option<String>) -> Self {
        let profile = new_profile();
        let driver = WebDriver::new(driver::chromium(), capabilities(&profile, flag))
            .await
            .expect("Chromium starts");
        let browser = Self {
            driver,
            profile,
            own_driver: None,
        };
        browser
            .early_script(LOG_VIOLATIONS, Some("violations"))
            .await;
        browser
    }

    pub(crate) async fn close(self) {
        let closed = self.driver.quit().await;
        // The browser may still write a file while it ends.
        let _ = std::fs::remove_dir_all(&self.profile);
        closed.expect("the browser closes");
    }

    /// Sets the size of the page, in CSS pixels; a window cannot be narrower than about 500.
    pub(crate) async fn viewport(&self, width: u32, height: u32) {
        if self.own_driver.is_some() {
            return self.size_window(width, height).await;
        }
        let metrics =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.cdp("Emulation.setDeviceMetricsOverride", metrics)
            .await;
    }

    /// Sizes the window for a page of this size. It stays in the middle of the screen: there is the pointer, and without a
    /// window manager the focus is where the pointer is.
    async fn size_window(&self, width: u32, height: u32) {
        let script = "return [outerWidth - innerWidth, outerHeight - innerHeight];";
        let answer = self.driver.execute(script, Vec::new()).await;
        let bars = answer.expect("the window has a size").convert();
        let (beside, above): (u32, u32) = bars.expect("two numbers");
        let (width, height) = (width + beside, height + above);
        let margin = |screen: u32, size: u32| i64::from(screen.saturating_sub(size) / 2);
        let (left, top) = (margin(SCREEN.0, width), margin(SCREEN.1, height));
        let sized = self.driver.set_window_rect(left, top, width, height).await;
        sized.expect("the window takes a size");
    }

    /// Allows pages of `origin` to use the clipboard.
    pub(crate) async fn allow_clipboard(&self, origin: &str) {
        let permissions = json!(["clipboardReadWrite", "clipboardSanitizedWrite"]);
        let grant = json!({"origin": origin, "permissions": permissions});
        self.cdp("Browser.grantPermissions", grant).await;
    }

    /// Allows downloads, into the profile's folder.
    pub(crate) async fn allow_downloads(&self) {
        let parameters = json!({"behavior": "allow", "downloadPath": self.downloads()});
        self.cdp("Browser.setDownloadBehavior", parameters).await;
    }

    /// Folder of the downloads.
    pub(crate) fn downloads(&self) -> PathBuf {
        self.profile.join("downloads")
    }

    /// Switches the network off or on.
    pub(crate) async fn offline(&self, offline: bool) {
        let conditions = json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
        self.cdp("Network.enable", json!({})).await;
        self.cdp("Network.emulateNetworkConditions", conditions)
            .await;
    }

    /// The lines of the console since the last call, from all tabs, each with whether it is an error. Empty for Firefox
    /// and WebKit, whose drivers have no log.
    pub(crate) async fn console_lines(&self) -> Vec<(bool, ConsoleError)> {
        if self.own_driver.is_some() {
            return Vec::new();
        }
        let entries = self.driver.browser_log().await.expect("the browser's log");
        let lines = entries.into_iter().map(|entry| {
            let line = ConsoleError {
                source: entry.source.unwrap_or_default(),
                text: entry.message,
            };
            (entry.level == "SEVERE", line)
        });
        lines.collect()
    }

    /// Runs a script in every page from now on, before the page's own scripts. In a world of its own it receives the
    /// page's events, invisible to the page.
    pub(crate) async fn early_script(&self, script: &str, world: Option<&str>) {
        let parameters = json!({"source": script, "worldName": world.unwrap_or_default()});
        self.cdp("Page.addScriptToEvaluateOnNewDocument", parameters)
            .await;
    }

    /// Sends a command of the DevTools protocol and returns its answer.
    pub(crate) async fn cdp(&self, method: &str, parameters: Value) -> Value {
        match self.driver.cdp().send_raw(method, parameters).await {
            Ok(answer) => answer,
            Err(error) => panic!("{method}: {error}"),
        }
    }
}

/// A folder of its own for each browser.
fn new_profile() -> PathBuf {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("public-ips-e2e-{}-{number}", std::process::id()))
}

fn capabilities(profile: &Path, flag: Option<String>) -> thirtyfour::ChromeCapabilities {
    let mut wanted = DesiredCapabilities::chrome();
    let profile = format!("--user-data-dir={}", profile.display());
    for flag in FLAGS
        .into_iter()
        .chain([profile.as_str()])
        .chain(flag.as_deref())
    {
        wanted.add_arg(flag).expect("a flag");
    }
    if let Ok(binary) = std::env::var("CHROMIUM") {
        wanted.set_binary(&binary).expect("a path");
    } else {
        wanted.set_binary("/usr/bin/chromium").expect("a path");
    }
    wanted
        .set_browser_log_level(LoggingPrefsLogLevel::All)
        .expect("a level");
    wanted
}
