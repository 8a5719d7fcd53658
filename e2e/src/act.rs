//! What a person does with an element, and what can be seen of it.

use crate::locate::Locator;
use crate::role::words;
use crate::wait::{fail, until};
use serde_json::Value;
use thirtyfour::prelude::*;

impl Locator {
    /// Clicks it as soon as it is there and nothing covers it. What lies under a bar that stays
    /// in place while the list scrolls is scrolled out from under it, as a person would do.
    pub async fn click(&self) {
        until(self.at, &format!("{self} to take a click"), async || {
            let element = self.single().await?;
            let Err(error) = element.click().await else {
                return Ok(());
            };
            let script = "arguments[0].scrollIntoView({ block: 'center' });";
            self.script_on(&element, script, Vec::new()).await?;
            Err(first_line(&error))
        })
        .await;
    }

    /// Clicks it while a key is held, such as Shift.
    pub async fn click_with(&self, held: Key) {
        let element = self.here().await;
        let chain = crate::keys::hands(&self.driver).key_down(held.clone());
        let chain = chain.click_element(&element).key_up(held);
        chain.perform().await.expect("a click with a key held");
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
        self.run(script, Vec::new()).await == Value::Bool(true)
    }

    /// Whether nothing lies over it: its middle and both its ends are its own.
    pub async fn uncovered(&self) -> bool {
        let script = "const { left, right, top, bottom } = arguments[0].getBoundingClientRect(); \
            return [left + 4, (left + right) / 2, right - 4].every((x) => \
                arguments[0].contains(document.elementFromPoint(x, (top + bottom) / 2)));";
        self.run(script, Vec::new()).await == Value::Bool(true)
    }

    async fn run(&self, script: &str, more: Vec<Value>) -> Value {
        let element = self.here().await;
        let answer = self.script_on(&element, script, more).await;
        answer.unwrap_or_else(|error| fail(self.at, &error))
    }

    /// Runs a script whose first argument is the element.
    async fn script_on(
        &self,
        element: &WebElement,
        script: &str,
        more: Vec<Value>,
    ) -> Result<Value, String> {
        let reference = element.to_json().map_err(|error| first_line(&error))?;
        let arguments: Vec<_> = std::iter::once(reference).chain(more).collect();
        let answer = self.driver.execute(script, arguments).await;
        answer
            .map(|answer| answer.json().clone())
            .map_err(|error| first_line(&error))
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
