//! Actions on an element, and its properties.

use crate::locator::Locator;
use crate::role::words;
use crate::wait::{fail, until};
use serde_json::Value;
use thirtyfour::prelude::*;

impl Locator {
    /// Clicks it once nothing covers it. An element under a sticky bar is scrolled into view first, as a user would do.
    pub async fn click(&self) {
        until(self.at, &format!("{self} to be clickable"), async || {
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

    /// Clicks it with a modifier key.
    pub async fn click_with(&self, held: Key) {
        let element = self.visible().await;
        let chain = crate::keyboard::input_actions(&self.driver).key_down(held.clone());
        let chain = chain.click_element(&element).key_up(held);
        chain.perform().await.expect("a click with a key held");
    }

    /// Clicks it several times in one task, before the page can react.
    pub async fn click_times(&self, times: usize) {
        let script = "for (let n = 0; n < arguments[1]; n++) arguments[0].click();";
        self.run(script, vec![times.into()]).await;
    }

    /// Double-clicks it.
    pub async fn double_click(&self) {
        let element = self.visible().await;
        let chain = crate::keyboard::input_actions(&self.driver);
        chain
            .double_click_element(&element)
            .perform()
            .await
            .expect("a double click");
    }

    /// Selects a radio button, through its label if the label covers it.
    pub async fn select(&self) {
        let element = self.visible().await;
        if element.click().await.is_err() {
            self.run(
                "(arguments[0].labels?.[0] ?? arguments[0]).click();",
                Vec::new(),
            )
            .await;
        }
    }

    /// Replaces the value of a field.
    pub async fn fill(&self, text: &str) {
        let element = self.visible().await;
        element.clear().await.expect("the field can be cleared");
        element.send_keys(text).await.expect("the field takes keys");
    }

    pub async fn focus(&self) {
        self.visible()
            .await
            .focus()
            .await
            .expect("it takes the focus");
    }

    /// The value of a field.
    pub async fn value(&self) -> String {
        self.visible()
            .await
            .prop("value")
            .await
            .ok()
            .flatten()
            .unwrap_or_default()
    }

    /// The visible text, white space collapsed.
    pub async fn text(&self) -> String {
        words(&self.visible().await.text().await.unwrap_or_default())
    }

    /// The text, visible or only for screen readers, white space collapsed.
    pub async fn content(&self) -> String {
        let content = self.visible().await.prop("textContent").await;
        words(&content.ok().flatten().unwrap_or_default())
    }

    /// The lines of its visible text, as they stand in the page.
    pub async fn lines(&self) -> Vec<String> {
        let script = "const lines = []; \
            const texts = document.createTreeWalker(arguments[0], NodeFilter.SHOW_TEXT); \
            while (texts.nextNode()) { \
                const range = document.createRange(); range.selectNodeContents(texts.currentNode); \
                const { left, top, width, height } = range.getBoundingClientRect(); \
                if (width < 1) continue; \
                const middle = top + height / 2, text = range.toString().trim(); \
                const line = lines.find((line) => Math.abs(line.middle - middle) < 6); \
                if (line) line.texts.push({ left, text }); else lines.push({ middle, texts: [{ left, text }] }); \
            } \
            lines.sort((a, b) => a.middle - b.middle); \
            return lines.map(({ texts }) => texts.sort((a, b) => a.left - b.left).map(({ text }) => text).join(' '));";
        let lines = self.run(script, Vec::new()).await;
        let lines = lines.as_array().cloned().unwrap_or_default();
        let texts = lines.iter().filter_map(Value::as_str);
        texts.map(words).collect()
    }

    pub async fn attribute(&self, name: &str) -> Option<String> {
        self.visible().await.attr(name).await.ok().flatten()
    }

    /// Whether it fits the width of the viewport.
    pub async fn within_width(&self) -> bool {
        let script = "const box = arguments[0].getBoundingClientRect(); \
                      return box.left >= 0 && box.right <= document.documentElement.clientWidth + 0.5;";
        self.run(script, Vec::new()).await == Value::Bool(true)
    }

    /// Whether no other element covers its middle and its ends.
    pub async fn uncovered(&self) -> bool {
        let script = "const { left, right, top, bottom } = arguments[0].getBoundingClientRect(); \
            return [left + 4, (left + right) / 2, right - 4].every((x) => \
                arguments[0].contains(document.elementFromPoint(x, (top + bottom) / 2)));";
        self.run(script, Vec::new()).await == Value::Bool(true)
    }

    async fn run(&self, script: &str, more: Vec<Value>) -> Value {
        let element = self.visible().await;
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

/// The error without the driver's stack.
fn first_line(error: &WebDriverError) -> String {
    error
        .to_string()
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}
