//! A fresh browser with its own profile. The commands of the DevTools protocol work in Chromium only.

use crate::certificate::Certificate;
use crate::console::{ConsoleError, LOG_VIOLATIONS};
use crate::driver::{self, Driver};
use crate::firefox;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumLikeCapabilities, LoggingPrefsLogLevel};

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

/// A browser session; `close` ends it and removes its profile.
pub(crate) struct Browser {
    pub(crate) driver: WebDriver,
    profile: PathBuf,
    /// The driver of a Firefox, which drives no other.
    geckodriver: Option<Driver>,
}

/// The browser of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BrowserKind {
    Chromium,
    /// Accepts the certificate of the tests.
    TlsChromium,
    Firefox,
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
            BrowserKind::Firefox => Self::firefox().await,
        }
    }

    async fn firefox() -> Self {
        let geckodriver = driver::firefox();
        let driver = WebDriver::new(&geckodriver.address, firefox::capabilities())
            .await
            .expect("Firefox starts");
        driver
            .set_window_rect(0, 0, 1280, 900)
            .await
            .expect("the window takes a size");
        Self {
            driver,
            profile: PathBuf::new(),
            geckodriver: Some(geckodriver),
        }
    }

    async fn chromium(flag: Option<String>) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let profile =
            std::env::temp_dir().join(format!("public-ips-e2e-{}-{number}", std::process::id()));
        let driver = WebDriver::new(driver::chromium(), capabilities(&profile, flag))
            .await
            .expect("Chromium starts");
        let browser = Self {
            driver,
            profile,
            geckodriver: None,
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
        let metrics =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.cdp("Emulation.setDeviceMetricsOverride", metrics)
            .await;
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

    /// The lines of the console since the last call, from all tabs, each with whether it is an error. Empty for Firefox,
    /// whose driver has no log.
    pub(crate) async fn console_lines(&self) -> Vec<(bool, ConsoleError)> {
        if self.geckodriver.is_some() {
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

fn capabilities(profile: &std::path::Path, flag: Option<String>) -> thirtyfour::ChromeCapabilities {
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
