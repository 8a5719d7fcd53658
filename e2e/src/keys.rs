//! The keyboard, and where its focus is.

use crate::computed;
use crate::locate::Locator;
use crate::page::Page;
use crate::wait::{fail, until};
use std::panic::Location;
use std::time::Duration;
use thirtyfour::action_chain::ActionChain;
use thirtyfour::prelude::*;

impl Page {
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

    /// Takes the pointer to where nothing is pointed at.
    pub async fn point_away(&self) {
        let chain = hands(&self.driver).move_to(0, 0);
        chain.perform().await.expect("the pointer moves");
    }

    /// Presses Tab until the focus is on what the locator means, as a keyboard user would.
    #[track_caller]
    pub fn tab_to(&self, target: &Locator) -> impl Future<Output = ()> {
        let at = Location::caller();
        let target = target.clone();
        async move {
            let wanted = describe(&target.here().await).await;
            let mut passed = Vec::new();
            for _ in 0..400 {
                let active = active(&self.driver)
                    .await
                    .unwrap_or_else(|text| fail(at, &text));
                // By name: a list that scrolls may draw another row with the same element.
                let stop = describe(&active).await;
                if stop == wanted {
                    return;
                }
                passed.push(stop);
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
