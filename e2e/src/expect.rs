//! What a test expects of an element, waited for.

use crate::locate::Locator;
use crate::resolve::seek;
use crate::role::words;
use crate::wait::until;

impl Locator {
    /// Waits until its text, shown or spoken, contains `text`.
    pub async fn says(&self, text: &str) {
        until(self.at, &format!("{self} to say {text:?}"), async || {
            let content = self.single().await?.prop("textContent").await;
            let content = words(&content.ok().flatten().unwrap_or_default());
            if content.contains(text) {
                Ok(())
            } else {
                Err(format!("it says {content:?}"))
            }
        })
        .await;
    }

    /// Waits until an attribute has this value; `None` waits for its absence.
    pub async fn has(&self, name: &str, value: Option<&str>) {
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

    /// Waits until a box is ticked, or not.
    pub async fn ticked(&self, wanted: bool) {
        until(
            self.at,
            &format!("{self} to be ticked: {wanted}"),
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

    /// Waits until it can (`true`) or cannot (`false`) be used, natively or by `aria-disabled`.
    pub async fn usable(&self, wanted: bool) {
        until(
            self.at,
            &format!("{self} to be usable: {wanted}"),
            async || {
                let element = self.single().await?;
                let disabled = element.attr("aria-disabled").await.ok().flatten();
                let enabled = element.is_enabled().await.unwrap_or(false)
                    && disabled.as_deref() != Some("true");
                if enabled == wanted {
                    Ok(())
                } else {
                    Err(format!("its state is {enabled}"))
                }
            },
        )
        .await;
    }

    /// Waits until the first ones, in the order of the page, have names that begin so.
    pub async fn begin_with(&self, wanted: &[&str]) {
        until(
            self.at,
            &format!("{self} to begin with {wanted:?}"),
            async || {
                let have = self.first_names(wanted.len()).await;
                // The first rows need not be in the page while the list is scrolled.
                let fit = have.len() == wanted.len()
                    && have
                        .iter()
                        .zip(wanted)
                        .all(|(have, name)| begins(have, name));
                if fit {
                    return Ok(());
                }
                seek(&self.driver, true).await?;
                Err(format!("they begin with {have:?}"))
            },
        )
        .await;
    }

    /// Waits until the keyboard's focus is on it.
    pub async fn focused(&self) {
        until(self.at, &format!("{self} to have the focus"), async || {
            let element = self.single().await?;
            let active = crate::keys::active(&self.driver).await?;
            if active.element_id() == element.element_id() {
                return Ok(());
            }
            Err(format!(
                "the focus is on {}",
                crate::keys::describe(&active).await
            ))
        })
        .await;
    }
}

/// Whether a name is `beginning`, or goes on after it with another word.
fn begins(name: &str, beginning: &str) -> bool {
    name.strip_prefix(beginning)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}
