//! Expectations about an element; each waits until it is met.

use crate::locator::Locator;
use crate::resolve::scroll_list;
use crate::role::words;
use crate::wait::until;

impl Locator {
    /// Waits until no other element covers it, as once a form that has grown is scrolled.
    pub async fn in_view(&self) {
        until(self.at, &format!("{self} to be in view"), async || {
            if self.uncovered().await {
                Ok(())
            } else {
                Err("it is covered, or outside of the window".to_owned())
            }
        })
        .await;
    }

    /// Waits until its text, visible or only for screen readers, contains `text`.
    pub async fn has_text(&self, text: &str) {
        until(
            self.at,
            &format!("{self} to have the text {text:?}"),
            async || {
                let content = self.single().await?.prop("textContent").await;
                let content = words(&content.ok().flatten().unwrap_or_default());
                if content.contains(text) {
                    Ok(())
                } else {
                    Err(format!("it has {content:?}"))
                }
            },
        )
        .await;
    }

    /// Waits until an attribute has this value; `None` waits for its absence.
    pub async fn has_attribute(&self, name: &str, value: Option<&str>) {
        until(
            self.at,
            &format!("{self} to have {name}={value:?}"),
            async || {
                let have = self.single().await?.attr(name).await.ok().flatten();
                if have.as_deref() == value {
                    Ok(())
                } else {
                    Err(format!("it has {have:?}"))
                }
            },
        )
        .await;
    }

    /// Waits until a checkbox is checked, or not.
    pub async fn checked(&self, wanted: bool) {
        until(
            self.at,
            &format!("{self} to be checked: {wanted}"),
            async || {
                let have = self.single().await?.is_selected().await;
                match have {
                    Ok(have) if have == wanted => Ok(()),
                    have => Err(format!("it is {have:?}")),
                }
            },
        )
        .await;
    }

    /// Waits until it is enabled or disabled, natively or by `aria-disabled`.
    pub async fn enabled(&self, wanted: bool) {
        until(
            self.at,
            &format!("{self} to be enabled: {wanted}"),
            async || {
                let element = self.single().await?;
                let disabled = element.attr("aria-disabled").await.ok().flatten();
                let enabled = element.is_enabled().await.unwrap_or(false)
                    && disabled.as_deref() != Some("true");
                if enabled == wanted {
                    Ok(())
                } else {
                    Err(format!("enabled is {enabled}"))
                }
            },
        )
        .await;
    }

    /// Waits until the names of the first elements start with these.
    pub async fn names_start_with(&self, wanted: &[&str]) {
        until(
            self.at,
            &format!("{self} to start with {wanted:?}"),
            async || {
                let have = self.first_names(wanted.len()).await;
                // The first rows are not in the page while the list is scrolled.
                let fit = have.len() == wanted.len()
                    && have
                        .iter()
                        .zip(wanted)
                        .all(|(have, name)| starts(have, name));
                if fit {
                    return Ok(());
                }
                scroll_list(&self.driver, true).await?;
                Err(format!("they start with {have:?}"))
            },
        )
        .await;
    }

    /// Waits until it has the focus.
    pub async fn focused(&self) {
        until(self.at, &format!("{self} to have the focus"), async || {
            let element = self.single().await?;
            let active = crate::keyboard::focused_element(&self.driver).await?;
            if active.element_id() == element.element_id() {
                return Ok(());
            }
            Err(format!(
                "the focus is on {}",
                crate::keyboard::describe(&active).await
            ))
        })
        .await;
    }
}

/// Whether a name is `start`, or continues after it with another word.
fn starts(name: &str, start: &str) -> bool {
    name.strip_prefix(start)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}
