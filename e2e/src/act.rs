//! What a person does with an element, and what can be seen of it.

use crate::locate::Locator;
use crate::role::words;
use crate::wait::until;
use thirtyfour::prelude::*;

impl Locator {
    /// Clicks it as soon as it is there and nothing covers it.
    pub async fn click(&self) {
        until(self.at, &format!("{self} to take a click"), async || {
            let element = self.single().await?;
            element.click().await.map_err(|error| first_line(&error))
        })
        .await;
    }

    /// Clicks it this often before the page gets a chance to react.
    pub async fn click_times(&self, times: usize) {
        let script = "for (let n = 0; n < arguments[1]; n++) arguments[0].click();";
        self.run(script, vec![times.into()]).await;
    }

    /// Clicks it twice, as quickly as a hand can.
    pub async fn double_click(&self) {
        let element = self.here().await;
        let chain = crate::keys::hands(&self.driver);
        chain
            .double_click_element(&element)
            .perform()
            .await
            .expect("a double click");
    }

    /// Chooses a radio button. One that is drawn by its label is chosen through the label.
    pub async fn choose(&self) {
        let element = self.here().await;
        if element.click().await.is_err() {
            self.run(
                "(arguments[0].labels?.[0] ?? arguments[0]).click();",
                Vec::new(),
            )
            .await;
        }
    }

    /// Replaces what a field holds by `text`.
    pub async fn fill(&self, text: &str) {
        let element = self.here().await;
        element.clear().await.expect("the field can be cleared");
        element.send_keys(text).await.expect("the field takes keys");
    }

    /// Puts the focus there, as a click or Tab would.
    pub async fn focus(&self) {
        self.here().await.focus().await.expect("it takes the focus");
    }

    /// What a field holds.
    pub async fn value(&self) -> String {
        self.here()
            .await
            .prop("value")
            .await
            .ok()
            .flatten()
            .unwrap_or_default()
    }

    /// Its text as shown, white space collapsed.
    pub async fn text(&self) -> String {
        words(&self.here().await.text().await.unwrap_or_default())
    }

    /// The text it announces, shown or only spoken, white space collapsed.
    pub async fn content(&self) -> String {
        let content = self.here().await.prop("textContent").await;
        words(&content.ok().flatten().unwrap_or_default())
    }

    /// The value of an attribute.
    pub async fn attribute(&self, name: &str) -> Option<String> {
        self.here().await.attr(name).await.ok().flatten()
    }

    /// Whether it is wholly inside the viewport's width.
    pub async fn within_width(&self) -> bool {
        let script = "const box = arguments[0].getBoundingClientRect(); \
                      return box.left >= 0 && box.right <= document.documentElement.clientWidth + 0.5;";
        self.run(script, Vec::new()).await == serde_json::Value::Bool(true)
    }

    async fn run(&self, script: &str, more: Vec<serde_json::Value>) -> serde_json::Value {
        let element = self.here().await.to_json().expect("an element reference");
        let arguments: Vec<_> = std::iter::once(element).chain(more).collect();
        let answer = self
            .driver
            .execute(script, arguments)
            .await
            .expect("the script runs");
        answer.json().clone()
    }
}

/// A driver's error is followed by its stack, which helps nobody.
fn first_line(error: &WebDriverError) -> String {
    error
        .to_string()
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}
