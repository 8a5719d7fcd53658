//! The page in the browser: moving about, keys, and what it shows as a whole.

use crate::browser::{Browser, Kind};
use crate::console::Console;
use crate::locate::Locator;
use crate::wait::until;
use std::ops::Deref;
use std::panic::Location;

/// A page in a fresh browser. It is also the outermost [`Locator`].
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
    pub(crate) async fn open(kind: Kind) -> Self {
        let browser = Browser::open(kind).await;
        let root = Locator::page(browser.driver.clone());
        Self {
            browser,
            root,
            console: Console::default(),
        }
    }

    pub(crate) async fn close(self) {
        self.browser.close().await;
    }

    /// Goes to an address.
    pub async fn visit(&self, url: &str) {
        self.driver.goto(url).await.expect("the page loads");
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.driver.refresh().await.expect("the page reloads");
    }

    /// Scrolls to the end of the table, in whichever element scrolls, and waits until it is drawn there: a row that
    /// is not in the page yet would be looked for along the whole list, from its top.
    pub async fn scroll_to_end(&self) {
        let script = "for (let el = document.querySelector('table'); el; el = el.parentElement) el.scrollTop = el.scrollHeight; \
            return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));";
        self.driver
            .execute(script, Vec::new())
            .await
            .expect("the page scrolls");
    }

    /// The whole address.
    pub async fn url(&self) -> String {
        self.driver
            .current_url()
            .await
            .expect("an address")
            .to_string()
    }

    /// The browser's Back.
    pub async fn back(&self) {
        self.driver.back().await.expect("the browser goes back");
    }

    /// The browser's Forward.
    pub async fn forward(&self) {
        self.driver
            .forward()
            .await
            .expect("the browser goes forward");
    }

    /// The part of the address after `#`.
    pub async fn fragment(&self) -> String {
        let url = self.driver.current_url().await.expect("an address");
        url.fragment().unwrap_or_default().to_owned()
    }

    /// Waits until the part of the address after `#` is this.
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

    /// Gives the page a size in CSS pixels.
    pub async fn viewport(&self, width: u32, height: u32) {
        self.browser.viewport(width, height).await;
    }

    /// Makes the system prefer a "light" or "dark" look.
    pub async fn system_theme(&self, theme: &str) {
        self.emulate(&[("prefers-color-scheme", theme)]).await;
    }

    /// Takes the network away from the browser, or gives it back.
    pub async fn offline(&self, offline: bool) {
        self.browser.offline(offline).await;
    }

    /// Lets so many milliseconds pass by the clock of the page, until it is loaded again; then it is looked at.
    pub async fn turn_clock(&self, milliseconds: i64) {
        let script = "const by = arguments[0], now = Date.now.bind(Date); Date.now = () => now() + by; \
            document.dispatchEvent(new Event('visibilitychange', {bubbles: true}));";
        self.driver
            .execute(script, vec![milliseconds.into()])
            .await
            .expect("the clock is turned");
    }

    /// Has the timers of the page run four times as fast, until it is loaded again.
    pub async fn hurry(&self) {
        let script = "const wait = window.setTimeout.bind(window); window.setTimeout = (call, ms, ...rest) => wait(call, ms / 4, ...rest);";
        self.driver
            .execute(script, Vec::new())
            .await
            .expect("the timers are replaced");
    }

    /// The row header of the first whole row below the head of the table, where the list stands.
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

    /// Lets pages of this origin use the clipboard.
    pub async fn allow_clipboard(&self, origin: &str) {
        self.browser.allow_clipboard(origin).await;
    }

    /// Lets files be saved, as a person's browser does on a click.
    pub async fn allow_downloads(&self) {
        self.browser.allow_downloads().await;
    }

    /// Waits until a file of this name was saved; answers what is in it.
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

    /// The console's errors that no test said to expect.
    pub(crate) async fn surprises(&self) -> Vec<String> {
        self.listen().await;
        self.console.surprises()
    }

    /// A picture of the page, as PNG.
    pub async fn picture(&self) -> Option<Vec<u8>> {
        self.driver.screenshot_as_png().await.ok()
    }
}
