//! Several tabs of one browser. What is said of the page is about the one turned to.

use crate::page::Page;
use crate::wait::until;
use std::panic::Location;

impl Page {
    /// Opens another tab and turns to it.
    pub async fn open_tab(&self) {
        let tab = self.driver.new_tab().await.expect("a new tab");
        let turned = self.driver.switch_to_window(tab).await;
        turned.expect("the tab is there");
    }

    /// Turns to the tab that was opened as this one, counted from 0, once it is there.
    #[track_caller]
    pub fn turn_to_tab(&self, number: usize) -> impl Future<Output = ()> {
        let at = Location::caller();
        async move {
            until(at, &format!("tab {number}"), async || {
                let tabs = self.driver.windows().await.unwrap_or_default();
                let count = tabs.len();
                let tab = tabs.into_iter().nth(number);
                let tab = tab.ok_or_else(|| format!("there are {count}"))?;
                let turned = self.driver.switch_to_window(tab).await;
                turned.map_err(|error| error.to_string())
            })
            .await;
        }
    }
}
