//! Finding elements as a person with a screen reader would: by role and name, inside what was named before.

use crate::role::{Name, Role};
use std::panic::Location;
use thirtyfour::prelude::*;

/// One step of a chain such as "in the row 203.0.113.7, the button Copy".
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) role: Role,
    pub(crate) name: Name,
}

/// A description of an element, looked up anew each time it is used, so that a redrawn page does no harm.
#[derive(Clone)]
pub struct Locator {
    pub(crate) driver: WebDriver,
    pub(crate) at: &'static Location<'static>,
    pub(crate) steps: Vec<Step>,
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

    /// The box to tick with this label.
    #[track_caller]
    pub fn checkbox(&self, name: &str) -> Self {
        self.named(Role::Checkbox, name)
    }

    /// The item of an open menu that begins so; what it is set to or its key may follow.
    #[track_caller]
    pub fn menu_item(&self, name: &str) -> Self {
        self.starting(Role::MenuItem, name)
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
