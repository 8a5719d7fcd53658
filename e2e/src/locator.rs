//! Locators: elements by role and name, as a screen reader user finds them.

use crate::browser::BrowserKind;
use crate::role::{Name, Role};
use std::panic::Location;
use thirtyfour::prelude::*;

/// One step of a path such as "in the row 203.0.113.7, the button Copy".
#[derive(Clone, Debug)]
pub(crate) struct LocatorStep {
    pub(crate) role: Role,
    pub(crate) name: Name,
}

/// The description of an element, resolved at each use: the page may redraw it.
#[derive(Clone)]
pub struct Locator {
    pub(crate) driver: WebDriver,
    pub(crate) kind: BrowserKind,
    pub(crate) at: &'static Location<'static>,
    pub(crate) steps: Vec<LocatorStep>,
}

impl Locator {
    /// The whole page.
    #[track_caller]
    pub(crate) fn page(driver: WebDriver, kind: BrowserKind) -> Self {
        Self {
            driver,
            kind,
            at: Location::caller(),
            steps: Vec::new(),
        }
    }

    /// The element with this role and exactly this name, inside this locator.
    #[track_caller]
    pub fn named(&self, role: Role, name: &str) -> Self {
        self.step(role, Name::Exact(name.into()))
    }

    /// The element with this role and a name that starts with `name`.
    #[track_caller]
    pub fn name_starts_with(&self, role: Role, name: &str) -> Self {
        self.step(role, Name::StartsWith(name.into()))
    }

    /// Every element with this role.
    #[track_caller]
    pub fn all(&self, role: Role) -> Self {
        self.step(role, Name::Any)
    }

    #[track_caller]
    pub fn button(&self, name: &str) -> Self {
        self.named(Role::Button, name)
    }

    #[track_caller]
    pub fn field(&self, name: &str) -> Self {
        self.named(Role::Field, name)
    }

    #[track_caller]
    pub fn heading(&self, name: &str) -> Self {
        self.named(Role::Heading, name)
    }

    /// The tab whose name starts with `name`; a count may follow.
    #[track_caller]
    pub fn tab(&self, name: &str) -> Self {
        self.name_starts_with(Role::Tab, name)
    }

    /// The column header whose name starts with `name`; its order may follow.
    #[track_caller]
    pub fn column(&self, name: &str) -> Self {
        self.name_starts_with(Role::ColumnHeader, name)
    }

    #[track_caller]
    pub fn dialog(&self, name: &str) -> Self {
        self.named(Role::Dialog, name)
    }

    /// The radio button whose name starts with `name`.
    #[track_caller]
    pub fn radio(&self, name: &str) -> Self {
        self.name_starts_with(Role::Radio, name)
    }

    #[track_caller]
    pub fn checkbox(&self, name: &str) -> Self {
        self.named(Role::Checkbox, name)
    }

    /// The menu item whose name starts with `name`; its setting or key may follow.
    #[track_caller]
    pub fn menu_item(&self, name: &str) -> Self {
        self.name_starts_with(Role::MenuItem, name)
    }

    #[track_caller]
    pub fn row(&self, address: &str) -> Self {
        self.step(Role::Row, Name::Exact(address.into()))
    }

    #[track_caller]
    fn step(&self, role: Role, name: Name) -> Self {
        let mut steps = self.steps.clone();
        steps.push(LocatorStep { role, name });
        Self {
            driver: self.driver.clone(),
            kind: self.kind,
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
