//! Several tabs of one browser. The page is the tab switched to.

use crate::page::Page;
use crate::wait::until;
use std::panic::Location;

impl Page {
    /// Opens a tab and switches to it.
    pub async fn open_tab(&self) {
        let tab = self.driver.new_tab().await.expect("a new tab");
        let switched = self.driver.switch_to_window(tab).await;
        switched.expect("the tab is there");
    }

    /// Waits for the tab with this number, counted from 0, and switches to it.
    #[track_caller]
    pub fn switch_to_tab(&self, number: usize) -> impl Future<Output = ()> {
        let at = Location::caller();
        async move {
            until(at, &format!("tab {number}"), async || {
                let tabs = self.driver.windows().await.unwrap_or_default();
                let count = tabs.len();
                let tab = tabs.into_iter().nth(number);
                let tab = tab.ok_or_else(|| format!("there are {count}"))?;
                let switched = self.driver.switch_to_window(tab).await;
                switched.map_err(|error| error.to_string())
            })
            .await;
        }
    }
}
