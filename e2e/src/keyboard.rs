//! Keyboard and focus.

use crate::computed_role;
use crate::locator::Locator;
use crate::page::Page;
use crate::wait::{fail, until};
use std::panic::Location;
use std::time::Duration;
use thirtyfour::action_chain::ActionChain;
use thirtyfour::prelude::*;

impl Page {
    /// Presses one key.
    pub async fn press(&self, key: Key) {
        self.type_keys(key).await;
    }

    /// Types into the focused element.
    pub async fn type_keys(&self, text: impl Into<TypingData>) {
        let chain = input_actions(&self.driver);
        chain
            .send_keys(text)
            .perform()
            .await
            .expect("the keys are pressed");
    }

    /// Presses a key with a modifier, such as Shift with Tab.
    pub async fn press_with(&self, held: Key, key: impl Into<TypingData>) {
        let chain = input_actions(&self.driver);
        let chain = chain.key_down(held.clone()).send_keys(key).key_up(held);
        chain.perform().await.expect("the keys are pressed");
    }

    /// Moves the pointer to the corner of the page.
    pub async fn move_pointer_away(&self) {
        let chain = input_actions(&self.driver).move_to(0, 0);
        chain.perform().await.expect("the pointer moves");
    }

    /// Presses Tab until the element has the focus.
    #[track_caller]
    pub fn tab_to(&self, target: &Locator) -> impl Future<Output = ()> {
        let at = Location::caller();
        let target = target.clone();
        async move {
            let wanted = describe(&target.visible().await).await;
            let mut passed = Vec::new();
            for _ in 0..400 {
                let active = focused_element(&self.driver)
                    .await
                    .unwrap_or_else(|text| fail(at, &text));
                // By name: a list that scrolls may reuse the element for another row.
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

    /// Role and name of the focused element, such as `button "Claim IP"`.
    pub async fn focus_text(&self) -> String {
        match focused_element(&self.driver).await {
            Ok(element) => describe(&element).await,
            Err(text) => text,
        }
    }

    /// Waits until the role or name of the focused element contains `text`.
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

/// Keyboard and mouse actions without pauses.
pub(crate) fn input_actions(driver: &WebDriver) -> ActionChain {
    driver.action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO))
}

/// The focused element; the body if there is none.
pub(crate) async fn focused_element(driver: &WebDriver) -> Result<WebElement, String> {
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

/// Role and name of an element.
pub(crate) async fn describe(element: &WebElement) -> String {
    let role = computed_role::role(element).await.unwrap_or_default();
    let label = computed_role::label(element).await.unwrap_or_default();
    format!("{role} {label:?}")
}
