//! The page in the browser: navigation, window, clock, downloads.

use crate::browser::{Browser, BrowserKind};
use crate::console::Console;
use crate::locator::Locator;
use crate::wait::until;
use std::ops::Deref;
use std::panic::Location;

/// A page in a fresh browser, and the outermost [`Locator`].
pub struct Page {
    pub(crate) browser: Browser,
    root: Locator,
    pub(crate) console: Console,
}

impl Deref for Page {
    type Target = Locator;

    fn deref(&self) -> &Locator {
        &self.root
    }
}

impl Page {
    pub(crate) async fn open(kind: BrowserKind) -> Self {
        let browser = Browser::open(kind).await;
        let root = Locator::page(browser.driver.clone(), kind);
        Self {
            browser,
            root,
            console: Console::default(),
        }
    }

    pub(crate) async fn close(self) {
        self.browser.close().await;
    }

    /// Opens a URL.
    pub async fn visit(&self, url: &str) {
        self.driver.goto(url).await.expect("the page loads");
    }

    pub async fn reload(&self) {
        self.driver.refresh().await.expect("the page reloads");
    }

    /// Scrolls to the end of the table and waits for two frames: a locator of a row that is not drawn yet would search
    /// the whole list from its top.
    pub async fn scroll_to_end(&self) {
        let script = "for (let el = document.querySelector('table'); el; el = el.parentElement) el.scrollTop = el.scrollHeight; \
            return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));";
        self.driver
            .execute(script, Vec::new())
            .await
            .expect("the page scrolls");
    }

    pub async fn url(&self) -> String {
        self.driver
            .current_url()
            .await
            .expect("an address")
            .to_string()
    }

    pub async fn back(&self) {
        self.driver.back().await.expect("the browser goes back");
    }

    pub async fn forward(&self) {
        self.driver
            .forward()
            .await
            .expect("the browser goes forward");
    }

    /// The fragment of the URL, without `#`.
    pub async fn fragment(&self) -> String {
        let url = self.driver.current_url().await.expect("an address");
        url.fragment().unwrap_or_default().to_owned()
    }

    /// Waits until the fragment is this.
    #[track_caller]
    pub fn fragment_is(&self, wanted: &str) -> impl Future<Output = ()> {
        let at = Location::caller();
        let wanted = wanted.to_owned();
        async move {
            until(at, &format!("the fragment {wanted:?}"), async || {
                let have = self.fragment().await;
                if have == wanted {
                    Ok(())
                } else {
                    Err(format!("it is {have:?}"))
                }
            })
            .await;
        }
    }

    /// Sets the size of the page, in CSS pixels.
    pub async fn viewport(&self, width: u32, height: u32) {
        self.browser.viewport(width, height).await;
    }

    /// Sets the system's theme, "light" or "dark".
    pub async fn system_theme(&self, theme: &str) {
        self.emulate(&[("prefers-color-scheme", theme)]).await;
    }

    /// Switches the browser's network off or on.
    pub async fn offline(&self, offline: bool) {
        self.browser.offline(offline).await;
    }

    /// Advances the page's clock until its next load, and reports the page as visible, as after sleep.
    pub async fn advance_clock(&self, milliseconds: i64) {
        let script = "const by = arguments[0], now = Date.now.bind(Date); Date.now = () => now() + by; \
            document.dispatchEvent(new Event('visibilitychange', {bubbles: true}));";
        self.driver
            .execute(script, vec![milliseconds.into()])
            .await
            .expect("the clock is replaced");
    }

    /// Runs the page's timers four times as fast until its next load.
    pub async fn speed_up_timers(&self) {
        let script = "const wait = window.setTimeout.bind(window); window.setTimeout = (call, ms, ...rest) => wait(call, ms / 4, ...rest);";
        self.driver
            .execute(script, Vec::new())
            .await
            .expect("the timers are replaced");
    }

    /// The row header of the first row that is whole in view.
    pub async fn first_row_in_view(&self) -> String {
        let script = "const head = document.querySelector('thead').getBoundingClientRect().bottom; \
            const top = (row) => row.getBoundingClientRect().top; \
            const rows = [...document.querySelectorAll('tbody tr')].filter((row) => row.checkVisibility() && top(row) >= head); \
            rows.sort((a, b) => top(a) - top(b)); \
            return rows[0].querySelector('th').textContent;";
        let answer = self.driver.execute(script, Vec::new()).await;
        let answer = answer.expect("the table is there");
        answer.json().as_str().unwrap_or_default().to_owned()
    }

    /// Allows pages of this origin to use the clipboard.
    pub async fn allow_clipboard(&self, origin: &str) {
        self.browser.allow_clipboard(origin).await;
    }

    /// Allows downloads.
    pub async fn allow_downloads(&self) {
        self.browser.allow_downloads().await;
    }

    /// Waits for a download of this name and returns its content.
    #[track_caller]
    pub fn downloaded(&self, name: &str) -> impl Future<Output = String> {
        let at = Location::caller();
        let path = self.browser.downloads().join(name);
        async move {
            until(at, &format!("{} to be saved", path.display()), async || {
                std::fs::read_to_string(&path).map_err(|error| error.to_string())
            })
            .await
        }
    }

    /// A screenshot, as PNG.
    pub async fn screenshot(&self) -> Option<Vec<u8>> {
        self.driver.screenshot_as_png().await.ok()
    }
}
