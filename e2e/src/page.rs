//! The page in the browser: moving about, keys, and what it shows as a whole.

use crate::browser::Browser;
use crate::computed;
use crate::locate::Locator;
use crate::role::words;
use crate::wait::{fail, until};
use std::ops::Deref;
use std::panic::Location;
use std::sync::Mutex;
use std::time::Duration;
use thirtyfour::action_chain::ActionChain;
use thirtyfour::prelude::*;

/// A page in a fresh browser. It is also the outermost [`Locator`].
pub struct Page {
    browser: Browser,
    root: Locator,
    allowed: Mutex<Vec<String>>,
}

impl Deref for Page {
    type Target = Locator;

    fn deref(&self) -> &Locator {
        &self.root
    }
}

impl Page {
    pub(crate) async fn open() -> Self {
        let browser = Browser::open().await;
        let root = Locator::page(browser.driver.clone());
        Self {
            browser,
            root,
            allowed: Mutex::new(Vec::new()),
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

    /// Presses one key where the focus is.
    pub async fn press(&self, key: Key) {
        self.keys(key).await;
    }

    /// Types where the focus is.
    pub async fn keys(&self, text: impl Into<TypingData>) {
        let chain = hands(&self.driver);
        chain
            .send_keys(text)
            .perform()
            .await
            .expect("the keys are pressed");
    }

    /// Presses a key while another is held, such as Shift with Tab.
    pub async fn press_with(&self, held: Key, key: impl Into<TypingData>) {
        let chain = hands(&self.driver);
        let chain = chain.key_down(held.clone()).send_keys(key).key_up(held);
        chain.perform().await.expect("the keys are pressed");
    }

    /// Presses Tab until the focus is on what the locator means, as a keyboard user would.
    #[track_caller]
    pub fn tab_to(&self, target: &Locator) -> impl Future<Output = ()> {
        let at = Location::caller();
        let target = target.clone();
        async move {
            let wanted = target.here().await.element_id();
            let mut passed = Vec::new();
            for _ in 0..400 {
                let active = active(&self.driver)
                    .await
                    .unwrap_or_else(|text| fail(at, &text));
                if active.element_id() == wanted {
                    return;
                }
                passed.push(describe(&active).await);
                self.press(Key::Tab).await;
            }
            let last = passed.split_off(passed.len() - 12);
            fail(
                at,
                &format!("Tab never reached {target}; the last stops were {last:?}"),
            );
        }
    }

    /// The role and name of what has the focus, for example `button "Claim IP"`.
    pub async fn focus_text(&self) -> String {
        match active(&self.driver).await {
            Ok(element) => describe(&element).await,
            Err(text) => text,
        }
    }

    /// Waits until the focus is on something whose name contains `text`.
    #[track_caller]
    pub fn focus_on(&self, text: &str) -> impl Future<Output = ()> {
        let at = Location::caller();
        let text = text.to_owned();
        async move {
            until(at, &format!("the focus on {text:?}"), async || {
                let have = self.focus_text().await;
                if have.contains(&text) {
                    Ok(())
                } else {
                    Err(format!("it is on {have}"))
                }
            })
            .await;
        }
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

    /// The visible text of the page, white space collapsed.
    pub async fn visible_text(&self) -> String {
        let answer = self
            .driver
            .execute("return document.body.innerText;", Vec::new())
            .await;
        words(
            answer
                .ok()
                .as_ref()
                .and_then(|text| text.json().as_str())
                .unwrap_or_default(),
        )
    }

    /// Waits until the page shows this text.
    #[track_caller]
    pub fn shows(&self, text: &str) -> impl Future<Output = ()> {
        self.text_check(Location::caller(), text, true)
    }

    /// Waits until the page no longer shows this text.
    #[track_caller]
    pub fn lacks(&self, text: &str) -> impl Future<Output = ()> {
        self.text_check(Location::caller(), text, false)
    }

    async fn text_check(&self, at: &Location<'_>, text: &str, wanted: bool) {
        let what = format!("the text {text:?} to be shown: {wanted}");
        until(at, &what, async || {
            let have = self.visible_text().await;
            if have.contains(text) == wanted {
                Ok(())
            } else {
                Err(format!("the page says {have:?}"))
            }
        })
        .await;
    }

    /// Waits until a `status` announces this.
    #[track_caller]
    pub fn status_says(&self, text: &str) -> impl Future<Output = ()> {
        self.announced(Location::caller(), "output, [role=status]", text)
    }

    /// Waits until an `alert` announces this.
    #[track_caller]
    pub fn alert_says(&self, text: &str) -> impl Future<Output = ()> {
        self.announced(Location::caller(), "[role=alert]", text)
    }

    /// The text of every `alert` on the page.
    pub async fn alerts(&self) -> Vec<String> {
        self.live_texts("[role=alert]").await
    }

    /// The text of every `status` on the page.
    pub async fn statuses(&self) -> Vec<String> {
        self.live_texts("output, [role=status]").await
    }

    async fn announced(&self, at: &Location<'_>, css: &str, text: &str) {
        until(at, &format!("{css} to say {text:?}"), async || {
            let texts = self.live_texts(css).await;
            if texts.iter().any(|have| have.contains(text)) {
                Ok(())
            } else {
                Err(format!("they say {texts:?}"))
            }
        })
        .await;
    }

    /// A live region may be visible or only spoken, so its text counts either way, unless it is hidden from both.
    async fn live_texts(&self, css: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])] \
            .filter((el) => el.checkVisibility() && !el.closest('[aria-hidden=\"true\"]')).map((el) => el.textContent);";
        let answer = self.driver.execute(script, vec![css.into()]).await;
        let texts = answer
            .ok()
            .map(|texts| texts.json().as_array().cloned().unwrap_or_default());
        let texts = texts.unwrap_or_default().into_iter();
        texts
            .filter_map(|text| text.as_str().map(words))
            .filter(|text| !text.is_empty())
            .collect()
    }

    /// What the page keeps in `sessionStorage` (or `localStorage`), as pairs sorted by key.
    pub async fn stored(&self, storage: &str) -> Vec<(String, String)> {
        let script = "return Object.entries(window[arguments[0]]).sort();";
        let answer = self.driver.execute(script, vec![storage.into()]).await;
        answer
            .ok()
            .and_then(|pairs| pairs.convert().ok())
            .unwrap_or_default()
    }

    /// The number that a script in the page answers, for measures such as widths.
    pub async fn measure(&self, script: &str) -> f64 {
        let answer = self
            .driver
            .execute(format!("return {script};"), Vec::new())
            .await;
        answer
            .ok()
            .and_then(|number| number.json().as_f64())
            .unwrap_or(f64::NAN)
    }

    /// Gives the page a size in CSS pixels.
    pub async fn viewport(&self, width: u32, height: u32) {
        self.browser.viewport(width, height).await;
    }

    /// Makes the system prefer a "light" or "dark" look.
    pub async fn system_theme(&self, theme: &str) {
        self.browser.system_theme(theme).await;
    }

    /// Lets pages of this origin use the clipboard.
    pub async fn allow_clipboard(&self, origin: &str) {
        self.browser.allow_clipboard(origin).await;
    }

    /// Says that a console error containing `text` is part of this test, such as the browser's own line about a 401.
    pub fn expect_console(&self, text: &str) {
        self.allowed
            .lock()
            .expect("no test panics here")
            .push(text.to_owned());
    }

    /// The console's errors that no test said to expect.
    pub(crate) async fn surprises(&self) -> Vec<String> {
        let allowed = self.allowed.lock().expect("no test panics here").clone();
        let errors = self.browser.console_errors().await.into_iter();
        errors
            .filter(|error| !allowed.iter().any(|text| error.contains(text.as_str())))
            .collect()
    }

    /// A picture of the page, as PNG.
    pub(crate) async fn picture(&self) -> Option<Vec<u8>> {
        self.driver.screenshot_as_png().await.ok()
    }
}

/// Keyboard and mouse, without a pause between two strokes.
pub(crate) fn hands(driver: &WebDriver) -> ActionChain {
    driver.action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO))
}

/// The element that has the focus; the page's body when nothing has.
pub(crate) async fn active(driver: &WebDriver) -> Result<WebElement, String> {
    let answer = driver
        .execute(
            "return document.activeElement ?? document.body;",
            Vec::new(),
        )
        .await;
    answer
        .and_then(|active| active.element())
        .map_err(|error| error.to_string())
}

/// An element's role and name, for a failure's text.
pub(crate) async fn describe(element: &WebElement) -> String {
    let role = computed::role(element).await.unwrap_or_default();
    let label = computed::label(element).await.unwrap_or_default();
    format!("{role} {label:?}")
}
