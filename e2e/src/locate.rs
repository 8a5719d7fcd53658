//! Finding elements as a person with a screen reader would: by role and name, inside what was named before.

use crate::computed;
use crate::role::{Name, Role};
use crate::wait::until;
use serde_json::{Value, json};
use std::panic::Location;
use thirtyfour::prelude::*;

/// One step of a chain such as "in the row 203.0.113.7, the button Copy".
#[derive(Clone, Debug)]
struct Step {
    role: Role,
    name: Name,
}

/// A description of an element, looked up anew each time it is used, so that a redrawn page does no harm.
#[derive(Clone)]
pub struct Locator {
    pub(crate) driver: WebDriver,
    pub(crate) at: &'static Location<'static>,
    steps: Vec<Step>,
}

impl Locator {
    /// The whole page.
    #[track_caller]
    pub(crate) fn page(driver: WebDriver) -> Self {
        Self {
            driver,
            at: Location::caller(),
            steps: Vec::new(),
        }
    }

    /// The element of this role with exactly this name, inside what this locator means.
    #[track_caller]
    pub fn named(&self, role: Role, name: &str) -> Self {
        self.step(role, Name::Exact(name.into()))
    }

    /// The element of this role whose name begins so.
    #[track_caller]
    pub fn starting(&self, role: Role, name: &str) -> Self {
        self.step(role, Name::Starting(name.into()))
    }

    /// Every element of this role.
    #[track_caller]
    pub fn any(&self, role: Role) -> Self {
        self.step(role, Name::Any)
    }

    /// The button of this name.
    #[track_caller]
    pub fn button(&self, name: &str) -> Self {
        self.named(Role::Button, name)
    }

    /// The field with this label.
    #[track_caller]
    pub fn field(&self, name: &str) -> Self {
        self.named(Role::Field, name)
    }

    /// The heading of this text.
    #[track_caller]
    pub fn heading(&self, name: &str) -> Self {
        self.named(Role::Heading, name)
    }

    /// The tab that begins so; a count may follow.
    #[track_caller]
    pub fn tab(&self, name: &str) -> Self {
        self.starting(Role::Tab, name)
    }

    /// The column header that begins so; its order may follow.
    #[track_caller]
    pub fn column(&self, name: &str) -> Self {
        self.starting(Role::ColumnHeader, name)
    }

    /// The open dialog with this title.
    #[track_caller]
    pub fn dialog(&self, name: &str) -> Self {
        self.named(Role::Dialog, name)
    }

    /// The radio button that begins so.
    #[track_caller]
    pub fn radio(&self, name: &str) -> Self {
        self.starting(Role::Radio, name)
    }

    /// The row of this address.
    #[track_caller]
    pub fn row(&self, address: &str) -> Self {
        self.step(Role::Row, Name::Exact(address.into()))
    }

    #[track_caller]
    fn step(&self, role: Role, name: Name) -> Self {
        let mut steps = self.steps.clone();
        steps.push(Step { role, name });
        Self {
            driver: self.driver.clone(),
            at: Location::caller(),
            steps,
        }
    }

    /// Waits for the one element that this means.
    pub async fn here(&self) -> WebElement {
        until(self.at, &self.to_string(), async || self.single().await).await
    }

    /// Waits until nothing fits any more.
    pub async fn gone(&self) {
        let what = format!("{self} to be gone");
        until(self.at, &what, async || match self.all().await {
            Ok(found) if found.is_empty() => Ok(()),
            Ok(found) => Err(format!("{} are there", found.len())),
            Err(Missing { .. }) => Ok(()),
        })
        .await;
    }

    /// How many fit at this moment.
    pub async fn count(&self) -> usize {
        self.all().await.map_or(0, |found| found.len())
    }

    /// The names of all that fit at this moment, in the order of the page.
    pub async fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for (_, judged) in self.candidates().await.unwrap_or_default() {
            if let Some(last) = judged.last() {
                names.push(computed::label(last).await.unwrap_or_default());
            }
        }
        names
    }

    /// The one element, or what is there instead.
    pub(crate) async fn single(&self) -> Result<WebElement, String> {
        match self.all().await {
            Ok(mut found) if found.len() == 1 => found.pop().ok_or_else(String::new),
            Ok(found) if found.is_empty() => {
                Err("the browser gives it another role or name".into())
            }
            Ok(found) => Err(format!("{} fit", found.len())),
            Err(missing) => Err(missing.text),
        }
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
            return Err(Missing { text });
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

impl std::fmt::Display for Locator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, step) in self.steps.iter().enumerate() {
            let within = if index == 0 { "" } else { " > " };
            write!(f, "{within}{:?} {:?}", step.role, step.name.text())?;
        }
        Ok(())
    }
}
