//! One fresh browser with a profile of its own, and all that only Chromium can do.
//!
//! Firefox goes through the main flows as a person does, and can do nothing of what is asked of Chromium by its own
//! protocol here.

use crate::console::{Complaint, WATCH};
use crate::driver::{self, Driver};
use crate::firefox;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumLikeCapabilities, LoggingPrefsLogLevel};

/// The flags that make Chromium quiet, and able to run as root.
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
    // No test reaches a host beyond this machine, the vendor's least of all.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
];

/// A browser session; `close` ends it and removes its profile.
pub(crate) struct Browser {
    pub(crate) driver: WebDriver,
    profile: PathBuf,
    /// The driver of a Firefox, which ends with it.
    own_driver: Option<Driver>,
}

/// Which browser a test is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Chromium,
    Firefox,
}

impl Browser {
    pub(crate) async fn open(kind: Kind) -> Self {
        match kind {
            Kind::Chromium => Self::chromium().await,
            Kind::Firefox => Self::firefox().await,
        }
    }

    async fn firefox() -> Self {
        let own_driver = driver::firefox();
        let driver = WebDriver::new(&own_driver.address, firefox::capabilities())
            .await
            .expect("Firefox starts");
        driver
            .set_window_rect(0, 0, 1280, 900)
            .await
            .expect("the window takes a size");
        Self {
            driver,
            profile: PathBuf::new(),
            own_driver: Some(own_driver),
        }
    }

    async fn chromium() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let profile =
            std::env::temp_dir().join(format!("public-ips-e2e-{}-{number}", std::process::id()));
        let driver = WebDriver::new(driver::chromium(), capabilities(&profile))
            .await
            .expect("Chromium starts");
        let browser = Self {
            driver,
            profile,
            own_driver: None,
        };
        browser.early_script(WATCH, Some("watch")).await;
        browser
    }

    pub(crate) async fn close(self) {
        let closed = self.driver.quit().await;
        // A file the dying browser still writes is no reason to fail a test.
        let _ = std::fs::remove_dir_all(&self.profile);
        closed.expect("the browser closes");
    }

    /// Gives the page a size in CSS pixels; a window cannot be narrower than about 500.
    pub(crate) async fn viewport(&self, width: u32, height: u32) {
        let metrics =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.cdp("Emulation.setDeviceMetricsOverride", metrics)
            .await;
    }

    /// Lets pages of `origin` write to the clipboard, as a person's browser does on a click.
    pub(crate) async fn allow_clipboard(&self, origin: &str) {
        let permissions = json!(["clipboardReadWrite", "clipboardSanitizedWrite"]);
        let grant = json!({"origin": origin, "permissions": permissions});
        self.cdp("Browser.grantPermissions", grant).await;
    }

    /// Lets files be saved into a folder that goes with the profile.
    pub(crate) async fn allow_downloads(&self) {
        let parameters = json!({"behavior": "allow", "downloadPath": self.downloads()});
        self.cdp("Browser.setDownloadBehavior", parameters).await;
    }

    /// Where files are saved.
    pub(crate) fn downloads(&self) -> PathBuf {
        self.profile.join("saved")
    }

    /// Takes the network away from the browser, or gives it back.
    pub(crate) async fn offline(&self, offline: bool) {
        let conditions = json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
        self.cdp("Network.enable", json!({})).await;
        self.cdp("Network.emulateNetworkConditions", conditions)
            .await;
    }

    /// The lines of the console since the last call, in all windows of this browser, each with whether it is an error.
    /// Firefox gives none out.
    pub(crate) async fn console_lines(&self) -> Vec<(bool, Complaint)> {
        if self.own_driver.is_some() {
            return Vec::new();
        }
        let entries = self.driver.browser_log().await.expect("the browser's log");
        let lines = entries.into_iter().map(|entry| {
            let complaint = Complaint {
                source: entry.source.unwrap_or_default(),
                text: entry.message,
            };
            (entry.level == "SEVERE", complaint)
        });
        lines.collect()
    }

    /// Runs a script in every page from now on, before any script of its own. In the `watch` world it sees
    /// what happens in the page, and the page does not see it.
    pub(crate) async fn early_script(&self, script: &str, world: Option<&str>) {
        let parameters = json!({"source": script, "worldName": world.unwrap_or_default()});
        self.cdp("Page.addScriptToEvaluateOnNewDocument", parameters)
            .await;
    }

    /// A command of Chromium's own protocol, and its answer.
    pub(crate) async fn cdp(&self, method: &str, parameters: Value) -> Value {
        match self.driver.cdp().send_raw(method, parameters).await {
            Ok(answer) => answer,
            Err(error) => panic!("{method}: {error}"),
        }
    }
}

fn capabilities(profile: &std::path::Path) -> thirtyfour::ChromeCapabilities {
    let mut wanted = DesiredCapabilities::chrome();
    let profile = format!("--user-data-dir={}", profile.display());
    for flag in FLAGS.into_iter().chain([profile.as_str()]) {
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
