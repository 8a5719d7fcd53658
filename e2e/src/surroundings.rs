//! What happens around the panel: its clock, other tabs, other scripts.

use crate::page::Page;
use crate::wait::until;
use std::panic::Location;

impl Page {
    /// Sets the clock of the page forward by seconds, or back. A reload sets it right.
    pub async fn move_clock(&self, seconds: i64) {
        let script = "const [real, moved] = [Date.now, arguments[0] * 1000]; Date.now = () => real() + moved;";
        self.driver
            .execute(script, vec![seconds.into()])
            .await
            .expect("the clock can be moved");
    }

    /// Does in the page what the browser, another page or a person at the console might do.
    pub async fn script(&self, script: &str) {
        let ran = self.driver.execute(script, Vec::new()).await;
        ran.expect("the script runs");
    }

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
