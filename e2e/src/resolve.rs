//! Turning a description into elements: a script narrows the field, the browser's computed role and name decide.

use crate::computed;
use crate::locate::{Locator, Step};
use crate::role::Role;
use crate::wait::until;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

impl Locator {
    /// Waits for the one element that this means.
    pub async fn here(&self) -> WebElement {
        until(self.at, &self.to_string(), async || self.single().await).await
    }

    /// Waits until nothing fits any more. A row is looked for along the whole list.
    pub async fn gone(&self) {
        let what = format!("{self} to be gone");
        let mut from_top = true;
        until(self.at, &what, async || {
            if self.is_in_a_row() && std::mem::take(&mut from_top) {
                seek(&self.driver, true).await?;
            }
            let found = self.all().await.map_or(0, |found| found.len());
            if found > 0 {
                from_top = true;
                return Err(format!("{found} are there"));
            }
            if self.is_in_a_row() && !seek(&self.driver, false).await? {
                return Err("the list is not looked through yet".into());
            }
            Ok(())
        })
        .await;
    }

    /// How many fit at this moment.
    pub async fn count(&self) -> usize {
        self.all().await.map_or(0, |found| found.len())
    }

    /// The names of all that fit at this moment, in the order of the page.
    pub async fn names(&self) -> Vec<String> {
        self.first_names(usize::MAX).await
    }

    /// The names of the first ones; an error of the script counts as none.
    pub(crate) async fn first_names(&self, number: usize) -> Vec<String> {
        let mut names = Vec::new();
        let found = self.candidates().await.unwrap_or_default();
        for (_, judged) in found.into_iter().take(number) {
            if let Some(last) = judged.last() {
                names.push(computed::label(last).await.unwrap_or_default());
            }
        }
        names
    }

    /// The one element, or what is there instead. Only the rows in view need to be in the page,
    /// so the list is scrolled on when a row is not there.
    pub(crate) async fn single(&self) -> Result<WebElement, String> {
        match self.all().await {
            Ok(mut found) if found.len() == 1 => found.pop().ok_or_else(String::new),
            Ok(found) if found.is_empty() => {
                // Such as 203.0.113.40 in view while 203.0.113.4 is not.
                if self.is_in_a_row() {
                    seek(&self.driver, false).await?;
                }
                Err("the browser gives what may be meant another role or name".into())
            }
            Ok(found) => Err(format!("{} fit", found.len())),
            Err(missing) => {
                if missing.is_row {
                    seek(&self.driver, false).await?;
                }
                Err(missing.text)
            }
        }
    }

    fn is_in_a_row(&self) -> bool {
        self.steps.iter().any(|step| step.role == Role::Row)
    }

    /// All that fit, by the browser's own judgement.
    async fn all(&self) -> Result<Vec<WebElement>, Missing> {
        let mut found = Vec::new();
        for (element, judged) in self.candidates().await? {
            if self.confirmed(&judged).await {
                found.push(element);
            }
        }
        Ok(found)
    }

    /// Whether the computed role and name of each step's element are the wanted ones.
    async fn confirmed(&self, judged: &[WebElement]) -> bool {
        for (step, element) in self.steps.iter().zip(judged) {
            let role = computed::role(element).await.unwrap_or_default();
            let label = computed::label(element).await.unwrap_or_default();
            // The header of a row may hold its copy button, whose name then follows the address.
            let fits = step.name.fits(&label)
                || (step.role == Role::Row && label.starts_with(&format!("{} ", step.name.text())));
            if !step.role.computed().contains(&role.as_str()) || !fits {
                return false;
            }
        }
        true
    }

    /// What the script in the page takes for possible: each element with the elements to judge on the way to it.
    async fn candidates(&self) -> Result<Vec<(WebElement, Vec<WebElement>)>, Missing> {
        let steps: Vec<Value> = self.steps.iter().map(Step::for_script).collect();
        let answer = self
            .driver
            .execute(include_str!("find.js"), vec![json!(steps)])
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

/// Why nothing fits, in words for the failure.
struct Missing {
    text: String,
    is_row: bool,
}

/// Scrolls the list on, or to its top; whether its end had been reached.
pub(crate) async fn seek(driver: &WebDriver, to_top: bool) -> Result<bool, String> {
    let answer = driver
        .execute(include_str!("seek.js"), vec![to_top.into()])
        .await;
    let answer = answer.map_err(|error| error.to_string())?;
    Ok(answer.json().as_bool().unwrap_or(true))
}

impl Step {
    fn for_script(&self) -> Value {
        // The header of a row may hold its copy button, so a row is narrowed down by the beginning.
        let mode = if self.role == Role::Row {
            "starting"
        } else {
            self.name.mode()
        };
        json!({"css": self.role.css(), "header": self.role.header(), "name": self.name.text(), "mode": mode})
    }
}
