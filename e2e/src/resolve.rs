//! Resolves locators: a script finds candidates, the browser's computed role and name decide.

use crate::browser::BrowserKind;
use crate::computed_role;
use crate::locator::{Locator, LocatorStep};
use crate::role::{Role, words};
use crate::wait::until;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

impl Locator {
    /// Waits until exactly one element matches, and returns it.
    pub async fn visible(&self) -> WebElement {
        until(self.at, &self.to_string(), async || self.single().await).await
    }

    /// Waits until no element matches. For a row, searches the whole list.
    pub async fn gone(&self) {
        let what = format!("{self} to be gone");
        let mut from_top = true;
        until(self.at, &what, async || {
            if self.is_in_a_row() && std::mem::take(&mut from_top) {
                scroll_list(&self.driver, true).await?;
            }
            let found = self.matches().await.map_or(0, |found| found.len());
            if found > 0 {
                from_top = true;
                return Err(format!("there are {found}"));
            }
            if self.is_in_a_row() && !scroll_list(&self.driver, false).await? {
                return Err("the search of the list has not ended".into());
            }
            Ok(())
        })
        .await;
    }

    /// The number of matches now.
    pub async fn count(&self) -> usize {
        self.matches().await.map_or(0, |found| found.len())
    }

    /// The names of the matches now, in the order of the page.
    pub async fn names(&self) -> Vec<String> {
        self.first_names(usize::MAX).await
    }

    /// The names of the first matches; none if the script fails.
    pub(crate) async fn first_names(&self, number: usize) -> Vec<String> {
        let mut names = Vec::new();
        let found = self.candidates().await.unwrap_or_default();
        for (_, judged) in found.into_iter().take(number) {
            if let (Some(step), Some(last)) = (self.steps.last(), judged.last()) {
                names.push(self.name(step.role, last).await);
            }
        }
        names
    }

    /// The one match, or the reason why there is none. Only rows in view are in the page, so the list is scrolled for a
    /// missing row.
    pub(crate) async fn single(&self) -> Result<WebElement, String> {
        match self.matches().await {
            Ok(mut found) if found.len() == 1 => found.pop().ok_or_else(String::new),
            Ok(found) if found.is_empty() => {
                // Such as 203.0.113.40 in view and 203.0.113.4 not.
                if self.is_in_a_row() {
                    scroll_list(&self.driver, false).await?;
                }
                Err("the candidates have another computed role or name".into())
            }
            Ok(found) => Err(format!("{} match", found.len())),
            Err(missing) => {
                if missing.is_row {
                    scroll_list(&self.driver, false).await?;
                }
                Err(missing.text)
            }
        }
    }

    fn is_in_a_row(&self) -> bool {
        self.steps.iter().any(|step| step.role == Role::Row)
    }

    /// The candidates that the browser confirms.
    async fn matches(&self) -> Result<Vec<WebElement>, Missing> {
        let mut found = Vec::new();
        for (element, judged) in self.candidates().await? {
            if self.confirmed(&judged).await {
                found.push(element);
            }
        }
        Ok(found)
    }

    /// Whether the computed roles and names are those of the steps.
    async fn confirmed(&self, judged: &[WebElement]) -> bool {
        for (step, element) in self.steps.iter().zip(judged) {
            let role = computed_role::role(element).await.unwrap_or_default();
            let label = self.name(step.role, element).await;
            // A row header may contain its copy button, whose name follows the address.
            let fits = step.name.matches(&label)
                || (step.role == Role::Row && label.starts_with(&format!("{} ", step.name.text())));
            if !step.role.computed().contains(&role.as_str()) || !fits {
                return false;
            }
        }
        true
    }

    /// The accessible name. WebKit's driver knows none of a header cell, so its text counts.
    async fn name(&self, role: Role, element: &WebElement) -> String {
        if self.kind == BrowserKind::WebKit && role.is_header() {
            return words(&element.text().await.unwrap_or_default());
        }
        computed_role::label(element).await.unwrap_or_default()
    }

    /// The candidates of the script, each with the elements whose role and name are to be confirmed.
    async fn candidates(&self) -> Result<Vec<(WebElement, Vec<WebElement>)>, Missing> {
        let steps: Vec<Value> = self.steps.iter().map(LocatorStep::for_script).collect();
        let answer = self
            .driver
            .execute(include_str!("find_elements.js"), vec![json!(steps)])
            .await;
        let answer = answer.map_err(|error| Missing {
            text: format!("the script failed: {error}"),
            is_row: false,
        })?;
        let answer = answer.json();
        if let Some(step) = answer["missing"]
            .as_u64()
            .and_then(|index| self.steps.get(index as usize))
        {
            let text = format!(
                "no {:?} {:?}; of that role there is {}",
                step.role,
                step.name.text(),
                answer["seen"]
            );
            let is_row = step.role == Role::Row;
            return Err(Missing { text, is_row });
        }
        let found = answer["found"].as_array().cloned().unwrap_or_default();
        Ok(found
            .into_iter()
            .filter_map(|path| self.elements(&path))
            .collect())
    }

    fn elements(&self, path: &Value) -> Option<(WebElement, Vec<WebElement>)> {
        let handle = || self.driver.handle().clone();
        let element = WebElement::from_json(path["el"].clone(), handle()).ok()?;
        let chain = path["chain"].as_array()?.iter();
        let judged = chain.map(|link| WebElement::from_json(link.clone(), handle()).ok());
        Some((element, judged.collect::<Option<_>>()?))
    }
}

/// The reason for no match.
struct Missing {
    text: String,
    is_row: bool,
}

/// Scrolls the list by a part of its height, or to its top. Returns whether it was at its end.
pub(crate) async fn scroll_list(driver: &WebDriver, to_top: bool) -> Result<bool, String> {
    let answer = driver
        .execute(include_str!("scroll_list.js"), vec![to_top.into()])
        .await;
    let answer = answer.map_err(|error| error.to_string())?;
    Ok(answer.json().as_bool().unwrap_or(true))
}

impl LocatorStep {
    fn for_script(&self) -> Value {
        // A row header may contain its copy button, so the script matches the start.
        let mode = if self.role == Role::Row {
            "starting"
        } else {
            self.name.mode()
        };
        json!({"css": self.role.css(), "header": self.role.header(), "name": self.name.text(), "mode": mode})
    }
}
