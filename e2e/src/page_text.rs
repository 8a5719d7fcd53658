//! Texts of the page: visible, announced, listed and stored.

use crate::page::Page;
use crate::resolve::scroll_list;
use crate::role::{Role, words};
use crate::wait::until;
use std::panic::Location;

impl Page {
    /// The visible text, white space collapsed.
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

    /// The HTML of the page as it is now.
    pub async fn source(&self) -> String {
        self.driver.source().await.expect("the page's HTML")
    }

    /// Waits until the page shows this text.
    #[track_caller]
    pub fn shows(&self, text: &str) -> impl Future<Output = ()> {
        self.text_check(Location::caller(), text, true)
    }

    /// Waits until the page does not show this text.
    #[track_caller]
    pub fn does_not_show(&self, text: &str) -> impl Future<Output = ()> {
        self.text_check(Location::caller(), text, false)
    }

    async fn text_check(&self, at: &Location<'_>, text: &str, wanted: bool) {
        let what = format!("the page to show {text:?}: {wanted}");
        until(at, &what, async || {
            let have = self.visible_text().await;
            if have.contains(text) == wanted {
                Ok(())
            } else {
                Err(format!("it shows {have:?}"))
            }
        })
        .await;
    }

    /// Waits until a `status` has this text.
    #[track_caller]
    pub fn status_says(&self, text: &str) -> impl Future<Output = ()> {
        self.announced(Location::caller(), "output, [role=status]", text)
    }

    /// Waits until an `alert` has this text.
    #[track_caller]
    pub fn alert_says(&self, text: &str) -> impl Future<Output = ()> {
        self.announced(Location::caller(), "[role=alert]", text)
    }

    /// The texts of the `alert`s.
    pub async fn alerts(&self) -> Vec<String> {
        self.live_texts("[role=alert]").await
    }

    /// The texts of the `status`es.
    pub async fn statuses(&self) -> Vec<String> {
        self.live_texts("output, [role=status]").await
    }

    async fn announced(&self, at: &Location<'_>, css: &str, text: &str) {
        until(at, &format!("{css} with {text:?}"), async || {
            let texts = self.live_texts(css).await;
            if texts.iter().any(|have| have.contains(text)) {
                Ok(())
            } else {
                Err(format!("there are {texts:?}"))
            }
        })
        .await;
    }

    /// Texts of live regions, visible or only for screen readers; not those hidden from both.
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

    /// Every address of the list, in order; scrolls through the rows.
    pub async fn addresses(&self) -> Vec<String> {
        let rows = self.all(Role::Row);
        let mut addresses = Vec::new();
        let mut ended = scroll_list(&self.driver, true)
            .await
            .expect("the list scrolls");
        loop {
            for name in rows.names().await {
                let address = name.split(' ').next().unwrap_or_default().to_owned();
                if !addresses.contains(&address) {
                    addresses.push(address);
                }
            }
            if ended {
                return addresses;
            }
            ended = scroll_list(&self.driver, false)
                .await
                .expect("the list scrolls");
        }
    }

    /// Each address of a short list with the id of its machine, or the text under "Assigned to" without one.
    pub async fn machines(&self) -> Vec<(String, String)> {
        let script = "return [...document.querySelectorAll('tbody [role=row]')].filter((row) => row.checkVisibility()) \
            .map((row) => [row.querySelector('.addr').textContent, \
            row.querySelector('.uses').lastChild.data.trim() || row.querySelector('.uses > *').textContent]);";
        let answer = self.driver.execute(script, Vec::new()).await;
        let rows = answer.expect("the table is there").convert();
        rows.expect("each row has its cells")
    }

    /// The entries of `sessionStorage` or `localStorage`, sorted by key.
    pub async fn stored(&self, storage: &str) -> Vec<(String, String)> {
        let script = "return Object.entries(window[arguments[0]]).sort();";
        let answer = self.driver.execute(script, vec![storage.into()]).await;
        answer
            .ok()
            .and_then(|pairs| pairs.convert().ok())
            .unwrap_or_default()
    }

    /// Waits until an expression in the page has this value.
    #[track_caller]
    pub fn measure_is(&self, script: &str, wanted: f64) -> impl Future<Output = ()> {
        let at = Location::caller();
        async move {
            until(at, &format!("{script} to be {wanted}"), async || {
                let have = self.measure(script).await;
                if (have - wanted).abs() < 0.01 {
                    Ok(())
                } else {
                    Err(format!("it is {have}"))
                }
            })
            .await;
        }
    }

    /// The value of an expression in the page, such as a width.
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
}
